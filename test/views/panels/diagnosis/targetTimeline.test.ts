import assert from 'node:assert/strict';
import { nanoToMs } from '../../../../src/model/eventEntry';
import { involvedIn } from '../../../../src/views/panels/diagnosis/involved';
import { logMarksOf, momentAt, targetTimeline } from '../../../../src/views/panels/diagnosis/targetTimeline';
import { exited, scene } from '../../../diagnosis/dossiers';
import { failed } from '../../../diagnosis/pictures';
import { entry } from '../../../feeds/events/samples';
import { container, fakeCluster, task } from '../fakeCluster';

const whole = { from: null, to: null };

describe('the timeline of a diagnosis', () => {
  it('puts the lines that complain beside the events, each once, the newest of them in the list', () => {
    const dossier = scene({
      boxes: [{ name: 'api', state: exited(1), log: ['12 INFO up', '9 ERROR no db', '8 WARN slow'] }],
    });
    const line = dossier.containers[0]?.log;
    const at = line?.known
      ? line.value.current.lines.concat(line.value.previous.lines).find(({ text }) => /no db/.test(text))?.time
      : '';
    const marks = logMarksOf([dossier], [{ source: 'log', excerpt: 'ERROR no db', ...(at ? { at } : {}) }], new Set());
    assert.deepEqual(
      marks.map(({ seq, text, tone }) => [seq, text, tone]),
      [
        [-1, 'ERROR no db', 'bad'],
        [-2, 'WARN slow', 'warning'],
      ],
    );
    const firstMs = nanoToMs(marks[0]?.timeNano ?? '0');
    const entries = [
      entry(1, firstMs - 5000, { action: 'start', tone: 'good' }),
      entry(2, firstMs + 3000, { action: 'die', tone: 'bad' }),
    ];
    const timeline = targetTimeline(entries, marks, { range: whole, columns: 100, lanes: 5 });
    assert.deepEqual(
      timeline.moments.map(({ seq }) => seq),
      [2, -2, -1, 1],
    );
    assert.deepEqual(timeline.lanes.at(-1)?.kind, 'log');
    assert.equal(timeline.more, 0);
    assert.equal(momentAt(entries, new Date(firstMs + 2900).toISOString()), 2);
    // Only what is in the range.
    const part = targetTimeline(entries, marks, { range: { from: firstMs + 2000, to: null }, columns: 9, lanes: 5 });
    assert.deepEqual(
      part.moments.map(({ seq }) => seq),
      [2],
    );
  });

  it('is empty where nothing is known, and of services has the logs of their tasks', () => {
    const none = targetTimeline([], [], { range: whole, columns: 10, lanes: 5 });
    assert.deepEqual([none.moments, none.lanes], [[], []]);
    const dossier = scene({ crews: [{ tasks: [failed('t1', 5)], boxes: { t1: ['3 ERROR gone'] } }] });
    assert.deepEqual(
      logMarksOf([dossier], [], new Set()).map(({ text }) => text),
      ['ERROR gone'],
    );
  });
});

describe('the logs on a timeline', () => {
  it('are those of the target and of who is spoken of, not of every neighbour', () => {
    const dossier = scene({
      boxes: [
        { name: 'api', log: ['9 ERROR of api'], config: { Env: ['DB=postgres://db:5432/x'] } },
        { name: 'db', log: ['8 ERROR of db'] },
      ],
    });
    const db = dossier.containers.find(({ name }) => name === 'db');
    const texts = (concerned: readonly string[]) =>
      logMarksOf([dossier], [], new Set(concerned)).map(({ text }) => text);
    assert.deepEqual(texts([]), ['ERROR of api']);
    assert.deepEqual(texts([db?.id ?? '']), ['ERROR of api', 'ERROR of db']);
  });
});

describe('what a diagnosis watches', () => {
  it('is what was read for it, its tasks, and whoever comes or goes', () => {
    const fake = fakeCluster();
    const dossier = scene({ crews: [{ tasks: [failed('t1', 5)], boxes: { t1: ['3 ERROR gone'] } }] });
    const serviceId = dossier.services[0]?.id ?? '';
    const target = { kind: 'service', id: serviceId, name: 'web' } as const;
    const isInvolved = involvedIn(fake.cluster, target, [dossier]);
    const changed = (
      kind: 'container' | 'service' | 'task' | 'image',
      id: string,
      change: 'added' | 'changed' | 'removed',
    ) => isInvolved({ type: 'patch', objects: [{ kind, id, change }] });
    fake.set(task({ id: 't9', serviceId }));
    fake.set(task({ id: 't8', serviceId: 'other' }));
    fake.set(container({ id: 'c7', serviceId: 'other' }));
    assert.ok(changed('service', serviceId, 'changed'));
    assert.ok(changed('task', 't9', 'added'));
    assert.ok(!changed('task', 't8', 'added'));
    assert.ok(changed('container', 'new', 'added'));
    assert.ok(!changed('container', 'c7', 'added'), 'a task of another service');
    assert.ok(!changed('container', 'else', 'changed'));
    assert.ok(!changed('image', 'i', 'added'));
    assert.ok(isInvolved({ type: 'reset' }));
    assert.ok(!isInvolved({ type: 'gaps' }));
  });
});
