import assert from 'node:assert/strict';
import { slots } from '../../src/util/slots';

describe('slots', () => {
  it('lets so many in at once, the others in the order they came', async () => {
    const door = slots(2);
    const came: number[] = [];
    const enter = (who: number) =>
      door.enter().then((leave) => {
        came.push(who);
        return leave;
      });
    const [first, , third] = [enter(1), enter(2), enter(3), enter(4)];
    const leave = await first;
    assert.deepEqual(came, [1, 2]);
    leave();
    leave();
    await third;
    assert.deepEqual(came, [1, 2, 3]);
  });

  it('forgets those who gave up waiting', async () => {
    const door = slots(1);
    const leave = await door.enter();
    const controller = new AbortController();
    const impatient = door.enter(controller.signal);
    const patient = door.enter();
    controller.abort(new Error('enough'));
    await assert.rejects(impatient, /enough/);
    leave();
    await patient;
    await assert.rejects(door.enter(AbortSignal.abort(new Error('late'))), /late/);
  });
});
