// Findings → lines of a compose file, and the file after each fix.

import assert from 'node:assert/strict';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { composePlace } from '../../../src/documents/findings/composePlace';
import type { Place } from '../../../src/documents/findings/place';
import { applyTextEdits, textLines } from '../../../src/documents/textLines';
import type { FindingData } from '../../../src/model/finding';
import { findingOf } from './samples';

const shop = `# The shop
services:
  web: # the front
    image: nginx:alpine
    ports:
      - "8080:80" # public
      - target: 81
        published: 8081
    volumes:
      - ./conf:/etc/shop:ro
      - type: bind
        source: ../data
        target: /data
    environment:
      CACHE: redis://localhost:6380/0
      DB_HOST: "databse"
    mem_limit: 64m   # small
    cpus: 0.25
    pids_limit: 20
    healthcheck:
      test: ["CMD", "curl", "-f", "http://localhost:9090/health"]
      timeout: 2s
    networks: [front]
  db:
    image: postgres:16
    environment: [ "PEER=web:81", 'NAME=x' ]
    deploy:
      replicas: 0
      resources:
        limits: { memory: 32M }
      placement:
        constraints:
          - node.labels.disk == ssd
    networks:
      - back
  cache:
    image: redis:7
networks:
  front:
  back:
    name: deep
secrets:
  token:
    file: ./token.txt
`;

interface Ask {
  readonly rule: string;
  readonly data?: FindingData;
  readonly service?: string;
  readonly text?: string;
  readonly isStack?: boolean;
}

function placed({ rule, data, service = 'web', text = shop, isStack = false }: Ask): Place | undefined {
  const facts = parseCompose(text, { variable: () => undefined });
  return composePlace({ text, facts, service, project: 'shop', isStack, folder: '/work/shop' }, findingOf(rule, data));
}

/** The line it is marked on, what is marked, and what each fix makes of the lines it changes. */
function told(ask: Ask): { readonly marked: string; readonly fixes: readonly string[] } | undefined {
  const text = ask.text ?? shop;
  const place = placed(ask);
  if (place === undefined) return undefined;
  const lines = textLines(text);
  const { start, end } = place.range;
  const marked = text.slice(lines.offsetAt(start), lines.offsetAt(end));
  return {
    marked: `${start.line + 1}: ${marked}`,
    fixes: place.fixes.map((fix) => (fix.type === 'edit' ? changed(text, applyTextEdits(text, fix.edits)) : fix.path)),
  };
}

function changed(before: string, after: string): string {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let top = 0;
  while (old[top] === fresh[top] && top < old.length) top += 1;
  let bottom = 0;
  while (bottom < Math.min(old.length, fresh.length) - top && old.at(-1 - bottom) === fresh.at(-1 - bottom))
    bottom += 1;
  return fresh.slice(top, fresh.length - bottom).join('\n');
}

