import assert from 'node:assert/strict';
import {
  compareNanos,
  entryOfEvent,
  entrySize,
  eventDetails,
  isoToNano,
  maskedAttributes,
  nanoToIso,
} from '../../src/model/eventEntry';
import { timelineOf } from '../../src/model/eventTimeline';
import { entry, event } from '../feeds/events/samples';

const of = (type: string, action: string, attributes: Record<string, string>, detail?: string) =>
  entryOfEvent(event(type, action, 'x', 1, { attributes, ...(detail ? { detail } : {}) }), 1);

describe('an entry of the history', () => {
  it('tells how bad it is', () => {
    const cases: [ReturnType<typeof of>, string][] = [
      [of('container', 'die', { exitCode: '0' }), 'idle'],
      [of('container', 'die', { exitCode: '143' }), 'warning'],
      [of('container', 'die', { exitCode: '137' }), 'bad'],
      [of('container', 'oom', {}), 'bad'],
      [of('container', 'health_status', {}, 'unhealthy'), 'bad'],
      [of('container', 'health_status', {}, 'healthy'), 'good'],
      [of('node', 'update', { 'state.new': 'down', 'state.old': 'ready' }), 'bad'],
      [of('node', 'update', { 'availability.new': 'drain' }), 'warning'],
      [of('service', 'update', { 'updatestate.new': 'paused' }), 'bad'],
      [of('container', 'update', { 'state.new': 'down' }), 'idle'],
      [of('volume', 'create', {}), 'idle'],
    ];
    for (const [one, tone] of cases) assert.equal(one.tone, tone, `${one.action} ${JSON.stringify(one.attributes)}`);
  });

  it('says in words what its attributes hold', () => {
    assert.equal(
      eventDetails(of('container', 'die', { exitCode: '1', image: 'a:1', execDuration: '4' })),
      'exit code 1 · after 4 s · a:1',
    );
    assert.equal(eventDetails(of('container', 'kill', { signal: '15' })), 'signal 15');
    assert.equal(
      eventDetails(of('node', 'update', { 'state.new': 'down', 'state.old': 'ready', name: 'n' })),
      'state ready → down',
    );
    assert.equal(
      eventDetails(of('network', 'connect', { container: 'abcdef0123456789', type: 'bridge' })),
      'container abcdef012345',
    );
    assert.equal(eventDetails(of('container', 'exec_create', {}, 'mysql --password=x')), 'mysql --password=••••••••');
  });

  it('takes anything for an attribute, and not more of it than fits', () => {
    const attributes = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`label${i}`, 'x'.repeat(5000)]));
    const one = of('container', 'create', { ...attributes, ['__proto__']: 'odd' });
    assert.equal(one.cut, true);
    assert.ok(entrySize(one) < 12_000, `${entrySize(one)}`);
    assert.equal(of('marker', 'gap', {}).kind, 'other');
    assert.equal(of('builder', 'prune', {}).kind, 'other');
    assert.equal(of('constructor', 'toString', { constructor: 'x' }).kind, 'other');
  });

  it('hides secrets by the name of an attribute and by its form', () => {
    const shown = maskedAttributes(
      of('container', 'create', { 'com.example.api-key': 'k1', password: 'k2', url: 'redis://u:k3@db', image: 'a' }),
    );
    assert.deepEqual(
      shown.map(([, value]) => value),
      ['••••••••', '••••••••', 'redis://u:••••••••@db', 'a'],
    );
  });

  it('goes from nanoseconds to a time and back without losing one', () => {
    const nano = '1795323415123456789';
    assert.equal(isoToNano(nanoToIso(nano)), nano);
    assert.equal(isoToNano('2026-11-22T05:00:00.5+01:00'), isoToNano('2026-11-22T04:00:00.500Z'));
    assert.equal(isoToNano('no time'), undefined);
    assert.ok(compareNanos('9', '10') < 0);
    assert.ok(compareNanos('1795323415123456789', '1795323415123456788') > 0);
  });
});

describe('the timeline', () => {
  const question = { from: 0, to: 100, columns: 10, lanes: 3 };

  it('puts what falls on one spot into one mark, of which the worst is told', () => {
    const all = [
      entry(1, 10, { tone: 'good' }),
      entry(2, 12, { tone: 'bad', action: 'die' }),
      entry(3, 14, { tone: 'idle' }),
      entry(4, 55),
      entry(5, 100),
    ];
    const [lane] = timelineOf(all, question).lanes;
    assert.deepEqual(
      lane?.marks.map(({ column, count, tone, seq }) => [column, count, tone, seq]),
      [
        [1, 3, 'bad', 2],
        [5, 1, 'good', 4],
      ],
    );
  });

  it('gives lanes to where the trouble is, in an order that holds still, and the rest share one', () => {
    const of = (seq: number, name: string, tone: 'bad' | 'idle') => entry(seq, seq, { id: name, name, tone });
    const all = [of(1, 'c', 'idle'), of(2, 'c', 'idle'), of(3, 'b', 'bad'), of(4, 'a', 'idle'), of(5, 'd', 'idle')];
    const { lanes, others } = timelineOf(all, question);
    assert.deepEqual(
      lanes.map(({ name }) => name),
      ['b', 'c', '2 others'],
    );
    assert.equal(others, 2);
    assert.equal(
      lanes[2]?.marks.reduce((sum, { count }) => sum + count, 0),
      2,
    );
  });

  it('gives all tries of a slot one lane, calls a task by its slot, and shows gaps as bands', () => {
    const swarm = { 'com.docker.swarm.task.id': 't9' };
    const all = [
      entry(1, 5, { kind: 'task', id: 't1', name: 'api.1' }),
      entry(2, 15, { kind: 'task', id: 't2', name: 'api.1' }),
      entry(3, 20, { id: 'c9', name: 'api.1.t9', attributes: swarm }),
      entry(4, 30, { kind: 'marker', action: 'gap', id: '', attributes: { until: '60000000' } }),
      entry(5, 45, { id: 'c8', name: 'api.1.t8', attributes: { 'com.docker.swarm.task.id': 't8' } }),
    ];
    const { lanes, gaps } = timelineOf(all, question);
    assert.deepEqual(
      lanes.map(({ kind, name, marks }) => [kind, name, marks.length]),
      [
        ['task', 'api.1', 2],
        ['container', 'api.1', 2],
      ],
    );
    assert.deepEqual(gaps, [{ from: 3, to: 6, seq: 4 }]);
  });
});
