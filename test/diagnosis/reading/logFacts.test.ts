import assert from 'node:assert/strict';
import { logFacts, logTables } from '../../../src/diagnosis/reading/logFacts';
import type { EvidenceLine } from '../../../src/model/dossier/dossier';

const line = (text: string): EvidenceLine => ({ stream: 'stderr', text });
const read = (text: string) => logFacts([line(text)]);

/** One line as each program writes it: theme, and what it must tell. */
const said: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  ['Error: connect ECONNREFUSED 172.18.0.2:5432', 'refused', { host: '172.18.0.2', port: 5432 }],
  ['dial tcp 10.0.0.4:6379: connect: connection refused', 'refused', { host: '10.0.0.4', port: 6379 }],
  [
    'connection to server at "db" (172.18.0.2), port 5432 failed: Connection refused',
    'refused',
    { host: 'db', port: 5432 },
  ],
  [
    'Connection to mysql:3306 refused. Check that the hostname and port are correct',
    'refused',
    { host: 'mysql', port: 3306 },
  ],
  ["(2003, \"Can't connect to MySQL server on 'mysql:3306' (111)\")", 'refused', { host: 'mysql', port: 3306 }],
  [
    'connect() failed (111: Connection refused) while connecting to upstream, client: 1.2.3.4, upstream: "http://172.18.0.3:8000/"',
    'refused',
    { host: '172.18.0.3', port: 8000 },
  ],
  ['Error: getaddrinfo ENOTFOUND redis', 'noSuchHost', { host: 'redis' }],
  ['dial tcp: lookup cache on 127.0.0.11:53: no such host', 'noSuchHost', { host: 'cache' }],
  ['could not translate host name "db" to address: Name or service not known', 'noSuchHost', { host: 'db' }],
  ['java.net.UnknownHostException: kafka', 'noSuchHost', { host: 'kafka' }],
  [
    '[emerg] 1#1: host not found in upstream "api:8000" in /etc/nginx/nginx.conf:7',
    'noSuchHost',
    { host: 'api', port: 8000 },
  ],
  ["PermissionError: [Errno 13] Permission denied: '/data/a'", 'permissionDenied', { path: '/data/a' }],
  ["Error: EACCES: permission denied, open '/data/b'", 'permissionDenied', { path: '/data/b' }],
  ['open /data/c: permission denied', 'permissionDenied', { path: '/data/c' }],
  ['FATAL:  data directory "/var/lib/pg" has wrong ownership', 'permissionDenied', { path: '/var/lib/pg' }],
  ['Error: listen EADDRINUSE: address already in use :::3000', 'addressInUse', { port: 3000 }],
  ['listen tcp :8080: bind: address already in use', 'addressInUse', { port: 8080 }],
  ["OSError: [Errno 28] No space left on device: '/cache/x'", 'noSpace', { path: '/cache/x' }],
  ['open /etc/x: read-only file system', 'readOnly', { path: '/etc/x' }],
  ["KeyError: 'QUEUE_URL'", 'missingEnv', { name: 'QUEUE_URL' }],
  ['Error: environment variable API_TOKEN is required', 'missingEnv', { name: 'API_TOKEN' }],
  ["Access denied for user 'shop'@'172.18.0.3' (using password: YES)", 'authenticationFailed', { user: 'shop' }],
  ['x509: certificate has expired or is not yet valid: current time', 'tlsFailed', {}],
  ['flag provided but not defined: -porrt', 'badArgument', { detail: '-porrt' }],
  ['FATAL:  database "orders" does not exist', 'databaseMissing', { name: 'orders' }],
  ["Table 'shop.orders' doesn't exist", 'schemaMissing', { name: 'shop.orders' }],
  ['FATAL:  sorry, too many clients already', 'tooManyConnections', {}],
  ["OOM command not allowed when used memory > 'maxmemory'", 'refusesWrites', {}],
  ['nginx: [emerg] setgid(33) failed (1: Operation not permitted)', 'notPermitted', { name: 'setgid' }],
  ['error: failed switching to "redis": operation not permitted', 'notPermitted', { name: 'switching' }],
  ['the input device is not a TTY', 'noTerminal', {}],
  [
    "The input string 'eighty' was not in a correct format. FormatException: input string 'eighty' was not in a correct format",
    'invalidValue',
    { detail: 'eighty' },
  ],
  ['/app/x.node: invalid ELF header', 'nativeModule', { path: '/app/x.node' }],
  ['unknown time zone Europe/Berlin', 'missingTimezone', { name: 'Europe/Berlin' }],
  ['invalid license key', 'licenseRefused', {}],
  ['Uvicorn running on http://127.0.0.1:8000 (Press CTRL+C to quit)', 'listening', { host: '127.0.0.1', port: 8000 }],
  ['Tomcat started on port 8081 (http)', 'listening', { port: 8081 }],
  ['ready to accept connections tcp port 6379', 'listening', {}],
];

describe('log knowledge', () => {
  for (const [text, theme, members] of said.slice(0, -1)) {
    it(`reads: ${text.slice(0, 70)}`, () => {
      const fact = read(text).find((one) => one.theme === theme);
      assert.ok(
        fact,
        `${theme} in ${read(text)
          .map((one) => one.theme)
          .join(', ')}`,
      );
      for (const [member, value] of Object.entries(members)) {
        assert.deepEqual(fact[member as keyof typeof fact], value, member);
      }
      assert.equal(fact.line.text, text);
    });
  }

  it('finds nothing in lines of everyday life', () => {
    for (const text of [
      'GET /healthz 200 3ms',
      'user 7 logged in',
      'checkpoint complete: wrote 4 buffers',
      'request 5 done in 12 ms',
      '',
    ]) {
      assert.deepEqual(read(text), [], text);
    }
  });

  it('names where each wording is from', () => {
    for (const { theme, wordings } of logTables) {
      for (const { by, source } of wordings) assert.ok(by !== '' && source !== '', theme);
    }
  });

  it('reads hostile lines in bounded steps', () => {
    const pieces = [
      'a'.repeat(4000),
      'a:1 '.repeat(1000),
      '/'.repeat(4000),
      '"'.repeat(4000),
      'http://'.repeat(600),
      'connection refused '.repeat(200),
      'permission denied /a'.repeat(200),
      ' port '.repeat(800),
      "'x' ".repeat(1000),
    ];
    const lines = pieces.flatMap((piece) => [
      line(piece),
      line(`${piece} refused ENOTFOUND not found permission EACCES in use space`),
    ]);
    // A pattern that backtracks without bound would not come back before the test's own deadline.
    assert.ok(logFacts(lines).length > 0);
  });
});

describe('a time of day in a log line', () => {
  it('is no host and port', () => {
    const [fact] = logFacts([
      { stream: 'stdout', text: '2026-11-22 12:17:42,415 ERROR upstream http://far:8000/healthz failed: timed out' },
    ]).filter(({ theme }) => theme === 'timedOut');
    assert.deepEqual([fact?.host, fact?.port], ['far', 8000]);
    const [other] = logFacts([
      { stream: 'stdout', text: '[22/Nov/2026:12:17:42 +0000] proxy: db:5432: connection refused' },
    ]).filter(({ theme }) => theme === 'refused');
    assert.deepEqual([other?.host, other?.port], ['db', 5432]);
  });
});
