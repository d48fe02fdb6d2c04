import assert from 'node:assert/strict';
import { logsKey } from '../../../webview/logs/logsKeys';

const press = (
  key: string,
  more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
  inRows = true,
) => logsKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }, inRows);

describe('the keys of the log panel', () => {
  it('step through matches, errors and restarts from anywhere', () => {
    assert.deepEqual(press('F3', {}, false), { do: 'step', kind: 'match', direction: 'next' });
    assert.deepEqual(press('F3', { shiftKey: true }), { do: 'step', kind: 'match', direction: 'previous' });
    assert.deepEqual(press('F8', { shiftKey: true }), { do: 'step', kind: 'error', direction: 'previous' });
    assert.deepEqual(press('F8', { altKey: true }, false), { do: 'step', kind: 'restart', direction: 'next' });
  });

  it('act on rows only where the focus is on one', () => {
    for (const [key, what] of [
      ['Enter', 'detail'],
      [' ', 'detail'],
      ['ArrowRight', 'openFold'],
      ['ArrowLeft', 'closeFold'],
      ['Escape', 'close'],
    ] as const) {
      assert.deepEqual(press(key), { do: what });
      assert.equal(press(key, {}, false), undefined);
    }
    assert.deepEqual(press('c', { metaKey: true }), { do: 'copy' });
    assert.deepEqual(press('a', { ctrlKey: true }), { do: 'chooseAll' });
    assert.equal(press('c', { ctrlKey: true }, false), undefined);
  });

  it('leave all others alone', () => {
    for (const key of ['a', 'ArrowDown', 'Home', 'Tab', 'F5']) assert.equal(press(key), undefined, key);
    assert.equal(press('p', { ctrlKey: true }), undefined);
    assert.equal(press('ArrowLeft', { altKey: true }), undefined);
  });
});
