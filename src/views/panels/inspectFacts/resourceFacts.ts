// What a person looks for in a network, a volume, an image or a plugin.

import type { FactSection } from '../../../protocol/inspect';
import {
  bytes,
  code,
  commandLine,
  environment,
  type FactReader,
  fact,
  known,
  labels,
  options,
  section,
  table,
  time,
  toned,
} from './factReader';

/** Fields as in the Engine API's Network, 1.41 and later. */
export function networkFacts(reader: FactReader): FactSection[] {
  const yes = (key: string) => (reader.flag(key) === undefined ? undefined : reader.flag(key) ? 'yes' : 'no');
  return known(
    section(
      'State',
      fact('Driver', reader.text('Driver')),
      fact('Scope', reader.text('Scope')),
      fact('Internal', yes('Internal')),
      fact('Attachable', yes('Attachable')),
      fact('Ingress', yes('Ingress')),
      fact('IPv6', yes('EnableIPv6')),
      fact('Encrypted', reader.at('Options', 'encrypted') === undefined ? undefined : 'yes'),
      fact('Created', time(reader.text('Created'))),
      fact('ID', reader.code('Id')),
    ),
    table(
      'Subnets',
      ['Subnet', 'Gateway', 'Range'],
      reader
        .list('IPAM', 'Config')
        .map((_, i) => [
          reader.code('IPAM', 'Config', i, 'Subnet') ?? code('?'),
          reader.code('IPAM', 'Config', i, 'Gateway') ?? code(''),
          reader.code('IPAM', 'Config', i, 'IPRange') ?? code(''),
        ]),
      'No subnet is set.',
    ),
    table(
      'Attached on this engine',
      ['Container', 'IPv4', 'IPv6', 'MAC'],
      reader
        .entries('Containers')
        .map(([id]) => [
          reader.code('Containers', id, 'Name') ?? code(id.slice(0, 12)),
          reader.code('Containers', id, 'IPv4Address') ?? code(''),
          reader.code('Containers', id, 'IPv6Address') ?? code(''),
          reader.code('Containers', id, 'MacAddress') ?? code(''),
        ]),
      'No container of this engine is attached.',
    ),
    table(
      'Other nodes',
      ['Node', 'Address'],
      reader
        .list('Peers')
        .map((_, i) => [reader.code('Peers', i, 'Name') ?? code('?'), reader.code('Peers', i, 'IP') ?? code('')]),
    ),
    options('Options', reader, 'Options'),
    labels(reader, 'Labels'),
  );
}

/** Fields as in the Engine API's Volume, 1.41 and later. */
export function volumeFacts(reader: FactReader): FactSection[] {
  const size = reader.number('UsageData', 'Size');
  return known(
    section(
      'State',
      fact('Driver', reader.text('Driver')),
      fact('Scope', reader.text('Scope')),
      fact('On the host', reader.code('Mountpoint')),
      fact('Size', size === undefined || size < 0 ? undefined : bytes(size)),
      fact('Created', time(reader.text('CreatedAt'))),
    ),
    options('Options', reader, 'Options'),
    labels(reader, 'Labels'),
  );
}

/** Fields as in the Engine API's ImageInspect, 1.41 and later. */
export function imageFacts(reader: FactReader): FactSection[] {
  const names = (...path: string[]) => reader.list(...path).map((one) => code(String(one)));
  const keys = (...path: string[]) => reader.entries(...path).map(([name]) => code(name));
  const platform = [reader.text('Os'), reader.text('Architecture'), reader.text('Variant')].filter(
    (one) => one !== undefined,
  );
  return known(
    section(
      'Image',
      fact('Tags', ...(reader.list('RepoTags').length > 0 ? names('RepoTags') : ['none, it is dangling'])),
      fact('Digests', ...names('RepoDigests')),
      fact('Size', bytes(reader.number('Size'))),
      fact('Platform', platform.join('/')),
      fact('Layers', String(reader.list('RootFS', 'Layers').length)),
      fact('Created', time(reader.text('Created'))),
      fact('ID', reader.code('Id')),
    ),
    section(
      'Program',
      fact('Entrypoint', ...commandLine(reader, 'Config', 'Entrypoint')),
      fact('Command', ...commandLine(reader, 'Config', 'Cmd')),
      fact('Working directory', reader.code('Config', 'WorkingDir')),
      fact('User', reader.text('Config', 'User') ?? 'root (none is set)'),
      fact('Exposed ports', ...keys('Config', 'ExposedPorts')),
      fact('Volumes', ...keys('Config', 'Volumes')),
      fact(
        'Health check',
        ...(reader.at('Config', 'Healthcheck') ? commandLine(reader, 'Config', 'Healthcheck', 'Test') : ['none']),
      ),
    ),
    environment(reader, 'Config', 'Env'),
    labels(reader, 'Config', 'Labels'),
  );
}

/** Fields as in the Engine API's Plugin, 1.41 and later. */
export function pluginFacts(reader: FactReader): FactSection[] {
  const types = reader
    .list('Config', 'Interface', 'Types')
    .map((one) => code(typeof one === 'string' ? one : JSON.stringify(one)));
  const enabled = reader.flag('Enabled');
  return known(
    section(
      'State',
      fact('State', enabled ? toned('enabled', 'good') : toned('disabled', 'idle')),
      fact('Description', reader.text('Config', 'Description')),
      fact('Types', ...types),
      fact('Reference', reader.code('PluginReference')),
      fact('Socket', reader.code('Config', 'Interface', 'Socket')),
      fact('Entrypoint', ...commandLine(reader, 'Config', 'Entrypoint')),
      fact('Network', reader.text('Config', 'Network', 'Type')),
      fact('Capabilities', ...reader.list('Config', 'Linux', 'Capabilities').map((one) => code(String(one)))),
      fact('ID', reader.code('Id')),
    ),
    table(
      'Mounts',
      ['Type', 'From', 'In the plugin'],
      reader
        .list('Settings', 'Mounts')
        .map((_, i) => [
          { text: reader.text('Settings', 'Mounts', i, 'Type') ?? '?' },
          reader.code('Settings', 'Mounts', i, 'Source') ?? code(''),
          reader.code('Settings', 'Mounts', i, 'Destination') ?? code('?'),
        ]),
    ),
    environment(reader, 'Settings', 'Env'),
  );
}
