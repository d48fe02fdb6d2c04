import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import { createPsForms } from '../../../src/feeds/processes/psForms';
import type { HumanError } from '../../../src/model/humanError';

const table = { titles: ['PID', 'COMMAND'], rows: [['7', 'web']] };
const failure = (status: number, message: string) =>
  new EngineError({ reason: 'unexpected', engine: 'lab', message, status });

describe('createPsForms', () => {
  it('tries plainer forms where this one is not understood, and remembers', async () => {
    const asked: (string | undefined)[] = [];
    const engine = {
      async top(_: string, form?: string) {
        asked.push(form);
        if (form !== undefined) throw failure(500, 'ps: unrecognized option: e');
        return table;
      },
    } as unknown as Engine;
    const forms = createPsForms();
    assert.equal(await forms.read(engine, 'c', {}), table);
    assert.equal(asked.length, 3);
    await forms.read(engine, 'c', {});
    assert.deepEqual(asked.slice(3), [undefined]);
  });

  it('takes an empty answer, as Podman gives it, for a form that is not understood', async () => {
    const empty = new EngineError({ reason: 'badReply', engine: 'lab', message: 'the answer has no titles' });
    const top = async (_: string, form?: string) => (form === undefined ? table : Promise.reject(empty));
    assert.equal(await createPsForms().read({ top } as unknown as Engine, 'c', {}), table);
  });

  it('passes on what is not about the form', async () => {
    let calls = 0;
    for (const error of [failure(500, 'container is not running'), failure(404, 'no such container'), new Error('x')]) {
      const top = () => {
        calls++;
        return Promise.reject(error);
      };
      const engine = { top } as unknown as Engine;
      await assert.rejects(createPsForms().read(engine, 'c', {}), error);
    }
    assert.equal(calls, 3);
  });

  it('says where ps is missing, and asks in no other form', async () => {
    let calls = 0;
    const top = () => {
      calls++;
      return Promise.reject(failure(500, 'Could not list: ps: exec: "ps": executable file not found in $PATH.'));
    };
    await assert.rejects(createPsForms().read({ top } as unknown as Engine, 'c', {}), (error: HumanError) => {
      assert.match(error.message, /^The machine of lab has no program ps/);
      assert.match(error.next ?? '', /procps/);
      return true;
    });
    assert.equal(calls, 1);
  });
});
