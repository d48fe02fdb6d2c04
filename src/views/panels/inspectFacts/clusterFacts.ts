// What a person looks for in a swarm as a whole.

import { toleratedFailures } from '../../../operations/quorum';
import { membersKey } from '../inspectTarget';
import { code, duration, type FactReader, fact, known, labels, section, time, toned } from './factReader';

/** Fields as in the Engine API's Swarm, 1.41 and later. */
export function clusterFacts(reader: FactReader): ReturnType<typeof known> {
  const managers = reader.number(membersKey, 'Managers');
  const nodes = reader.number(membersKey, 'Nodes');
  const may = managers === undefined ? undefined : toleratedFailures(managers);
  const locked = reader.flag('Spec', 'EncryptionConfig', 'AutoLockManagers');
  return known(
    section(
      'State',
      fact('Managers', managers === undefined ? undefined : String(managers)),
      fact('Nodes', nodes === undefined ? undefined : String(nodes)),
      fact(
        'Managers that may fail',
        may === undefined ? undefined : may === 0 ? toned('none: a single failure stops it', 'warning') : String(may),
      ),
      fact('Autolock', locked === undefined ? undefined : locked ? 'on: managers ask for the unlock key' : 'off'),
      fact('Created', time(reader.text('CreatedAt'))),
      fact('Changed', time(reader.text('UpdatedAt'))),
      fact('ID', reader.code('ID')),
    ),
    section(
      'Certificates',
      fact('Root certificate until', fullDate(reader.text(membersKey, 'RootCertificateUntil'))),
      fact('Root certificate', reader.flag('RootRotationInProgress') ? toned('being rotated', 'warning') : undefined),
      fact('Nodes renew theirs within', days(reader.number('Spec', 'CAConfig', 'NodeCertExpiry'))),
      fact(
        'External authorities',
        ...reader
          .list('Spec', 'CAConfig', 'ExternalCAs')
          .map((_, i) => reader.code('Spec', 'CAConfig', 'ExternalCAs', i, 'URL')),
      ),
    ),
    section(
      'Network',
      fact('Data path port', text(reader.number('DataPathPort'), 'UDP')),
      fact('Address pools', ...reader.list('DefaultAddrPool').map((pool) => code(String(pool)))),
      fact('Subnet of each network', prefix(reader.number('SubnetSize'))),
    ),
    section(
      'Settings',
      fact('Dispatcher heartbeat', duration(reader.number('Spec', 'Dispatcher', 'HeartbeatPeriod'))),
      fact('Tasks kept per slot', text(reader.number('Spec', 'Orchestration', 'TaskHistoryRetentionLimit'))),
      fact('Snapshot after', text(reader.number('Spec', 'Raft', 'SnapshotInterval'), 'changes')),
    ),
    labels(reader, 'Spec', 'Labels'),
  );
}

/** A certificate ends in the future, where an age says nothing. */
function fullDate(iso: string | undefined): string | undefined {
  return iso?.slice(0, 10);
}

/** Go durations are nanoseconds. */
function days(nanos: number | undefined): string | undefined {
  return nanos === undefined || nanos <= 0 ? undefined : `${Number((nanos / 86_400e9).toFixed(1))} days`;
}

/** 0 is how the engine says "my own choice". */
function text(value: number | undefined, unit?: string): string | undefined {
  if (value === undefined || value === 0) return undefined;
  return unit === undefined ? String(value) : `${value} ${unit}`;
}

function prefix(size: number | undefined): string | undefined {
  return size ? `/${size}` : undefined;
}
