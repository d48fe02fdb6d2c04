// What an engine says of itself, of what happens, and of what it cleared away.

import assert from 'node:assert/strict';
import { eventRecord } from '../../src/engine/records/eventRecord';
import { infoRecord } from '../../src/engine/records/infoRecord';
import { pruneRecord } from '../../src/engine/records/pruneRecord';

describe('info', () => {
  const reached = { label: 'l', endpoint: 'unix:///s', apiVersion: '1.41' };
  const swarm = (Swarm: unknown) => infoRecord({ Swarm }, reached).swarm;

  it('tells the place in the swarm', () => {
    assert.equal(swarm({ LocalNodeState: 'active', ControlAvailable: true }).role, 'manager');
    assert.equal(swarm({ LocalNodeState: 'active', ControlAvailable: false }).role, 'worker');
    assert.equal(swarm({ LocalNodeState: 'inactive' }).role, 'none');
    assert.equal(swarm({ LocalNodeState: 'locked' }).role, 'locked');
    assert.equal(swarm({ LocalNodeState: 'pending' }).role, 'pending');
    assert.equal(swarm({ LocalNodeState: 'error', Error: 'x' }).role, 'error');
    assert.equal(swarm(undefined).role, 'none');
    const leaderless = swarm({ LocalNodeState: 'active', ControlAvailable: true, Error: 'does not have a leader' });
    assert.deepEqual([leaderless.role, leaderless.error], ['manager', 'does not have a leader']);
    const remote = [{ NodeID: 'n', Addr: '10.0.0.1:2377' }, { NodeID: 'm' }, null];
    assert.deepEqual(swarm({ RemoteManagers: remote }).remoteManagers, [{ nodeId: 'n', address: '10.0.0.1:2377' }]);
    assert.deepEqual(swarm({ RemoteManagers: null }).remoteManagers, []);
  });

  it('tells what a manager adds of the whole swarm, where that can be understood', () => {
    const locked = { Spec: { EncryptionConfig: { AutoLockManagers: true } }, TLSInfo: { TrustRoot: 'no certificate' } };
    assert.equal(swarm({ Cluster: locked }).autolock, true);
    assert.equal('caExpiresAt' in swarm({ Cluster: locked }), false);
    assert.equal('autolock' in swarm({ Cluster: { Spec: 7 } }), false);
  });

  it('tells how far its clock is from ours, where the way of the answer cannot explain it', () => {
    const at = Date.parse('2026-01-01T12:00:00Z');
    const ahead = (SystemTime: unknown, took = 100) =>
      infoRecord({ SystemTime }, { ...reached, asked: at, answered: at + took }).clockAheadMs;
    assert.equal(ahead('2026-01-01T12:01:30.050000001Z'), 90_000);
    assert.equal(ahead('2026-01-01T11:00:00.0Z'), -3_600_000);
    assert.equal(ahead('2026-01-01T12:00:01.5Z'), undefined);
    // A slow answer may have read the clock at any time of its way.
    assert.equal(ahead('2026-01-01T12:00:09Z', 10_000), undefined);
    for (const odd of [undefined, null, {}, '', 'now']) assert.equal(ahead(odd), undefined);
    assert.equal(infoRecord({ SystemTime: '2026-01-01T12:01:30Z' }, reached).clockAheadMs, undefined);
  });

  it('tells a rootless engine', () => {
    assert.equal(
      infoRecord({ SecurityOptions: ['name=seccomp,profile=default', 'name=rootless'] }, reached).rootless,
      true,
    );
    assert.equal(infoRecord({ SecurityOptions: null }, reached).rootless, false);
  });
});

describe('an event', () => {
  const line = (more: object, timeNano = '1700000000123456789') =>
    `${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: 'c', Attributes: { name: 'web' } }, scope: 'local', time: 1, ...more }).slice(0, -1)},"timeNano":${timeNano}}`;

  it('keeps its nanoseconds as digits', () => {
    assert.equal(eventRecord(line({}))?.timeNano, '1700000000123456789');
    assert.equal(eventRecord('{"Action":"x","Actor":{"ID":"c"},"time":17}')?.timeNano, '17000000000');
    const sly = { Actor: { ID: 'c', Attributes: { name: '"timeNano":7', timeNano: '8' } } };
    assert.equal(eventRecord(line(sly))?.timeNano, '1700000000123456789');
  });

  it('splits the action from its argument', () => {
    const split = (Action: string) => {
      const event = eventRecord(line({ Action }));
      return [event?.action, event?.detail];
    };
    assert.deepEqual(split('health_status: unhealthy'), ['health_status', 'unhealthy']);
    assert.deepEqual(split('exec_create: sh -c a:b'), ['exec_create', 'sh -c a:b']);
    assert.deepEqual(split('die'), ['die', undefined]);
    const podman = eventRecord(
      line({ Action: 'health_status', Actor: { ID: 'c', Attributes: { health_status: 'unhealthy' } } }),
    );
    assert.equal(podman?.detail, 'unhealthy');
  });

  it('reads what old engines send, and nothing that names no object', () => {
    assert.deepEqual(eventRecord('{"status":"start","id":"c","from":"i","time":5}'), {
      type: 'container',
      action: 'start',
      id: 'c',
      scope: 'local',
      timeNano: '5000000000',
      attributes: {},
    });
    assert.equal(eventRecord('{"message":"x"}'), undefined);
    assert.equal(eventRecord('[]'), undefined);
    assert.throws(() => eventRecord('{"Action'), SyntaxError);
  });
});

describe('what was pruned', () => {
  it('is read from every endpoint', () => {
    assert.deepEqual(pruneRecord({ ContainersDeleted: ['a'], SpaceReclaimed: 5 }), {
      removed: ['a'],
      reclaimedBytes: 5,
    });
    const images = { ImagesDeleted: [{ Untagged: 'u' }, { Deleted: 'd' }], SpaceReclaimed: 1 };
    assert.deepEqual(pruneRecord(images), { removed: ['u', 'd'], reclaimedBytes: 1 });
    assert.deepEqual(pruneRecord({ NetworksDeleted: null }), { removed: [], reclaimedBytes: 0 });
    assert.deepEqual(pruneRecord([{ Id: 'x', Size: 3 }]), { removed: ['x'], reclaimedBytes: 3 });
    assert.deepEqual(pruneRecord(undefined), { removed: [], reclaimedBytes: 0 });
  });
});
