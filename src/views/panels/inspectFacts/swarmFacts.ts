// What a person looks for in a service, a task, a node, a secret or a config.

import type { FactSection, FactValue } from '../../../protocol/inspect';
import type { Tone } from '../../../protocol/panel';
import {
  bytes,
  code,
  commandLine,
  duration,
  environment,
  type FactReader,
  fact,
  known,
  labels,
  options,
  type Path,
  section,
  table,
  time,
  toned,
} from './factReader';

/** Fields as in the Engine API's Service, 1.41 and later. */
export function serviceFacts(reader: FactReader): FactSection[] {
  const update = reader.text('UpdateStatus', 'State');
  return known(
    section(
      'State',
      fact('Mode', mode(reader)),
      fact('Last update', update ? toned(update.replaceAll('_', ' '), updateTone(update)) : undefined),
      fact('Update message', reader.text('UpdateStatus', 'Message')),
      fact('Created', time(reader.text('CreatedAt'))),
      fact('Updated', time(reader.text('UpdatedAt'))),
      fact('Version', String(reader.number('Version', 'Index') ?? '?')),
      fact('Can be rolled back', reader.at('PreviousSpec') === undefined ? 'no' : 'yes'),
      fact('ID', reader.code('ID')),
    ),
    ...taskTemplate(reader, ['Spec', 'TaskTemplate']),
    table(
      'Ports',
      ['Published', 'In the container', 'Mode'],
      reader.list('Endpoint', 'Ports').map((_, i) => {
        const at = (key: string) => reader.at('Endpoint', 'Ports', i, key);
        const protocol = String(at('Protocol') ?? 'tcp');
        return [
          code(at('PublishedPort') === undefined ? 'any free port' : `${at('PublishedPort')}/${protocol}`),
          code(`${at('TargetPort') ?? '?'}/${protocol}`),
          { text: String(at('PublishMode') ?? 'ingress') },
        ];
      }),
      'No port is published.',
    ),
    section('Reached by', fact('Endpoint mode', reader.text('Spec', 'EndpointSpec', 'Mode')), virtualIps(reader)),
    updatePolicy('Updates', reader, 'UpdateConfig'),
    updatePolicy('Roll back', reader, 'RollbackConfig'),
    labels(reader, 'Spec', 'Labels'),
  );
}

/** Fields as in the Engine API's Task, 1.41 and later. */
export function taskFacts(reader: FactReader): FactSection[] {
  const state = reader.text('Status', 'State') ?? 'unknown';
  const exitCode = reader.number('Status', 'ContainerStatus', 'ExitCode');
  const over = ['complete', 'failed', 'shutdown', 'rejected'].includes(state);
  return known(
    section(
      'State',
      fact('State', toned(state, taskTone(state))),
      fact('Wanted', reader.text('DesiredState')),
      fact('Message', reader.text('Status', 'Message')),
      fact('Error', reader.text('Status', 'Err') ? toned(reader.text('Status', 'Err') ?? '', 'bad') : undefined),
      fact(
        'Exit code',
        over && exitCode !== undefined ? toned(String(exitCode), exitCode === 0 ? 'idle' : 'bad') : undefined,
      ),
      fact('Since', time(reader.text('Status', 'Timestamp'))),
      fact('Created', time(reader.text('CreatedAt'))),
      fact('Slot', reader.number('Slot') === undefined ? undefined : String(reader.number('Slot'))),
      fact('Node', reader.code('NodeID')),
      fact('Container', reader.code('Status', 'ContainerStatus', 'ContainerID')),
      fact('Service', reader.code('ServiceID')),
      fact('ID', reader.code('ID')),
    ),
    ...taskTemplate(reader, ['Spec']),
    table(
      'Networks',
      ['Network', 'Addresses'],
      reader
        .list('NetworksAttachments')
        .map((_, i) => [
          reader.code('NetworksAttachments', i, 'Network', 'Spec', 'Name') ?? code('?'),
          code(reader.list('NetworksAttachments', i, 'Addresses').join(' ')),
        ]),
    ),
    labels(reader, 'Labels'),
  );
}

