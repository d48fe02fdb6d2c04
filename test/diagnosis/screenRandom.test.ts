import assert from 'node:assert/strict';
import { createScreen, screen } from '../../src/diagnosis/screen/screen';
import type { EngineObject } from '../../src/model/objects';
import type { ObjectChange, SnapshotChange } from '../../src/model/snapshot';
import type { TaskState } from '../../src/model/task';
import { container, info, node, now, service, TestPicture, task } from './pictures';

/** Numbers from a seed (mulberry32, public domain), so that a failure can be run again. */
function random(seed: number): <T>(...choices: T[]) => T {
  let state = seed;
  return (...choices) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return choices[Math.floor(share * choices.length)] as (typeof choices)[number];
  };
}

const taskStates: TaskState[] = [
  'new',
  'pending',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'failed',
  'rejected',
  'shutdown',
];

function anyObject(pick: ReturnType<typeof random>, at: number): EngineObject {
  const since = new Date(at - pick(1, 5, 20, 45, 100, 400, 4000, 90_000) * 1000).toISOString();
  const serviceId = pick('s0', 's1', 's2');
  const nodeId = pick('n0', 'n1', 'n2');
  switch (pick('container', 'service', 'task', 'task', 'task', 'node')) {
    case 'container':
      return container({
        id: pick('c0', 'c1', 'c2', 'c3', 'c4', 'c5'),
        state: pick('running', 'running', 'restarting', 'exited', 'dead', 'created'),
        health: pick('none', 'healthy', 'unhealthy'),
        exitCode: pick(0, 1, 137, 139),
        restartCount: pick(0, 4, 20),
        oomKilled: pick(true, false, false),
        since,
        ...pick({}, { serviceId }, { startError: 'network x not found' }),
      });
    case 'service':
      return service({
        id: serviceId,
        name: serviceId,
        replicas: pick(0, 1, 3),
        mode: pick('replicated', 'replicated', 'global', 'replicated-job'),
        ...pick(
          {},
          { update: { state: pick('updating', 'paused', 'completed', 'rollback_completed'), startedAt: since } },
        ),
      });
    case 'node':
      return node({
        id: nodeId,
        name: pick('w0', 'w1'),
        role: pick('manager', 'worker'),
        state: pick('ready', 'ready', 'down'),
        availability: pick('active', 'drain'),
        reachability: pick('reachable', 'unreachable'),
      });
    default:
      return task({
        id: pick('t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9'),
        serviceId,
        nodeId,
        slot: pick(0, 1, 2, 3),
        state: pick(...taskStates),
        desiredState: pick('running', 'running', 'ready', 'shutdown', 'remove'),
        since,
        containerId: pick('c0', 'c1'),
        ...pick(
          {},
          { error: 'no suitable node (insufficient resources on 1 node)' },
          { error: 'task: non-zero exit (1)' },
        ),
      });
  }
}

function step(pick: ReturnType<typeof random>, picture: TestPicture, at: number): SnapshotChange | undefined {
  const kind = pick('patch', 'patch', 'patch', 'patch', 'patch', 'patch', 'info', 'gaps', 'time', 'reset');
  if (kind === 'time') return undefined;
  if (kind === 'info') picture.info = info({ role: pick('manager', 'manager', 'locked') });
  if (kind === 'gaps') picture.gaps = pick([], [], [{ part: 'tasks', reason: 'timeout', message: 'x' }]);
  if (kind !== 'patch') return { type: kind };
  const objects: ObjectChange[] = [];
  for (let left = pick(1, 1, 2, 6); left > 0; left--) {
    const object = anyObject(pick, at);
    const gone = pick(true, false, false, false);
    if (gone) picture.remove(object.kind, object.id);
    else picture.put(object);
    objects.push({ kind: object.kind, id: object.id, change: gone ? 'removed' : 'changed' });
  }
  return { type: 'patch', objects };
}

describe('a kept screen, on random changes', () => {
  for (let seed = 1; seed <= 40; seed++) {
    it(`equals a full one after each step (seed ${seed})`, () => {
      const pick = random(seed);
      const picture = new TestPicture();
      const kept = createScreen();
      let at = now;
      let found = 0;
      for (let count = 0; count < 120; count++) {
        at += pick(0, 100, 3_000, 20_000, 200_000);
        const findings = kept.update(step(pick, picture, at), picture, at);
        const full = screen(picture, at);
        assert.deepEqual(findings, full.findings, `step ${count}`);
        assert.deepEqual(kept.notChecked, full.notChecked, `step ${count}`);
        found += findings.length;
      }
      assert.ok(found > 50, `only ${found} findings: the test proves little`);
    });
  }
});