describe('the place of a finding in a compose file', () => {
  it('is the port mapping, whose container port is moved in both forms', () => {
    const data = { published: '8080', target: 80, listens: '3000, 3001' };
    assert.deepEqual(told({ rule: 'published-port-mismatch', data }), {
      marked: '6: "8080:80"',
      fixes: ['      - "8080:3000" # public', '      - "8080:3001" # public'],
    });
    assert.deepEqual(
      told({ rule: 'published-port-mismatch', data: { published: '8081', target: 81, listens: '90' } })?.fixes,
      ['      - target: 90'],
    );
    assert.equal(
      told({ rule: 'published-port-mismatch', data: { ...data, target: 3000 } }),
      undefined,
      'mended already',
    );
    assert.deepEqual(told({ rule: 'port-already-allocated', data: { port: '8081' } })?.fixes, []);
    assert.equal(told({ rule: 'port-already-allocated', data: { port: '80' } }), undefined);
  });

  it('keeps a range and a variable as they are, and marks them all the same', () => {
    for (const port of ['8080-8081:80-81', `\${PORT:-8080}:80`]) {
      const text = shop.replace('8080:80', port);
      const found = told({
        rule: 'published-port-mismatch',
        data: { published: '8080', target: 80, listens: '90' },
        text,
      });
      assert.deepEqual([found?.marked, found?.fixes], [`6: "${port}"`, []]);
    }
  });

  it('adds a port where none is published', () => {
    assert.deepEqual(told({ rule: 'port-not-published', data: { ports: ' 6379/tcp' }, service: 'cache' }), {
      marked: '36: cache',
      fixes: ['    ports:\n      - "6379:6379"'],
    });
    assert.equal(told({ rule: 'port-not-published', data: { ports: ' 80/tcp' } }), undefined);
  });

  it('is the variable that names a wrong port, host or localhost', () => {
    const port = { peer: 'shop-cache-1', port: 6380, listens: '6379', from: 'CACHE' };
    assert.deepEqual(told({ rule: 'wrong-dependency-port', data: port }), {
      marked: '15: redis://localhost:6380/0',
      fixes: ['      CACHE: redis://localhost:6379/0'],
    });
    const local = { host: 'localhost', port: 6380, from: ' from CACHE', peer: 'shop-cache-1' };
    assert.deepEqual(told({ rule: 'localhost-instead-of-service-name', data: local })?.fixes, [
      '      CACHE: redis://cache:6380/0',
    ]);
    const typo = { host: 'databse', from: 'DB_HOST', near: 'db' };
    assert.deepEqual(told({ rule: 'wrong-dependency-name', data: typo })?.fixes, ['      DB_HOST: "db"']);
    assert.deepEqual(
      told({ rule: 'wrong-dependency-port', data: { port: 81, listens: '80', from: 'PEER' }, service: 'db' }),
      {
        marked: '26: "PEER=web:81"',
        fixes: [`    environment: [ "PEER=web:80", 'NAME=x' ]`],
      },
    );
  });

  it('says nothing where the variable is another one, or its value was changed', () => {
    assert.equal(
      told({ rule: 'wrong-dependency-port', data: { port: 6380, listens: '6379', from: 'command' } }),
      undefined,
    );
    assert.equal(
      told({ rule: 'wrong-dependency-port', data: { port: 638, listens: '6379', from: 'CACHE' } }),
      undefined,
    );
    assert.equal(
      told({ rule: 'wrong-dependency-name', data: { host: 'data', from: 'DB_HOST', near: 'db' } }),
      undefined,
    );
    const unknown = told({
      rule: 'wrong-dependency-name',
      data: { host: 'databse', from: 'DB_HOST', near: 'elsewhere' },
    });
    assert.deepEqual(unknown?.fixes, [], 'nobody of this file is meant');
  });

  it('gives a secret to the service, and takes one that the swarm holds into the file', () => {
    assert.deepEqual(told({ rule: 'secret-not-mounted', data: { secret: 'token', exists: false }, service: 'cache' }), {
      marked: '36: cache',
      fixes: ['    secrets:\n      - token'],
    });
    const known = told({
      rule: 'secret-not-mounted',
      data: { secret: 'key', exists: true },
      service: 'cache',
      isStack: true,
    });
    assert.match(known?.fixes[0] ?? '', /secrets:\n {6}- key\n[\s\S]*secrets:\n {2}key:\n {4}external: true$/);
    assert.deepEqual(
      told({ rule: 'secret-not-mounted', data: { secret: 'key', exists: false }, service: 'cache' })?.fixes,
      [],
    );
    const list = shop.replace('image: redis:7', 'image: redis:7\n    secrets: [ other ]');
    assert.deepEqual(told({ rule: 'secret-not-mounted', data: { secret: 'token' }, service: 'cache', text: list }), {
      marked: '38: secrets',
      fixes: ['    secrets: [ other, token ]'],
    });
    const taken = shop.replace('image: redis:7', 'image: redis:7\n    secrets: [ token ]');
    assert.equal(
      told({ rule: 'secret-not-mounted', data: { secret: 'token' }, service: 'cache', text: taken }),
      undefined,
    );
  });

  it('writes a section for the secrets at the end of a file that has none', () => {
    const text = 'services:\n  a:\n    image: x';
    const place = placed({ rule: 'secret-not-mounted', data: { secret: 's', exists: true }, service: 'a', text });
    const [fix] = place?.fixes ?? [];
    assert(fix?.type === 'edit');
    assert.equal(
      applyTextEdits(text, fix.edits),
      'services:\n  a:\n    image: x\n    secrets:\n      - s\nsecrets:\n  s:\n    external: true\n',
    );
  });

  it('puts a service on the network of the other, and keeps it on its own', () => {
    const theirs = (names: string) => ({ own: 'shop_front', theirs: names });
    assert.deepEqual(told({ rule: 'different-networks', data: theirs('deep') }), {
      marked: '23: networks',
      fixes: ['    networks: [front, back]'],
    });
    assert.deepEqual(told({ rule: 'different-networks', data: theirs('shop_front'), service: 'db' })?.fixes, [
      '      - front',
    ]);
    assert.deepEqual(told({ rule: 'different-networks', data: theirs('shop_front'), service: 'cache' })?.fixes, [
      '    networks:\n      - default\n      - front',
    ]);
    assert.equal(told({ rule: 'different-networks', data: theirs('another') }), undefined);
    assert.equal(told({ rule: 'network-not-found', data: { network: 'deep' }, service: 'db' })?.marked, '35: back');
    assert.equal(told({ rule: 'network-not-found', data: { network: '5f2a' } }), undefined);
  });

  it('raises limits, as long as they are what was reached', () => {
    const fixes = (rule: string, data: FindingData, service?: string) =>
      told({ rule, data, ...(service === undefined ? {} : { service }) })?.fixes;
    assert.deepEqual(told({ rule: 'oom-killed', data: { limit: ' of 64 MiB' } }), {
      marked: '17: 64m',
      fixes: ['    mem_limit: 128M   # small'],
    });
    assert.deepEqual(fixes('oom-killed', { limit: ' of 32 MiB' }, 'db'), ['        limits: { memory: 64M }']);
    assert.equal(fixes('oom-killed', { limit: ' of 128 MiB' }), undefined);
    assert.equal(fixes('memory-limit-too-small', {}), undefined, '64 MiB suffice for a start');
    assert.deepEqual(fixes('cpu-throttled', { cores: 0.25 }), ['    cpus: 0.5']);
    assert.deepEqual(fixes('pids-limit-reached', { limit: 20 }), ['    pids_limit: 128']);
    assert.equal(fixes('pids-limit-reached', { limit: 30 }), undefined);
    assert.equal(fixes('nofile-limit', { limit: 30 }), undefined);
    assert.deepEqual(fixes('scaled-to-zero', {}, 'db'), ['      replicas: 1']);
  });

  it('is the mount whose path is not there', () => {
    assert.deepEqual(told({ rule: 'bind-source-missing', data: { path: '/work/shop/conf' } }), {
      marked: '10: ./conf:/etc/shop:ro',
      fixes: [],
    });
    const long = told({ rule: 'bind-source-missing', data: { path: '/work/data' } });
    assert.match(long?.marked ?? '', /^11: type: bind/);
    assert.deepEqual(long?.fixes, ['        bind:\n          create_host_path: true']);
    assert.deepEqual(told({ rule: 'bind-source-missing', data: { path: '/work/data' }, isStack: true })?.fixes, []);
    assert.equal(told({ rule: 'bind-source-missing', data: { path: '/work/shop/other' } }), undefined);
    assert.equal(
      told({ rule: 'mount-directory-onto-file', data: { target: '/etc/shop' } })?.marked,
      '10: ./conf:/etc/shop:ro',
    );
    assert.equal(
      told({ rule: 'volume-mounted-read-only', data: { target: '/etc/shop', asked: true } })?.fixes.length,
      0,
    );
    assert.equal(told({ rule: 'volume-mounted-read-only', data: { target: '/etc/shop', asked: false } }), undefined);
  });

  it('mends the health check: port, tool, timeout, start period', () => {
    const test = (rule: string, data: FindingData) => told({ rule, data });
    assert.deepEqual(test('healthcheck-wrong-port', { asked: 9090, listens: '80' }), {
      marked: '21: ["CMD", "curl", "-f", "http://localhost:9090/health"]',
      fixes: ['      test: ["CMD", "curl", "-f", "http://localhost:80/health"]'],
    });
    assert.equal(test('healthcheck-wrong-port', { asked: 909, listens: '80' }), undefined);
    const [first] = test('healthcheck-tool-missing', { tool: 'curl' })?.fixes ?? [];
    assert.match(first ?? '', /^ {6}test: \["CMD", "wget", .*"http:\/\/127\.0\.0\.1:9090\/health"\]$/);
    assert.equal(test('healthcheck-tool-missing', { tool: 'nc' }), undefined);
    assert.deepEqual(test('healthcheck-timeout-too-short', { seconds: 2 }), {
      marked: '22: 2s',
      fixes: ['      timeout: 10s'],
    });
    assert.equal(test('healthcheck-timeout-too-short', { seconds: 5 }), undefined);
    assert.deepEqual(test('start-period-too-short', { period: 0 }), {
      marked: '20: healthcheck',
      fixes: ['      start_period: 60s'],
    });
    assert.equal(told({ rule: 'start-period-too-short', data: { period: 0 }, service: 'db' }), undefined);
  });

  it('replaces a check in a block list with its comments left outside', () => {
    const text =
      'services:\n  web:\n    image: nginx:alpine\n    healthcheck:\n      test: # why\n        - CMD\n        - curl\n        - http://localhost/\n      # after\n      retries: 3\n';
    const found = told({ rule: 'healthcheck-tool-missing', data: { tool: 'curl' }, text });
    assert.equal(found?.marked, '5: test');
    assert.match(found?.fixes[0] ?? '', /^ {8}\["CMD", "wget", .*\]$/);
    assert.equal(parseCompose(text, { variable: () => undefined }).problems.length, 0);
  });

  it('offers init where the program is the first process, and the script where a shell is', () => {
    assert.deepEqual(told({ rule: 'sigterm-ignored', data: { shell: false }, service: 'cache' })?.fixes, [
      '    init: true',
    ]);
    assert.equal(told({ rule: 'sigterm-ignored', data: { shell: true }, service: 'cache' }), undefined);
  });

  it('marks what only a person can mend', () => {
    const mark = (rule: string, data: FindingData, service = 'db') => told({ rule, data, service })?.marked;
    assert.equal(mark('image-not-found', {}), '25: postgres:16');
    assert.equal(mark('constraint-no-match', { constraints: 'node.labels.disk==ssd' }), '33: node.labels.disk == ssd');
    assert.equal(mark('constraint-no-match', { constraints: 'node.role==worker' }), undefined);
    assert.equal(mark('missing-env-var', { variable: 'QUEUE' }, 'web'), '14: environment');
    assert.equal(mark('missing-env-var', { variable: 'QUEUE' }, 'cache'), '36: cache');
    const scripted = shop.replace('./conf:/etc/shop:ro', './start.sh:/start.sh');
    const crlf = told({ rule: 'crlf-line-endings', data: { path: '/start.sh', script: true }, text: scripted });
    assert.deepEqual(crlf, { marked: '10: ./start.sh:/start.sh', fixes: ['./start.sh'] });
  });

  it('keeps the line ends of a Windows file', () => {
    const text = shop.replaceAll('\n', '\r\n');
    const place = placed({ rule: 'secret-not-mounted', data: { secret: 'token' }, service: 'cache', text });
    const [fix] = place?.fixes ?? [];
    assert(fix?.type === 'edit');
    const after = applyTextEdits(text, fix.edits);
    assert.equal(after.replaceAll('\r\n', '').includes('\n'), false);
    assert.equal(after.replaceAll('\r\n', '\n'), shop.replace('redis:7\n', 'redis:7\n    secrets:\n      - token\n'));
  });

  it('does not change what an anchor shares with another service', () => {
    const text =
      'x-check: &check\n  test: [CMD, curl, "http://x:90/"]\nservices:\n  web: &web\n    image: a\n    mem_limit: &small 64m\n    healthcheck: *check\n  twin:\n    <<: *web\n    command: b\n';
    const fixes = (rule: string, data: FindingData, service: string) => told({ rule, data, service, text })?.fixes;
    assert.deepEqual(fixes('healthcheck-wrong-port', { asked: 90, listens: '80' }, 'web'), []);
    assert.deepEqual(fixes('oom-killed', { limit: ' of 64 MiB' }, 'web'), []);
    assert.deepEqual(fixes('oom-killed', { limit: ' of 64 MiB' }, 'twin'), []);
    assert.deepEqual(fixes('port-not-published', { ports: ' 80/tcp' }, 'twin'), ['    ports:\n      - "80:80"']);
  });

  it('says nothing of a broken file, an unknown service, a rule without a place, or a finding without data', () => {
    assert.equal(told({ rule: 'oom-killed', data: { limit: ' of 64 MiB' }, text: `${shop}  : {[` }), undefined);
    assert.equal(told({ rule: 'oom-killed', data: { limit: ' of 64 MiB' }, service: 'nobody' }), undefined);
    assert.equal(told({ rule: 'disk-full' }), undefined);
    for (const rule of [
      'published-port-mismatch',
      'wrong-dependency-port',
      'secret-not-mounted',
      'bind-source-missing',
      'healthcheck-wrong-port',
    ]) {
      assert.equal(told({ rule }), undefined, rule);
    }
    for (const text of ['', 'services:', 'services:\n  web:\n', 'services: [web]', '- a']) {
      assert.equal(told({ rule: 'port-not-published', data: { ports: '80' }, text }), undefined);
    }
  });
});