/** Fields as in the Engine API's Node, 1.41 and later. */
export function nodeFacts(reader: FactReader): FactSection[] {
  const state = reader.text('Status', 'State') ?? 'unknown';
  const nano = reader.number('Description', 'Resources', 'NanoCPUs');
  const plugins = reader.list('Description', 'Engine', 'Plugins').map((_, i) => {
    const at = (key: string) => reader.text('Description', 'Engine', 'Plugins', i, key) ?? '?';
    return code(`${at('Type')}/${at('Name')}`);
  });
  return known(
    section(
      'State',
      fact('State', toned(state, state === 'ready' ? 'good' : 'bad')),
      fact('Message', reader.text('Status', 'Message')),
      fact('Availability', reader.text('Spec', 'Availability')),
      fact('Role', reader.text('Spec', 'Role')),
      fact(
        'Leader',
        reader.at('ManagerStatus') === undefined ? undefined : reader.flag('ManagerStatus', 'Leader') ? 'yes' : 'no',
      ),
      fact('Reachability', reader.text('ManagerStatus', 'Reachability')),
      fact('Address', reader.code('Status', 'Addr')),
      fact('Manager address', reader.code('ManagerStatus', 'Addr')),
      fact('Joined', time(reader.text('CreatedAt'))),
      fact('ID', reader.code('ID')),
    ),
    section(
      'Machine',
      fact('Host name', reader.code('Description', 'Hostname')),
      fact('Engine', reader.text('Description', 'Engine', 'EngineVersion')),
      fact(
        'System',
        [reader.text('Description', 'Platform', 'OS'), reader.text('Description', 'Platform', 'Architecture')]
          .filter((one) => one !== undefined)
          .join(' '),
      ),
      fact('CPUs', nano === undefined ? undefined : String(nano / 1e9)),
      fact('Memory', bytes(reader.number('Description', 'Resources', 'MemoryBytes'))),
      fact('Plugins', ...plugins),
    ),
    labels(reader, 'Spec', 'Labels'),
    options('Engine labels', reader, 'Description', 'Engine', 'Labels'),
  );
}

/** A secret's or config's metadata; its content is never among the facts. */
export function secretFacts(reader: FactReader): FactSection[] {
  return known(
    section(
      'State',
      fact('Name', reader.code('Spec', 'Name')),
      fact('Created', time(reader.text('CreatedAt'))),
      fact('Updated', time(reader.text('UpdatedAt'))),
      fact('Version', String(reader.number('Version', 'Index') ?? '?')),
      fact('Driver', reader.code('Spec', 'Driver', 'Name')),
      fact('Templating', reader.code('Spec', 'Templating', 'Name')),
      fact('ID', reader.code('ID')),
    ),
    labels(reader, 'Spec', 'Labels'),
  );
}

function mode(reader: FactReader): string {
  const replicas = reader.number('Spec', 'Mode', 'Replicated', 'Replicas');
  if (replicas !== undefined) return `replicated, ${replicas} wanted`;
  const [name] = reader.entries('Spec', 'Mode')[0] ?? ['unknown'];
  const words: Record<string, string> = {
    Replicated: 'replicated',
    Global: 'global, one task on each node',
    ReplicatedJob: 'job, runs to completion',
    GlobalJob: 'job, once on each node',
  };
  return words[name] ?? name;
}

function updateTone(state: string): Tone {
  if (state.endsWith('paused')) return 'bad';
  return state === 'completed' ? 'good' : 'warning';
}

function taskTone(state: string): Tone {
  if (state === 'running') return 'good';
  if (state === 'failed' || state === 'rejected' || state === 'orphaned') return 'bad';
  return state === 'complete' || state === 'shutdown' ? 'idle' : 'warning';
}

