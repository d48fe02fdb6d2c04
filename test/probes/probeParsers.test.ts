import assert from 'node:assert/strict';
import { outcomeOf } from '../../src/probes/connect';
import { healthcheckCommand } from '../../src/probes/healthcheckRun';
import { helperImage } from '../../src/probes/helper';
import { maskedWords } from '../../src/probes/maskedWords';
import { configuredUser, mayWrite } from '../../src/probes/mountOwner';
import { isHost } from '../../src/probes/networkPlace';
import { isSocketTable, listeningSockets } from '../../src/probes/procNet';
import { pullOutcome } from '../../src/probes/pullCheck';
import { hostsAddresses, nslookupAddresses } from '../../src/probes/resolve';

const title = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const rest = '00000000:00000000 00:00000000 00000000';

describe('what probes read', () => {
  it('is which sockets listen, in the byte order of the machine', () => {
    const table = [
      title,
      `   0: 0100007F:1F90 00000000:0000 0A ${rest}  1000        0 11194397 1 0000 100 0 0 10 0`,
      `   1: 00000000:0050 00000000:0000 0A ${rest}     0        0 1 1`,
      `   2: 0200A8C0:0050 0300A8C0:C350 01 ${rest}     0        0 2 1`,
      `   3: 0B00007F:8A2B 00000000:0000 0A ${rest}     0        0 3 1`,
      title,
      `   0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A ${rest}  33 0 4`,
      `   1: 00000000000000000000000001000000:1F92 00000000000000000000000000000000:0000 0A ${rest}  33 0 5`,
      `   2: 0000000000000000FFFF00000100007F:1F93 00000000000000000000000000000000:0000 0A ${rest}  33 0 6`,
      `   3: B80D0120000000000000000001000000:1F94 00000000000000000000000000000000:0000 0A ${rest}  33 0 7`,
    ].join('\n');
    assert.ok(isSocketTable(table));
    assert.deepEqual(
      listeningSockets(table).map(({ protocol, address, port, uid }) => `${protocol} ${address} ${port} ${uid}`),
      [
        'tcp 0.0.0.0 80 0',
        'tcp 127.0.0.1 8080 1000',
        'tcp6 :: 8081 33',
        'tcp6 ::1 8082 33',
        'tcp6 ::ffff:127.0.0.1 8083 33',
        'tcp6 2001:db8::1 8084 33',
      ],
    );
    const bigEndian = `${title}\n 0: 7F000001:1F90 00000000:0000 0A ${rest} 0`;
    assert.equal(listeningSockets(bigEndian, false)[0]?.address, '127.0.0.1');
  });

  it('is nothing where no table is, or a damaged one', () => {
    assert.equal(isSocketTable('cat: not found'), false);
    assert.deepEqual(listeningSockets(`${title}\n 0: 0100007F 0A\n garbage\n 1: XX:YY ZZ:00 0A`), []);
    assert.deepEqual(listeningSockets(''), []);
  });

  it('is how a connection ended, in the words of each tool', () => {
    const outcome = (output: string, exitCode = 1) => outcomeOf({ exitCode, output, timedOut: false });
    assert.equal(outcome('', 0), 'open');
    assert.equal(outcomeOf({ output: '', timedOut: true }), 'timeout');
    for (const [words, expected] of [
      ["nc: can't connect to remote host (10.0.0.2): Connection refused", 'refused'],
      ['bash: connect: Connection refused', 'refused'],
      ['connect ECONNREFUSED 10.0.0.2:80', 'refused'],
      ["nc: bad address 'db'", 'unresolved'],
      ['bash: db: Name or service not known', 'unresolved'],
      ['socket.gaierror: [Errno -3] Temporary failure in name resolution', 'unresolved'],
      ['getaddrinfo ENOTFOUND db', 'unresolved'],
      ['nc: connect to 10.9.9.9 port 80 (tcp) timed out: Operation now in progress', 'timeout'],
      ["nc: can't connect to remote host (10.9.9.9): No route to host", 'unreachable'],
      ['connect: Network is unreachable', 'unreachable'],
      ['Segmentation fault', 'failed'],
    ] as const) {
      assert.equal(outcome(words), expected, words);
    }
  });

  it('is the addresses of a name, and not those of the server that was asked', () => {
    const answer =
      'Server:\t\t127.0.0.11\nAddress:\t127.0.0.11:53\n\nNon-authoritative answer:\nName:\tdb\nAddress: 172.18.0.2\nName:\tdb\nAddress: fd00::2\n';
    assert.deepEqual(nslookupAddresses(answer), ['172.18.0.2', 'fd00::2']);
    assert.deepEqual(nslookupAddresses('Server: 8.8.8.8\nAddress 1: 8.8.8.8\n\nName: db\nAddress 1: 10.0.0.5 db.x\n'), [
      '10.0.0.5',
    ]);
    assert.deepEqual(nslookupAddresses("Server:\t127.0.0.11\nAddress:\t127.0.0.11:53\n** can't find db: NXDOMAIN"), []);
    assert.deepEqual(hostsAddresses('127.0.0.1 localhost\n10.1.1.1\tDB db.local # db2\n', 'db'), ['10.1.1.1']);
    assert.deepEqual(hostsAddresses('10.1.1.1 web # db', 'db'), []);
  });

  it('takes for a host what no program takes for an option', () => {
    for (const host of ['db', 'db.shop', '10.0.0.2', '::1', 'fe80::1%eth0', '_srv']) assert.ok(isHost(host), host);
    for (const host of ['', '-e', 'a b', 'a;b', '$(x)', 'x'.repeat(300)]) assert.equal(isHost(host), false, host);
  });

  it('is what a health check runs', () => {
    assert.deepEqual(healthcheckCommand(['CMD', 'curl', '-f', 'x']), ['curl', '-f', 'x']);
    assert.deepEqual(healthcheckCommand(['CMD-SHELL', 'exit 0']), ['/bin/sh', '-c', 'exit 0']);
    assert.deepEqual(healthcheckCommand(['CMD-SHELL', 'exit 0'], ['/bin/ash', '-ec']), ['/bin/ash', '-ec', 'exit 0']);
    for (const none of [[], ['NONE'], ['CMD'], ['FOO', 'x']]) assert.equal(healthcheckCommand(none), undefined);
  });

  it('is what a registry says, in the words of engines', () => {
    const said = (message: string, status?: number) =>
      pullOutcome({ message, reason: 'unexpected', ...(status === undefined ? { status: undefined } : { status }) });
    assert.equal(
      said('Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host', 500),
      'unreachable',
    );
    assert.equal(said('manifest unknown: manifest unknown', 404), 'missing');
    assert.equal(said('errors: denied: requested access to the resource is denied', 403), 'denied');
    assert.equal(said('unauthorized: authentication required', 401), 'denied');
    assert.equal(said('something else', 500), 'failed');
    assert.equal(said('the socket is gone'), undefined, 'the engine itself failed');
    assert.equal(pullOutcome({ message: 'late', reason: 'timeout', status: undefined }), 'unreachable');
  });

  it('is who may write, as far as the bits tell', () => {
    const folder = { uid: 0, gid: 0, mode: 0o755 };
    assert.equal(mayWrite(folder, { uid: 0, gid: 0 }), 'yes', 'root may');
    assert.equal(mayWrite(folder, { uid: 999, gid: 999 }), 'no');
    assert.equal(mayWrite({ ...folder, mode: 0o777 }, { uid: 999, gid: 999 }), 'yes');
    assert.equal(mayWrite({ ...folder, mode: 0o775 }, { uid: 999, gid: 0 }), 'yes');
    assert.equal(mayWrite({ ...folder, mode: 0o775 }, { uid: 999, gid: 999 }), 'unknown', 'a further group may be 0');
    assert.equal(mayWrite({ uid: 999, gid: 999, mode: 0o555 }, { uid: 999 }), 'no');
    assert.equal(mayWrite(folder, {}), 'unknown');
    assert.deepEqual(configuredUser(''), { uid: 0, gid: 0 });
    assert.deepEqual(configuredUser('999:50'), { uid: 999, gid: 50 });
    assert.deepEqual(configuredUser('postgres'), {});
  });

  it('picks the smallest image with tools for a helper, and none that has none', () => {
    assert.equal(helperImage([{ tags: ['alpine:3.20'] }, { tags: ['busybox:1.36'] }]), 'busybox:1.36');
    assert.equal(helperImage([{ tags: ['mirror.local/library/alpine:3'] }]), 'mirror.local/library/alpine:3');
    assert.equal(helperImage([{ tags: ['busyboxes/app:1'] }, { tags: [] }]), undefined);
  });

  it('masks and bounds what programs say', () => {
    assert.ok(!maskedWords('password=hunter2secret').includes('hunter2secret'));
    assert.equal(maskedWords('\u001B[31mred\u001B[0m\u0007'), 'red');
    assert.equal(maskedWords('x'.repeat(900)).length, 400);
  });
});
