import assert from 'node:assert/strict';
import { readStartError } from '../../../src/diagnosis/cases/startErrors';

const runc =
  'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ';

// Wordings of Engine 20.10 (seen live), of 28 (moby daemon/libnetwork) and of crun (libcrun), each with its code.
const known: readonly [string, string][] = [
  ['A01', `${runc}exec: "serve": executable file not found in $PATH: unknown`],
  ['A01', 'crun: executable file `serve` not found in $PATH: No such file or directory: OCI runtime error'],
  ['A02', `${runc}exec: "/app/run": stat /app/run: no such file or directory: unknown`],
  ['A03', `${runc}exec: "/app/run": permission denied: unknown`],
  ['A03', 'crun: open executable: Permission denied: OCI permission denied'],
  [
    'A06',
    'driver failed programming external connectivity on endpoint a (b): Bind for 0.0.0.0:80 failed: port is already allocated',
  ],
  ['A07', 'driver failed (b): Error starting userland proxy: listen tcp4 0.0.0.0:81: bind: address already in use'],
  ['A07', 'failed to bind host port for 0.0.0.0:81:172.17.0.2:80/tcp: address already in use'],
  ['A07', 'failed to set up container networking: failed to bind host port 0.0.0.0:81/tcp: address already in use'],
  ['A09', 'invalid mount config for type "bind": bind mount source path does not exist: /srv/x'],
  [
    'A10',
    `${runc}error during container init: error mounting "/a" to rootfs at "/b": mount /a:/b: not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?`,
  ],
  ['A11', 'No such image: shop/app:9'],
  ['A14', 'network shop_default not found'],
  [
    'A15',
    'Could not attach to network back: rpc error: code = PermissionDenied desc = network back not manually attachable',
  ],
  ['A17', 'unable to find user app: no matching entries in passwd file'],
  ['A17', 'unable to find group ops: no matching entries in group file'],
  ['A19', 'could not select device driver "" with capabilities: [[gpu]]'],
  ['A20', 'failed to initialize logging driver: dial tcp 127.0.0.1:5514: connect: connection refused'],
  ['A20', 'failed to create task for container: failed to initialize logging driver: dial tcp: refused'],
  ['A21', 'error looking up volume plugin rex: plugin "rex" not found'],
  ['A22', `${runc}error during container init: open /proc/sys/net/ipv4/x: no such file or directory: unknown`],
  ['A22', `${runc}error during container init: error setting rlimits for ready process: operation not permitted`],
  ['A26', "no available IPv4 addresses on this network's address pools: edge (26ab)"],
  ['A27', 'mkdir /var/lib/docker/overlay2/x: no space left on device'],
];

describe('readStartError', () => {
  for (const [code, text] of known) {
    it(`reads ${code} in “${text.slice(-60)}”`, () => {
      const read = readStartError(text);
      assert.equal(read?.code, code);
      assert.ok(!/undefined|\s\s|\?$/.test(read?.says ?? 'undefined'), read?.says);
    });
  }

  it('names the port, the path, the user and the command', () => {
    const says = (index: number) => readStartError(known[index]?.[1] ?? '')?.says ?? '';
    assert.deepEqual(
      [0, 2, 5, 6, 7, 8].map((index) => /serve|\/app\/run|\b8[01]\b/.exec(says(index))?.[0]),
      ['serve', '/app/run', '80', '81', '81', '81'],
    );
  });

  it('knows nothing of other words, nor of none', () => {
    for (const text of ['', 'the frobnicator failed', 'context deadline exceeded', 'exec: ready']) {
      assert.equal(readStartError(text), undefined, text);
    }
  });

  it('survives huge and hostile words', () => {
    for (const text of [
      'exec: "'.repeat(50_000),
      'mounting '.repeat(50_000),
      `exec: "${'a'.repeat(200_000)}`,
      'x:'.repeat(99_999),
    ]) {
      readStartError(text);
    }
    const read = readStartError('exec: "a\u202e\u001b[31m\nb": executable file not found in $PATH');
    assert.equal(read?.says, 'the command a [31m b is not in the image');
  });
});