function taskTemplate(reader: FactReader, base: Path): (FactSection | undefined)[] {
  const container = [...base, 'ContainerSpec'] as const;
  const limit = (key: string) => reader.number(...base, 'Resources', 'Limits', key);
  const reserved = (key: string) => reader.number(...base, 'Resources', 'Reservations', key);
  const cpus = (nano: number | undefined) => (nano ? `${nano / 1e9} cores` : undefined);
  const retries = reader.number(...base, 'RestartPolicy', 'MaxAttempts');
  return [
    section(
      'Program',
      fact('Image', reader.code(...container, 'Image')),
      fact('Command', ...commandLine(reader, ...container, 'Command')),
      fact('Arguments', ...commandLine(reader, ...container, 'Args')),
      fact('User', reader.text(...container, 'User')),
      fact('Health check', ...commandLine(reader, ...container, 'Healthcheck', 'Test')),
    ),
    section(
      'Placement and limits',
      fact('Constraints', ...reader.list(...base, 'Placement', 'Constraints').map((one) => code(String(one)))),
      fact('Memory', bytes(limit('MemoryBytes')) ?? 'no limit'),
      fact('CPU', cpus(limit('NanoCPUs')) ?? 'no limit'),
      fact('Processes', limit('Pids') ? String(limit('Pids')) : undefined),
      fact('Memory reserved', bytes(reserved('MemoryBytes'))),
      fact('CPU reserved', cpus(reserved('NanoCPUs'))),
      fact('Restart', reader.text(...base, 'RestartPolicy', 'Condition')),
      fact('Restart after', duration(reader.number(...base, 'RestartPolicy', 'Delay'))),
      fact('Restart attempts', retries ? String(retries) : undefined),
    ),
    table(
      'Mounts',
      ['Type', 'From', 'In the container'],
      reader
        .list(...container, 'Mounts')
        .map((_, i) => [
          { text: reader.text(...container, 'Mounts', i, 'Type') ?? '?' },
          reader.code(...container, 'Mounts', i, 'Source') ?? code(''),
          reader.code(...container, 'Mounts', i, 'Target') ?? code('?'),
        ]),
    ),
    files('Secrets', reader, [...container, 'Secrets'], 'SecretName'),
    files('Configs', reader, [...container, 'Configs'], 'ConfigName'),
    environment(reader, ...container, 'Env'),
  ];
}

function files(title: string, reader: FactReader, path: Path, nameKey: string): FactSection | undefined {
  const rows = reader.list(...path).map((_, i): FactValue[] => {
    const permissions = reader.number(...path, i, 'File', 'Mode');
    return [
      reader.code(...path, i, nameKey) ?? code('?'),
      reader.code(...path, i, 'File', 'Name') ?? code(''),
      code(permissions === undefined ? '' : `0${permissions.toString(8)}`),
    ];
  });
  return table(title, ['Name', 'In the container', 'Mode'], rows);
}

function virtualIps(reader: FactReader) {
  const addresses = reader
    .list('Endpoint', 'VirtualIPs')
    .map((_, i) => reader.code('Endpoint', 'VirtualIPs', i, 'Addr'));
  return fact('Virtual addresses', ...addresses);
}

function updatePolicy(title: string, reader: FactReader, key: string): FactSection | undefined {
  const at = (name: string) => reader.number('Spec', key, name);
  if (reader.at('Spec', key) === undefined) return undefined;
  return section(
    title,
    fact('At a time', String(at('Parallelism') ?? 1)),
    fact('Pause between', duration(at('Delay'))),
    fact('On failure', reader.text('Spec', key, 'FailureAction')),
    fact('Watched for', duration(at('Monitor'))),
    fact(
      'Failures allowed',
      at('MaxFailureRatio') === undefined ? undefined : `${(at('MaxFailureRatio') ?? 0) * 100} %`,
    ),
    fact('Order', reader.text('Spec', key, 'Order')),
  );
}
