import assert from 'node:assert/strict';
import { maskSecrets } from '../../../src/model/maskSecrets';
import type { PlainJson } from '../../../src/model/plainJson';
import { inspectFacts } from '../../../src/views/panels/inspectFacts/inspectFacts';

describe('the facts of a swarm', () => {
  const facts = (raw: PlainJson) => {
    const { json, masked } = maskSecrets(raw);
    return new Map(
      inspectFacts('swarm', json, masked).flatMap(({ facts: all = [] }) =>
        all.map(({ label, values }) => [label, values.map((one) => one.text).join(' ')] as const),
      ),
    );
  };

  it('are those that a person looks for', () => {
    const all = facts({
      ID: 'vajrlhll66ecggyl7gfd80ng8',
      CreatedAt: '2026-11-22T01:22:40.151695708Z',
      Spec: {
        Orchestration: { TaskHistoryRetentionLimit: 5 },
        Raft: { SnapshotInterval: 10_000 },
        Dispatcher: { HeartbeatPeriod: 5_000_000_000 },
        CAConfig: { NodeCertExpiry: 7_776_000_000_000_000 },
        EncryptionConfig: { AutoLockManagers: true },
      },
      RootRotationInProgress: false,
      DefaultAddrPool: ['10.0.0.0/8'],
      SubnetSize: 24,
      DataPathPort: 4789,
      Members: { Managers: 3, Nodes: 5, RootCertificateUntil: '2046-11-17T01:18:00.000Z' },
    });
    const expected = {
      Managers: '3',
      Nodes: '5',
      'Managers that may fail': '1',
      Autolock: 'on: managers ask for the unlock key',
      'Root certificate until': '2046-11-17',
      'Nodes renew theirs within': '90 days',
      'Data path port': '4789 UDP',
      'Address pools': '10.0.0.0/8',
      'Subnet of each network': '/24',
      'Dispatcher heartbeat': '5 s',
      'Tasks kept per slot': '5',
    };
    for (const [label, text] of Object.entries(expected)) assert.equal(all.get(label), text, label);
  });

  it('are fewer where the engine tells less, and never an error', () => {
    for (const odd of [{}, { Spec: 7, TLSInfo: 'x', DefaultAddrPool: {}, Members: [] }, { Members: { Managers: 1 } }]) {
      facts(odd as PlainJson);
    }
    assert.match(facts({ Members: { Managers: 1 } }).get('Managers that may fail') ?? '', /^none/);
  });
});
