import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { HumanError } from '../../src/model/humanError';
import { drainPlan } from '../../src/operations/drainPlan';
import { runPlan } from '../../src/operations/plan';
import { type FakeSwarm, fakeSwarm } from './fakeSwarm';

describe('a drain while the engine that is asked goes away', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  /** The engine does not answer for so many looks after the drain was written. */
  async function drained(fake: FakeSwarm, looks: number, reason: EngineError['reason']) {
    let left = looks;
    const get: Engine['get'] = (kind, id, call) => {
      left -= 1;
      const error = new EngineError({ reason, engine: 'lab', message: 'Nothing listens.' });
      return left >= 0 ? Promise.reject(error) : fake.engine.get(kind, id, call);
    };
    const node = fake.nodes().find(({ id }) => id === 'n2') ?? assert.fail();
    const around = { nodes: fake.nodes(), tasks: fake.tasks(), services: fake.services() };
    const heard = new Set<string>();
    const plan = drainPlan(node, { ...around, engine: { ...fake.engine, get } });
    let done = false;
    const running = runPlan(plan, new AbortController().signal, ({ words }) => heard.add(words)).then(
      () => undefined,
      (error: unknown) => error,
    );
    void running.then(() => {
      done = true;
    });
    while (!done) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      mock.timers.tick(500);
    }
    return { error: await running, heard, availability: fake.world.nodes.n2?.spec.Availability };
  }

  it('is followed on when it is back, and said to be unseen meanwhile', async () => {
    for (const reason of ['refused', 'unreachable', 'noLeader', 'notManager', 'timeout'] as const) {
      const { error, heard, availability } = await drained(fakeSwarm(), 20, reason);
      assert.deepEqual([error, availability], [undefined, 'drain'], reason);
      assert.ok(heard.has('lab does not answer; swarm goes on with the drain without being seen'), reason);
    }
  });

  it('is left as it is when it stays away, and told so', async () => {
    const { error, availability } = await drained(fakeSwarm(), Number.POSITIVE_INFINITY, 'refused');
    assert.ok(error instanceof HumanError);
    assert.match(
      error.message,
      /^n2 was set to drain, but lab has not answered for 2 minutes, so where its tasks went is not known: Nothing listens/,
    );
    assert.match(error.next ?? '', /Swarm goes on/);
    assert.equal(availability, 'drain');
  });

  it('does not wait for what waiting does not cure', async () => {
    const { error, heard, availability } = await drained(fakeSwarm(), 1, 'denied');
    assert.ok(error instanceof HumanError);
    assert.match(error.message, /failed: Nothing listens/);
    assert.equal(
      [...heard].some((words) => words.includes('does not answer')),
      false,
    );
    assert.equal(availability, 'active');
  });
});
