import assert from 'node:assert/strict';
import { LogView } from '../../src/logs/logView';

async function settled(view: LogView): Promise<void> {
  do await new Promise((done) => setImmediate(done));
  while (!view.filterStatus.done);
}

describe('LogView.detail', () => {
  it('gives the whole entry of any of its lines, with what is understood of the first', async () => {
    const view = new LogView(() => undefined);
    const texts = [
      '{"level":"error","msg":"\u001b[31mno\u001b[0m"}',
      '\tat a.B.c(B.java:1)',
      '\tat a.B.d(B.java:2)',
      'plain',
    ].map((text) => text.replaceAll('"\u001b[31mno\u001b[0m"', '"no"'));
    view.append(texts.map((text) => ({ type: 'line', stream: 'stdout', source: 0, text })));
    view.append([{ type: 'marker', marker: 'ended', text: 'ended with 1' }]);
    await settled(view);
    for (const seq of [0, 1, 2]) {
      const detail = view.detail(seq);
      assert.equal(detail?.seq, 0);
      assert.equal(detail?.text, texts.slice(0, 3).join('\n'));
      assert.equal(detail?.folded, 2);
      assert.equal(detail?.recognised?.level, 'error');
      assert.equal(detail?.recognised?.message, 'no');
    }
    assert.equal(view.detail(3)?.folded, 0);
    assert.equal(view.detail(4)?.recognised, undefined);
    assert.equal(view.detail(5), undefined);
    assert.equal(view.detail(-1), undefined);
  });

  it('reads a structured line that is too long for a list whole', async () => {
    const view = new LogView(() => undefined);
    const text = JSON.stringify({ level: 'warn', body: 'x'.repeat(50_000), after: 1 });
    view.append([{ type: 'line', stream: 'stdout', source: 0, text }]);
    await settled(view);
    assert.equal(view.detail(0)?.recognised?.fields?.after, 1);
    assert.equal(view.rows(0, 1).rows[0]?.level, 'warn');
  });
});

describe('LogView.setFilter', () => {
  it('gives up an expression that would run for ever, and says so; another one starts anew', async () => {
    const view = new LogView(() => undefined);
    view.append([{ type: 'line', stream: 'stdout', source: 0, text: `${'a'.repeat(40)}!` }]);
    view.setFilter({ text: { text: '^(a+)+$', regex: true, matchCase: true } });
    await settled(view);
    assert.match(view.filterStatus.failed ?? '', /too long/);
    view.setFilter({ fields: [{ path: ['a'], op: '=', value: '1' }] });
    await settled(view);
    assert.equal(view.filterStatus.failed, undefined);
    assert.equal(view.end - view.first, 0);
    view.setFilter({});
    await settled(view);
    assert.equal(view.end - view.first, 1);
  });

  it('refuses an expression that is not valid, and stays as it was', async () => {
    const view = new LogView(() => undefined);
    view.append([{ type: 'line', stream: 'stdout', source: 0, text: 'a' }]);
    await settled(view);
    const { epoch } = view;
    assert.throws(() => view.setFilter({ text: { text: '(', regex: true, matchCase: true } }), SyntaxError);
    assert.throws(() => view.setFilter({ fields: [{ path: ['a'], op: '~', value: '(' }] }), SyntaxError);
    assert.throws(() => view.setHighlights([{ pattern: '(', regex: true, matchCase: true, colour: 1 }]), SyntaxError);
    assert.throws(() => view.find({ text: '(', regex: true, matchCase: true }), SyntaxError);
    assert.equal(view.epoch, epoch);
    assert.equal(view.end - view.first, 1);
  });
});

describe('LogView.setHighlights', () => {
  it('marks rows by rule and colour, in what is shown of them', async () => {
    const view = new LogView(() => undefined);
    view.append([{ type: 'line', stream: 'stdout', source: 0, text: '\u001b[31mab\u001b[0mc AB' }]);
    await settled(view);
    view.setHighlights([
      { pattern: 'ab', regex: false, matchCase: false, colour: 2 },
      { pattern: 'c.', regex: true, matchCase: true, colour: 5 },
      { pattern: '', regex: false, matchCase: true, colour: 6 },
    ]);
    assert.deepEqual(view.rows(0, 1).rows[0]?.highlights, [
      { start: 0, end: 2, colour: 2 },
      { start: 4, end: 6, colour: 2 },
      { start: 2, end: 4, colour: 5 },
    ]);
    assert.deepEqual(view.rows(0, 1, () => 'xAB').rows[0]?.highlights, [{ start: 1, end: 3, colour: 2 }]);
  });

  it('goes without marks where an expression takes too long', async () => {
    const view = new LogView(() => undefined);
    view.append([{ type: 'line', stream: 'stdout', source: 0, text: `${'a'.repeat(40)}!` }]);
    await settled(view);
    view.setHighlights([{ pattern: '^(a+)+$', regex: true, matchCase: true, colour: 1 }]);
    assert.deepEqual(view.rows(0, 1).rows[0]?.highlights, []);
  });
});
