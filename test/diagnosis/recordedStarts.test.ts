// What engines and runtimes were heard to say of the same fault, word for word: one cause, whoever says it.
import assert from 'node:assert/strict';
import { readStartError } from '../../src/diagnosis/cases/startErrors';
import { diagnosed, exited, notStarted } from './dossiers';

interface Recorded {
  readonly rule: string;
  /** Of `readStartError`; absent: the words speak for themselves there. */
  readonly code?: string;
  /** What the title must name. */
  readonly names: string;
  readonly command?: string;
  /** `State.Error`, by who said it. */
  readonly said: Readonly<Record<string, string>>;
}

const shim = 'failed to create shim task: OCI runtime create failed: ';
const runc1 = `${shim}runc create failed: unable to start container process: `;
const create = `failed to create task for container: ${shim}`;
const runc3 = `${create}runc create failed: unable to start container process: error during container init: `;
const hint =
  'Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type';
const places = 'mount src=/srv/conf, dst=/etc/site.conf, dstFd=/proc/thread-self/fd/14, flags=MS_BIND|MS_REC';

// Engine 20.10.24 with runc 1.1.5, Engine 26.1.5 with runc 1.1.15, Engine 28.5.2 with runc 1.3.6 and crun 1.28.
const old = '20.10, runc 1.1';
const middle = '26, runc 1.1';
const newer = '28, runc 1.3';
const crun = '28, crun 1.28';

const recorded: readonly Recorded[] = [
  {
    rule: 'command-not-found',
    code: 'A01',
    names: 'serve',
    said: {
      [old]: `${runc1}exec: "serve": executable file not found in $PATH: unknown`,
      [newer]: `${runc3}exec: "serve": executable file not found in $PATH`,
      [crun]: `${create}executable file \`serve\` not found in $PATH: No such file or directory`,
    },
  },
  {
    rule: 'command-path-missing',
    code: 'A02',
    names: '/opt/serve',
    said: {
      [old]: `${runc1}exec: "/opt/serve": stat /opt/serve: no such file or directory: unknown`,
      [newer]: `${runc3}exec: "/opt/serve": stat /opt/serve: no such file or directory`,
      [crun]: `${create}executable file \`/opt/serve\` not found: No such file or directory`,
    },
  },
  {
    rule: 'command-path-missing',
    code: 'A02',
    names: '/etc/passwd/x',
    said: { [newer]: `${runc3}exec: "/etc/passwd/x": stat /etc/passwd/x: not a directory: ${hint}` },
  },
  {
    rule: 'command-path-missing',
    names: '/etc/passwd/x',
    command: '/etc/passwd/x',
    said: { [crun]: `${create}open \`/etc/passwd/x\`: Not a directory: ${hint}` },
  },
  {
    rule: 'entrypoint-not-executable',
    code: 'A03',
    names: '/opt/serve',
    said: {
      [old]: `${runc1}exec: "/opt/serve": permission denied: unknown`,
      [newer]: `${runc3}exec: "/opt/serve": permission denied`,
      [crun]: `${create}the path \`/opt/serve\` exists but it is not executable: Operation not permitted`,
    },
  },
  {
    rule: 'entrypoint-not-executable',
    code: 'A03',
    names: '/opt',
    said: {
      [newer]: `${runc3}exec: "/opt": is a directory: permission denied`,
      [crun]: `${create}the path \`/opt\` is not a regular file: Operation not permitted`,
    },
  },
  {
    rule: 'mount-directory-onto-file',
    code: 'A10',
    names: '/srv/conf onto /etc/site.conf',
    said: {
      [old]: `${shim}runc create failed: unable to start container process: error during container init: error mounting "/srv/conf" to rootfs at "/etc/site.conf": mount /srv/conf:/etc/site.conf (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: ${hint}`,
      [newer]: `${runc3}error mounting "/srv/conf" to rootfs at "/etc/site.conf": ${places}: not a directory: ${hint}`,
      [crun]: `${create}mount \`/srv/conf\` to \`etc/site.conf\`: Not a directory: ${hint}`,
    },
  },
  {
    rule: 'invalid-sysctl',
    code: 'A22',
    names: 'net.core.nosuch',
    said: {
      [old]: `${shim}runc create failed: unable to start container process: error during container init: open /proc/sys/net/core/nosuch: no such file or directory: unknown`,
      [newer]: `${runc3}open sysctl net.core.nosuch file: unsafe procfs detected: openat2 fsmount:fscontext:proc/./sys/net/core/nosuch: no such file or directory`,
      [crun]: `${create}open \`/proc/sys/net/core/nosuch\`: No such file or directory`,
    },
  },
  {
    rule: 'invalid-sysctl',
    code: 'A22',
    names: 'net.ipv4.ip_forward',
    said: {
      [middle]: `${create}runc create failed: unable to start container process: error during container init: write /proc/sys/net/ipv4/ip_forward: invalid argument: unknown`,
      [newer]: `${runc3}failed to write sysctl net.ipv4.ip_forward = "abc": write fsmount:fscontext:proc/./sys/net/ipv4/ip_forward: invalid argument`,
      [crun]: `${create}write to \`/proc/sys/net/ipv4/ip_forward\`: Invalid argument`,
    },
  },
  {
    rule: 'wrong-working-directory-at-start',
    names: '/proc/nosuch',
    said: {
      [newer]: `${runc3}mkdir /proc/nosuch: no such file or directory`,
      [crun]: `${create}chdir to \`/proc/nosuch\`: No such file or directory`,
    },
  },
  {
    rule: 'device-missing',
    code: 'A19',
    names: '/dev/nosuch',
    said: {
      [old]: 'error gathering device information while adding custom device "/dev/nosuch": no such file or directory',
      [newer]: 'stat /dev/nosuch: no such file or directory',
    },
  },
  {
    rule: 'memory-limit-too-small',
    code: 'A23',
    names: 'memory limit',
    said: {
      [old]: `${runc1}container init was OOM-killed (memory limit too low?): unknown`,
      [middle]: `${create}runc create failed: unable to start container process: error during container init: error setting cgroup config for procHooks process: unable to set memory limit to 8388608 (current usage: 11198464, peak usage: 11407360): unknown`,
    },
  },
  {
    rule: 'joined-container-missing',
    names: 'the container db,',
    said: {
      [old]: 'cannot join network of a non running container: db',
      [newer]: 'cannot join network namespace of a non running container: container db is exited',
    },
  },
  {
    rule: 'network-not-found',
    code: 'A14',
    names: 'shop',
    said: {
      [newer]:
        'failed to set up container networking: Could not attach to network shop: rpc error: code = NotFound desc = network shop not found',
    },
  },
  {
    rule: 'host-address-missing',
    names: '10.250.1.1',
    said: {
      [newer]:
        'failed to set up container networking: driver failed programming external connectivity on endpoint web (d64d20bd): failed to bind host port for 10.250.1.1:18080:172.17.0.3:80/tcp: cannot assign requested address',
    },
  },
  {
    rule: 'unexplained-start',
    names: 'cannot start: sethostname: ',
    said: { [newer]: `${runc3}sethostname: invalid argument`, [crun]: `${create}sethostname: Invalid argument` },
  },
  {
    rule: 'ulimit-above-host-limit',
    code: 'A22',
    names: 'ulimit',
    said: {
      [old]: `${runc1}error during container init: error setting rlimits for ready process: error setting rlimit type 7: operation not permitted: unknown`,
      [newer]: `${runc3}error setting rlimits for ready process: error setting rlimit type 7: operation not permitted`,
      [crun]: `${create}setrlimit \`RLIMIT_NOFILE\`: Operation not permitted`,
    },
  },
  {
    rule: 'log-driver-unreachable',
    code: 'A20',
    names: 'connection refused',
    said: {
      [old]: 'failed to initialize logging driver: dial tcp 127.0.0.1:5140: connect: connection refused',
      [newer]:
        'failed to create task for container: failed to initialize logging driver: dial tcp 127.0.0.1:5140: connect: connection refused',
    },
  },
];

