// What a person looks for in a container: state and health first, then what it runs, reaches and may use.

import type { FactSection, FactValue } from '../../../protocol/inspect';
import type { Tone } from '../../../protocol/panel';
import {
  bytes,
  code,
  commandLine,
  environment,
  type FactReader,
  fact,
  known,
  labels,
  section,
  table,
  time,
  toned,
} from './factReader';
import { healthFacts, type KeptProbes } from './healthFacts';

/** Fields as in the Engine API's ContainerInspect, 1.41 and later. */
export function containerFacts(reader: FactReader, probes?: KeptProbes): FactSection[] {
  return known(
    state(reader),
    section(
      'Program',
      fact('Image', reader.code('Config', 'Image')),
      fact('Image ID', reader.code('Image')),
      fact('Entrypoint', ...commandLine(reader, 'Config', 'Entrypoint')),
      fact('Command', ...commandLine(reader, 'Config', 'Cmd')),
      fact('Working directory', reader.code('Config', 'WorkingDir')),
      fact('User', reader.text('Config', 'User') ?? 'root (none is set)'),
      fact('Terminal', reader.flag('Config', 'Tty') ? 'yes' : undefined),
    ),
    healthFacts(reader, probes),
    ports(reader),
    mounts(reader),
    networks(reader),
    limits(reader),
    environment(reader, 'Config', 'Env'),
    labels(reader, 'Config', 'Labels'),
  );
}

function state(reader: FactReader): FactSection | undefined {
  const status = reader.text('State', 'Status') ?? 'unknown';
  const exitCode = reader.number('State', 'ExitCode');
  const ended = status === 'exited' || status === 'dead';
  const killed = reader.flag('State', 'OOMKilled');
  return section(
    'State',
    fact('State', toned(status, stateTone(status, exitCode))),
    fact('Health', health(reader)),
    fact(
      'Exit code',
      ended && exitCode !== undefined ? toned(String(exitCode), exitCode === 0 ? 'idle' : 'bad') : undefined,
    ),
    fact('Killed for lack of memory', killed ? toned('yes', 'bad') : ended ? 'no' : undefined),
    fact('Error', reader.text('State', 'Error')),
    fact('Restarts', String(reader.number('RestartCount') ?? 0)),
    fact('Restart policy', restartPolicy(reader)),
    fact('Started', time(reader.text('State', 'StartedAt'))),
    fact('Ended', ended ? time(reader.text('State', 'FinishedAt')) : undefined),
    fact('Created', time(reader.text('Created'))),
    fact('Process ID', reader.number('State', 'Pid') ? String(reader.number('State', 'Pid')) : undefined),
    fact('ID', reader.code('Id')),
  );
}

function stateTone(status: string, exitCode: number | undefined): Tone {
  if (status === 'running') return 'good';
  if (status === 'restarting') return 'warning';
  if (status === 'dead' || (status === 'exited' && exitCode !== 0)) return 'bad';
  return 'idle';
}

function health(reader: FactReader): FactValue | string {
  const status = reader.text('State', 'Health', 'Status');
  if (status === undefined || status === 'none') return 'no health check';
  const streak = reader.number('State', 'Health', 'FailingStreak') ?? 0;
  const words = streak > 0 ? `${status}, failed ${streak} times in a row` : status;
  return toned(words, status === 'healthy' ? 'good' : status === 'unhealthy' ? 'bad' : 'warning');
}

function restartPolicy(reader: FactReader): string | undefined {
  const name = reader.text('HostConfig', 'RestartPolicy', 'Name');
  const most = reader.number('HostConfig', 'RestartPolicy', 'MaximumRetryCount') ?? 0;
  return name === undefined || name === 'no' ? 'never' : most > 0 ? `${name}, at most ${most} times` : name;
}

function ports(reader: FactReader): FactSection | undefined {
  const rows = reader.entries('NetworkSettings', 'Ports').flatMap(([port, bindings]) => {
    if (!Array.isArray(bindings) || bindings.length === 0) return [[code(port), { text: 'not published' }]];
    return bindings.map((_, i) => {
      const host = reader.text('NetworkSettings', 'Ports', port, i, 'HostIp') ?? '0.0.0.0';
      const hostPort = reader.text('NetworkSettings', 'Ports', port, i, 'HostPort') ?? '?';
      return [code(port), code(`${host.includes(':') ? `[${host}]` : host}:${hostPort}`)];
    });
  });
  return table('Ports', ['In the container', 'On the host'], rows, 'No port is exposed or published.');
}

function mounts(reader: FactReader): FactSection | undefined {
  const rows = reader
    .list('Mounts')
    .map((_, i) => [
      { text: reader.text('Mounts', i, 'Type') ?? '?' },
      reader.code('Mounts', i, 'Name') ?? reader.code('Mounts', i, 'Source') ?? code(''),
      reader.code('Mounts', i, 'Destination') ?? code('?'),
      { text: reader.flag('Mounts', i, 'RW') === false ? 'read-only' : 'read-write' },
    ]);
  return table('Mounts', ['Type', 'From', 'In the container', 'Access'], rows, 'Nothing is mounted.');
}

function networks(reader: FactReader): FactSection | undefined {
  const rows = reader.entries('NetworkSettings', 'Networks').map(([name]) => {
    const at = (key: string) => reader.text('NetworkSettings', 'Networks', name, key);
    const aliases = [
      ...reader.list('NetworkSettings', 'Networks', name, 'Aliases'),
      ...reader.list('NetworkSettings', 'Networks', name, 'DNSNames'),
    ].filter((alias) => typeof alias === 'string');
    return [
      code(name),
      code([at('IPAddress'), at('GlobalIPv6Address')].filter((address) => address !== undefined).join(' ')),
      code(at('Gateway')),
      code([...new Set(aliases)].join(' ')),
    ];
  });
  return table('Networks', ['Network', 'Address', 'Gateway', 'Aliases'], rows, 'It is attached to no network.');
}

function limits(reader: FactReader): FactSection | undefined {
  const host = (key: string) => reader.number('HostConfig', key);
  const nano = host('NanoCpus') ?? 0;
  const quota = host('CpuQuota') ?? 0;
  const cpus = nano > 0 ? nano / 1e9 : quota > 0 ? quota / (host('CpuPeriod') || 100_000) : undefined;
  const pids = host('PidsLimit') ?? 0;
  const strings = (key: string) => reader.list('HostConfig', key).map((one) => code(String(one)));
  return section(
    'Limits and rights',
    fact('Memory', bytes(host('Memory')) ?? 'no limit'),
    fact('Memory reserved', bytes(host('MemoryReservation'))),
    fact('CPU', cpus === undefined ? 'no limit' : `${Number(cpus.toFixed(2))} cores`),
    fact('Processes', pids > 0 ? String(pids) : 'no limit'),
    fact('Shared memory', bytes(host('ShmSize'))),
    fact('Privileged', reader.flag('HostConfig', 'Privileged') ? toned('yes', 'warning') : 'no'),
    fact('Added capabilities', ...strings('CapAdd')),
    fact('Dropped capabilities', ...strings('CapDrop')),
    fact('Root file system', reader.flag('HostConfig', 'ReadonlyRootfs') ? 'read-only' : 'writable'),
    fact('Network mode', reader.code('HostConfig', 'NetworkMode')),
    fact('Logging driver', reader.code('HostConfig', 'LogConfig', 'Type')),
    fact('Runtime', reader.code('HostConfig', 'Runtime')),
  );
}
