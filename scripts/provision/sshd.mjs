// An SSH server inside a test engine's namespaces, with settings, host key and account of its own, for ssh:// engines.
import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runSync, until, which } from './run.mjs';

/**
 * Starts sshd on port 22 of the node. Only root may come in, with one of `authorizedKeys` (lines as in that file), and
 * finds the node's engine behind `docker system dial-stdio`. Resolves to the public host key, as in known_hosts.
 */
export async function startSshd({ node, authorizedKeys, spaces, env }) {
  const program = which('sshd');
  if (!program) throw new Error('sshd is missing; install openssh-server.');
  const folder = path.join(node.folder, 'ssh');
  mkdirSync(folder, { recursive: true });
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  const file = (name) => path.join(folder, name);
  if (node.sshd) {
    writeFileSync(file('authorized_keys'), authorizedKeys);
    return { hostKey: node.sshd };
  }
  runSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', node.hostname, '-f', file('host_key')]);
  writeFileSync(file('authorized_keys'), authorizedKeys, { mode: 0o600 });
  // A root account without a password counts as locked without PAM unless its field is "*".
  writeFileSync(file('shadow'), 'root:*:19000:0:99999:7:::\nsshd:*:19000:0:99999:7:::\n', { mode: 0o600 });
  runSync('nsenter', [...spaces(node), 'mount', '--bind', file('shadow'), '/etc/shadow'], { env });
  writeFileSync(
    file('sshd_config'),
    [
      `ListenAddress ${node.address}:22`,
      `HostKey ${file('host_key')}`,
      `PidFile ${file('sshd.pid')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'AllowUsers root',
      `SetEnv DOCKER_HOST=unix://${node.socket}`,
      '',
    ].join('\n'),
  );
  const log = openSync(file('sshd.log'), 'a');
  const stdio = ['ignore', log, log];
  spawn('nsenter', [...spaces(node), program, '-D', '-e', '-f', file('sshd_config')], { detached: true, stdio, env });
  await until(() => readFileSync(file('sshd.log'), 'utf8').includes('Server listening'), 'the SSH server');
  node.sshd = readFileSync(file('host_key.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
  return { hostKey: node.sshd };
}