/** A program that the kernel did not run, with the last lines of its log. */
const executed: readonly { readonly rule: string; readonly by: string; readonly code: number; readonly log: string }[] =
  [
    { rule: 'crlf-line-endings', by: old, code: 1, log: 'exec /opt/run.sh: no such file or directory' },
    { rule: 'crlf-line-endings', by: newer, code: 255, log: 'exec /opt/run.sh: no such file or directory' },
    {
      rule: 'crlf-line-endings',
      by: crun,
      code: 1,
      log: '  "msg": "exec container process (missing dynamic library?) `\\/opt\\/run.sh`: No such file or directory",',
    },
    {
      rule: 'crlf-line-endings',
      by: 'Podman 4.3, crun 1.8',
      code: 1,
      log: '{"msg":"exec container process (missing dynamic library?) `/opt/run.sh`: No such file or directory","level":"error"}',
    },
    { rule: 'missing-shebang', by: newer, code: 255, log: 'exec /opt/run.sh: exec format error' },
    {
      rule: 'missing-shebang',
      by: crun,
      code: 1,
      log: '  "msg": "exec container process `\\/opt\\/run.sh`: Exec format error",',
    },
  ];

describe('a start that fails', () => {
  for (const { rule, code, names, command, said } of recorded) {
    for (const [by, error] of Object.entries(said)) {
      it(`is ${rule} (${names}) in the words of ${by}`, () => {
        const config = command === undefined ? {} : { config: { Cmd: [command] } };
        const { findings } = diagnosed({ boxes: [{ state: notStarted(error), ...config }] });
        assert.deepEqual(
          findings.map((one) => one.rule),
          [rule],
        );
        assert.ok(findings[0]?.title.includes(names), findings[0]?.title);
        assert.equal(findings[0]?.evidence[0]?.excerpt.slice(0, 300), error.slice(0, 300));
        assert.equal(readStartError(error)?.code, code);
      });
    }
  }

  for (const { rule, by, code, log } of executed) {
    it(`is ${rule} in the log of ${by}`, () => {
      const { findings } = diagnosed({ boxes: [{ state: exited(code), log: [`12 ${log}`] }] });
      assert.deepEqual(
        findings.map((one) => one.rule),
        [rule],
      );
      assert.ok(findings[0]?.title.includes(' /opt/run.sh'), findings[0]?.title);
      assert.ok(findings[0]?.evidence[0]?.excerpt.includes('run.sh'));
    });
  }
});
