import assert from 'node:assert/strict';
import type { JsonObject, SwarmCalls, Versioned } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { changeSpec } from '../../src/operations/changeSpec';
import { changedAt } from '../../src/operations/json';

/** A service that others write to `rivals` times before we get through. */
function contested(rivals: number) {
  let version = 10;
  let spec: JsonObject = { Name: 'api', Labels: {} };
  const written: JsonObject[] = [];
  const swarm: Partial<SwarmCalls> = {
    read: async (): Promise<Versioned> => ({ id: 's', name: 'api', version, spec }),
    updateService: async (read, next) => {
      if (rivals > 0) {
        rivals -= 1;
        version += 1;
        spec = { ...spec, Labels: { rival: String(version) } };
      }
      if (read.version !== version) {
        throw new EngineError({ reason: 'conflict', engine: 'lab', message: 'update out of sequence' });
      }
      version += 1;
      spec = next;
      written.push(next);
      return [];
    },
  };
  return { swarm: swarm as SwarmCalls, written, spec: () => spec };
}

describe('changeSpec', () => {
  const scale = (spec: JsonObject) => changedAt(spec, ['Mode', 'Replicated', 'Replicas'], () => 5);

  it('writes the edited spec', async () => {
    const { swarm, spec } = contested(0);
    await changeSpec(swarm, 'service', 's', scale);
    assert.deepEqual(spec(), { Name: 'api', Labels: {}, Mode: { Replicated: { Replicas: 5 } } });
  });

  it('starts again from the fresh state when somebody else was faster, and keeps their change', async () => {
    const { swarm, spec, written } = contested(2);
    await changeSpec(swarm, 'service', 's', scale);
    assert.deepEqual(spec().Labels, { rival: '12' });
    assert.deepEqual(spec().Mode, { Replicated: { Replicas: 5 } });
    assert.equal(written.length, 1);
  });

  it('tries again what ran out of time, where nothing was written, and not where something was', async () => {
    const { swarm, written } = contested(0);
    const { updateService } = swarm;
    const slow = () => new EngineError({ reason: 'timeout', engine: 'lab', message: 'context deadline exceeded' });
    let late = 2;
    const before: SwarmCalls = {
      ...swarm,
      updateService: async (...given) => {
        if (late-- > 0) throw slow();
        return updateService(...given);
      },
    };
    await changeSpec(before, 'service', 's', scale);
    assert.equal(written.length, 1);

    const after: SwarmCalls = {
      ...swarm,
      updateService: async (...given) => {
        await updateService(...given);
        throw slow();
      },
    };
    await assert.rejects(
      changeSpec(after, 'service', 's', (spec) => changedAt(spec, ['Name'], () => 'web')),
      {
        reason: 'timeout',
      },
    );
    assert.equal(written.length, 2);
  });

  it('gives up with the conflict when others keep winning, having overwritten nothing', async () => {
    const { swarm, written } = contested(100);
    await assert.rejects(changeSpec(swarm, 'service', 's', scale), { reason: 'conflict' });
    assert.equal(written.length, 0);
  });

  it('writes nothing where nothing is to change', async () => {
    const { swarm, written } = contested(0);
    assert.equal(await changeSpec(swarm, 'service', 's', () => undefined), undefined);
    assert.equal(written.length, 0);
  });
});

describe('changedAt', () => {
  it('makes what is missing on the way and leaves the original alone', () => {
    const before: JsonObject = { a: { b: 1 }, c: 2 };
    const after = changedAt(before, ['a', 'x', 'y'], (value) => (value === undefined ? 'new' : 'old'));
    assert.deepEqual(after, { a: { b: 1, x: { y: 'new' } }, c: 2 });
    assert.deepEqual(before, { a: { b: 1 }, c: 2 });
  });
});
