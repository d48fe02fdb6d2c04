// What a person looks for in a network, a volume or a plugin.

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
