// Sentences for what can go wrong with ssh://, from what ssh and the far side's docker said.

import { assertNever } from '../util/assertNever';
import type { Explanation } from './explainConnection';
import type { SshFailure } from './transport/sshFailure';
import type { SshAddress } from './transport/sshTransport';

export function explainSsh(address: SshAddress, { problem, said, end }: SshFailure): Explanation {
  const { host } = address;
  const login = `ssh${address.port === undefined ? '' : ` -p ${address.port}`} ${address.user === undefined ? '' : `${address.user}@`}${host}`;
  const quote = said === '' ? '' : ` ssh says: ${said}`;
  const socket = address.remoteSocket ?? "the engine's socket";
  switch (problem) {
    case 'hostKeyChanged':
      return {
        reason: 'hostKey',
        connect: 'hostKey',
        message: `the host key of ${host} has changed.`,
        next: `Check that it is the right machine, then remove the old key with "ssh-keygen -R ${knownHost(address)}" and run "${login}" once.`,
      };
    case 'hostKeyUnknown':
      return {
        reason: 'hostKey',
        connect: 'hostKey',
        message: `the host key of ${host} is not known yet.`,
        next: `Run "${login}" once in a terminal, and accept the key if it is the right one.`,
      };
    case 'loginRefused':
      return {
        reason: 'denied',
        connect: 'sshFailed',
        message: `${host} refused the login.${quote}`,
        next: 'Load your key into ssh-agent or name it in ~/.ssh/config; a password cannot be asked for here.',
      };
    case 'badKeyFile':
      return {
        reason: 'denied',
        connect: 'sshFailed',
        message: `your SSH key cannot be used.${quote}`,
        next: 'Correct the key file and its permissions (chmod 600).',
      };
    case 'hostUnknown':
      return {
        reason: 'unreachable',
        connect: 'hostUnknown',
        message: `the host name ${host} is not known.`,
        next: 'Check the name, ~/.ssh/config, and your network or VPN.',
      };
    case 'refused':
      return {
        reason: 'refused',
        connect: 'nothingListening',
        message: `no SSH server listens on port ${address.port ?? 22} of ${host}.`,
        next: 'Start it there, or correct the port.',
      };
    case 'timeout':
      return {
        reason: 'timeout',
        connect: 'timeout',
        message: `${host} did not answer to ssh in time.`,
        next: 'Check that the machine is up, and that no firewall is in between.',
      };
    case 'unreachable':
      return {
        reason: 'unreachable',
        connect: 'unreachable',
        message: `there is no way to ${host}.${quote}`,
        next: 'Check your network or VPN.',
      };
    case 'dockerMissing':
      return {
        reason: 'unreachable',
        connect: 'dockerMissing',
        message: `there is no program docker on ${host}.`,
        next: 'Install the docker command line there, and put it on the PATH of shells that are not interactive.',
      };
    case 'socketDenied':
      return {
        reason: 'denied',
        connect: 'socketDenied',
        message: `on ${host}, your user may not use ${socket}.`,
        next: 'Add the user to the group docker there ("sudo usermod -aG docker USER"), or use a rootless engine.',
      };
    case 'socketMissing':
      return {
        reason: 'unreachable',
        connect: 'socketMissing',
        message: `on ${host}, ${socket} does not exist.`,
        next: 'Start Docker there, or name its socket in the address (ssh://user@host/run/user/1000/docker.sock).',
      };
    case 'nothingListening':
      return {
        reason: 'refused',
        connect: 'nothingListening',
        message: `on ${host}, no engine answers.${quote}`,
        next: 'Start Docker there.',
      };
    case 'tooMany':
      return {
        reason: 'unexpected',
        connect: 'sshFailed',
        message: `too many connections to ${host} are open.`,
        next: 'Close some logs, charts or shells.',
      };
    case 'killed':
      return {
        reason: 'unreachable',
        connect: 'sshFailed',
        message: `ssh was ended from outside (${end.signal ?? 'unknown signal'}).`,
        next: 'Try again.',
      };
    case 'other':
      return {
        reason: 'unreachable',
        connect: 'sshFailed',
        message: `ssh ended with code ${end.code ?? 'unknown'}.${quote}`,
        next: `Try "${login} docker version" in a terminal.`,
      };
    default:
      return assertNever(problem);
  }
}

// known_hosts writes other ports in brackets: sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT".
function knownHost({ host, port }: SshAddress): string {
  return port === undefined || port === 22 ? host : `[${host}]:${port}`;
}
