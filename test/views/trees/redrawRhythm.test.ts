import assert from 'node:assert/strict';
import { type Redraw, RedrawRhythm } from '../../../src/views/trees/redrawRhythm';

describe('RedrawRhythm', () => {
  const drawn: (string[] | 'everything')[] = [];
  let wake: () => void = () => undefined;
  let rhythm: RedrawRhythm;
  const draw = ({ rows }: Redraw) => {
    drawn.push(rows ? [...rows].sort() : 'everything');
    wake();
  };
  /** Resolves at the next drawing. */
  const next = () => new Promise<void>((resolve) => (wake = resolve));

  beforeEach(() => {
    drawn.length = 0;
    rhythm = new RedrawRhythm(draw);
  });
  afterEach(() => rhythm.dispose());

  it('draws the first at once, and what follows closely in one', async () => {
    rhythm.ask(['a']);
    assert.deepEqual(drawn, [['a']]);
    const later = next();
    rhythm.ask(['b']);
    rhythm.ask(['c', 'b']);
    assert.equal(drawn.length, 1);
    await later;
    assert.deepEqual(drawn, [['a'], ['b', 'c']]);
  });

  it('goes on drawing while asked without a pause', async () => {
    const asking = setInterval(() => rhythm.ask(['a']), 20);
    try {
      await next();
      await next();
      await next();
    } finally {
      clearInterval(asking);
    }
    assert.ok(drawn.every((rows) => rows[0] === 'a'));
  });

  it('draws everything when everything was asked for among rows', async () => {
    rhythm.ask([]);
    const later = next();
    rhythm.ask(['a', undefined]);
    await later;
    assert.deepEqual(drawn, [[], 'everything']);
  });

  it('lets a change that nobody sees go with one that is seen', () => {
    rhythm.askUnseen(['tip']);
    assert.deepEqual(drawn, []);
    rhythm.ask(['a']);
    assert.deepEqual(drawn, [['a', 'tip']]);
  });

  it('draws what nobody sees by itself in the end', async () => {
    const later = next();
    rhythm.askUnseen(['tip']);
    await later;
    assert.deepEqual(drawn, [['tip']]);
  });

  it('draws nothing after its end', async () => {
    rhythm.ask(['a']);
    rhythm.ask(['b']);
    rhythm.dispose();
    await new Promise((done) => setTimeout(done, 300));
    assert.deepEqual(drawn, [['a']]);
  });
});
