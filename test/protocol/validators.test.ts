import assert from 'node:assert/strict';
import { everything } from '../../src/model/logChoice';
import { inspectValidators } from '../../src/protocol/inspect';
import { logsValidators } from '../../src/protocol/logs';
import { savedPanel } from '../../src/protocol/panel';
import { statsValidators } from '../../src/protocol/stats';

describe('what a view may send', () => {
  it('takes well-formed requests', () => {
    assert.ok(logsValidators.rows.safeParse({ epoch: 1, from: 0, count: 50 }).success);
    assert.ok(logsValidators.setReading.safeParse({ reading: { tail: 'all' } }).success);
    assert.ok(logsValidators.setReading.safeParse({ reading: { tail: 1000, since: '15m' } }).success);
    assert.ok(
      logsValidators.setChoice.safeParse({ choice: { filter: everything, folded: true, structured: true } }).success,
    );
    assert.ok(logsValidators.find.safeParse({ query: 1, find: null }).success);
    assert.ok(
      logsValidators.find.safeParse({ query: 1, find: { text: 'a', regex: true, matchCase: false, inverse: false } })
        .success,
    );
    assert.ok(inspectValidators.reveal.safeParse({ path: '/Config/Env/0' }).success);
    assert.ok(statsValidators.start.safeParse(null).success);
  });

  it('refuses what would cost or harm', () => {
    const refused: [{ safeParse(value: unknown): { success: boolean } }, unknown][] = [
      [logsValidators.rows, { epoch: 1, from: 0, count: 1_000_000 }],
      [logsValidators.rows, { epoch: 1, from: -1, count: 1 }],
      [logsValidators.rows, { epoch: 1, from: 0.5, count: 1 }],
      [logsValidators.rows, null],
      [logsValidators.setReading, { reading: { tail: -5 } }],
      [logsValidators.setReading, { reading: { tail: 'everything' } }],
      [logsValidators.setReading, { reading: { tail: 1, since: 'yesterday' } }],
      [
        logsValidators.find,
        { query: 1, find: { text: 'x'.repeat(5000), regex: false, matchCase: false, inverse: false } },
      ],
      [
        logsValidators.setChoice,
        { choice: { filter: { ...everything, context: 5000 }, folded: true, structured: true } },
      ],
      [
        logsValidators.setHighlights,
        { highlights: [{ text: 'x', regex: false, matchCase: true, colour: 'url(//x)' }] },
      ],
      [logsValidators.save, { scope: '/etc/passwd' }],
      [logsValidators.runCommand, { command: 'workbench.action.terminal.sendSequence' }],
      [logsValidators.runCommand, { command: 'dockhound.remove' }],
      [inspectValidators.reveal, { path: 7 }],
      [savedPanel, { target: { kind: 'constructor', id: 'x', name: 'x' } }],
      [savedPanel, { target: { kind: 'container', id: '', name: 'x' } }],
      [savedPanel, undefined],
    ];
    for (const [validator, value] of refused)
      assert.equal(validator.safeParse(value).success, false, JSON.stringify(value));
  });
});
