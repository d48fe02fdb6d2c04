import assert from 'node:assert/strict';
import { everything } from '../../../src/model/logChoice';
import {
  choiceOf,
  hidesLines,
  type LogsLook,
  noQuery,
  plainLook,
  readingWords,
  savedLook,
  savedPlace,
} from '../../../webview/logs/logsLook';

describe('how a log is looked at', () => {
  it('comes back from what was saved, as it was', () => {
    const look: LogsLook = {
      query: { text: 'a|b', regex: true, matchCase: true, inverse: true },
      filtering: true,
      filter: {
        ...everything,
        context: 3,
        level: 'warn',
        unknown: false,
        streams: 'stderr',
        hidden: ['api.1'],
        from: '2026-01-31T08:00:00.000Z',
        until: '2026-01-31T09:00:00.000Z',
        fields: [{ path: ['http', 'status'], value: '502', not: true }],
      },
      folded: false,
      structured: false,
      timestamps: false,
      sourceColumn: false,
      levelColumn: false,
      wrap: false,
    };
    assert.deepEqual(savedLook(JSON.parse(JSON.stringify(look))), look);
    const place = { following: false, session: 's', epoch: 3, top: 7.5, at: '2026-01-31T08:00:00.000Z' };
    assert.deepEqual(savedPlace(JSON.parse(JSON.stringify(place))), place);
  });

  it('is plain where nothing, or nonsense, was saved', () => {
    for (const saved of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { query: 5, filter: 'x' },
      { filter: { fields: [{}], hidden: 3 } },
    ])
      assert.deepEqual(savedLook(saved), plainLook, JSON.stringify(saved));
    const odd = savedLook({
      query: { text: 7 },
      filter: {
        level: 'loud',
        context: 1e9,
        fields: [
          { path: [], value: 'x' },
          { path: ['a'], value: 'x' },
        ],
      },
    });
    assert.equal(odd.query, noQuery);
    assert.equal(odd.filter.level, null);
    assert.equal(odd.filter.context, 20);
    assert.deepEqual(odd.filter.fields, [{ path: ['a'], value: 'x', not: false }]);
    assert.equal(savedPlace({ top: 1 }), undefined);
  });

  it('filters by its query only while it is to filter, and by none that is empty', () => {
    const query = { ...noQuery, text: 'x' };
    assert.equal(choiceOf({ ...plainLook, query }).filter.text, null);
    assert.deepEqual(choiceOf({ ...plainLook, query, filtering: true }).filter.text, query);
    assert.equal(choiceOf({ ...plainLook, filtering: true }).filter.text, null);
  });

  it('knows whether some lines may be hidden', () => {
    const hides = (filter: object, more: object = {}) =>
      hidesLines({ ...plainLook, ...more, filter: { ...everything, ...filter } });
    assert.equal(hides({}), false);
    assert.equal(hides({ context: 5 }), false);
    assert.equal(hides({ unknown: false }), false);
    assert.equal(hides({ level: 'warn' }), true);
    assert.equal(hides({ hidden: ['a'] }), true);
    assert.equal(hides({}, { filtering: true }), false);
    assert.equal(hides({}, { filtering: true, query: { ...noQuery, text: 'x' } }), true);
  });

  it('says in words what is read', () => {
    assert.equal(readingWords({ tail: 1000 }), 'last 1,000');
    assert.equal(readingWords({ tail: 'all' }), 'all lines');
    assert.equal(readingWords({ tail: 'all', since: '15m' }), 'since 15m');
    assert.equal(readingWords({ tail: 100, since: '1h', until: '5m' }), 'last 100 since 1h until 5m');
  });
});
