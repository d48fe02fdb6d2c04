// Probes that any program can be given: a request over HTTP, a connection over TCP, a command of its own.

import type { ProbeRecipe } from './ownProbes';
import { exec, field, type ProbeCommand, pieces, shell } from './probeCommand';
import type { StageWorkload } from './stageWorkload';

/**
 * HTTP checks, the cheapest tool first. 127.0.0.1 and not localhost: that may mean ::1, where many programs do not listen.
 * wget gets the page rather than only spidering it, since some programs refuse HEAD.
 */
export function httpProbes({ listens, path = '/' }: StageWorkload, nullDevice: string): readonly ProbeRecipe[] {
  const { number, secure } = listens;
  const url = pieces`${secure ? 'https' : 'http'}://127.0.0.1:${field(String(number))}${field(path)}`;
  const curl: ProbeRecipe = {
    id: 'http-curl',
    title: 'HTTP check with curl',
    why: '-f makes an error page a failure.',
    tool: 'curl',
    command: exec('curl', secure ? '-fsSk' : '-fsS', '-o', nullDevice, url),
  };
  const wget: ProbeRecipe = {
    id: 'http-wget',
    title: 'HTTP check with wget',
    why: 'An error page or a refused connection is a failure.',
    tool: 'wget',
    command: exec('wget', '-q', ...(secure ? ['--no-check-certificate'] : []), '-O', nullDevice, url),
  };
  const bash: ProbeRecipe = {
    id: 'http-bash',
    title: 'HTTP check with bash',
    why: 'bash opens the connection itself; nothing has to be installed.',
    tool: 'bash',
    command: exec(
      'bash',
      '-c',
      pieces`exec 3<>/dev/tcp/127.0.0.1/${field(String(number))}; printf 'GET ${field(path)} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3; head -n 1 <&3 | grep -qE ' [23][0-9][0-9]'`,
    ),
  };
  return secure ? [curl, wget] : [curl, wget, bash];
}

/** Connection checks: they only prove that something listens. */
export function tcpProbes({ listens }: StageWorkload): readonly ProbeRecipe[] {
  const port = field(String(listens.number));
  const why = 'Only proves that the port accepts connections.';
  return [
    {
      id: 'tcp-nc',
      title: 'Connection check with nc',
      why,
      tool: 'nc',
      command: exec('nc', '-z', '127.0.0.1', pieces`${port}`),
    },
    {
      id: 'tcp-bash',
      title: 'Connection check with bash',
      why,
      tool: 'bash',
      command: exec('bash', '-c', pieces`exec 3<>/dev/tcp/127.0.0.1/${port}`),
    },
  ];
}

/** For images that hold nothing but the program, and for programs that listen nowhere. */
export function ownCommandProbe(workload: StageWorkload): ProbeRecipe {
  const { program, id } = workload;
  if (id === 'worker') {
    return {
      id: 'own-command',
      title: 'A command of your own',
      why: 'A worker listens on no port. Let it touch a file when it has done something, and fail when the file is old.',
      tool: 'sh',
      command: shell(pieces`find ${field('/tmp/alive')} -mmin -${field('1')} | grep -q .`),
    };
  }
  return {
    id: 'own-command',
    title: 'A subcommand of your program',
    why: 'Give the program a subcommand that asks its own port and ends with 0 or 1: it needs no shell and no tool in the image.',
    tool: program ?? 'app',
    command: selfCheck(workload),
  };
}

/** What an interpreter runs has to be named behind it. */
function selfCheck({ id, program }: StageWorkload): ProbeCommand {
  const own = (kind: RegExp, otherwise: string) =>
    pieces`${field(program && kind.test(program) ? program : otherwise)}`;
  if (id === 'java') return exec('java', '-cp', own(/\.jar$/, 'app.jar'), pieces`${field('HealthCheck')}`);
  if (id === 'dotnet' || id === 'dotnet80') {
    return exec('dotnet', own(/\.dll$/, 'app.dll'), pieces`${field('healthcheck')}`);
  }
  return exec(pieces`${field(program ?? '/app')}`, pieces`${field('healthcheck')}`);
}
