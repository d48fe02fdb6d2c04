import assert from 'node:assert/strict';
import { createScreen, screen } from '../../../src/diagnosis/screen/screen';
import type { Finding } from '../../../src/model/finding';
import { ago, container, day, failed, info, node, now, service, TestPicture, task } from '../pictures';

const brief = (findings: readonly Finding[]) => findings.map(({ rule, subject }) => `${rule} ${subject.name}`);
const listed = (picture: TestPicture, at = now) => brief(screen(picture, at).findings);
const unhealthy = (id: string, more: Parameters<typeof container>[0] = {}) =>
  container({ id, name: id, health: 'unhealthy', ...more });
/** A service none of whose tries lasts. */
const broken = () => [
  service(),
  failed('f1', 20),
  failed('f2', 10),
  task({ state: 'ready', desiredState: 'ready', since: ago(8) }),
];

describe('screen', () => {
  it('finds nothing in a sound picture, and nothing in an empty one', () => {
    const sound = new TestPicture(container(), service(), task(), node());
    assert.deepEqual(screen(sound, now), { findings: [], notChecked: [] });
    assert.deepEqual(screen(new TestPicture(), now), { findings: [], notChecked: [] });
  });

  it('puts the worst first, then what carries others, then by name', () => {
    const picture = new TestPicture(
      unhealthy('b'),
      unhealthy('a'),
      container({ id: 'old', name: 'old', state: 'exited', exitCode: 1, since: ago(2 * day) }),
      container({ id: 'dead', name: 'dead', state: 'dead' }),
      ...broken(),
      node({ id: 'n2', name: 'worker-2', state: 'down' }),
    );
    picture.info = info({ error: 'The swarm does not have a leader' });
    assert.deepEqual(listed(picture), [
      'swarm-no-leader lab',
      'service-below-replicas api',
      'container-unhealthy a',
      'container-unhealthy b',
      'node-down worker-2',
      'container-dead dead',
      'container-exited-with-error old',
    ]);
  });

  it('makes one problem of fifty failing tasks', () => {
    const tasks = Array.from({ length: 50 }, (_, at) => [
      failed(`f${at}`, 10, { slot: at + 1 }),
      task({ id: `t${at}`, slot: at + 1, state: 'ready', desiredState: 'ready', since: ago(5) }),
    ]).flat();
    const containers = tasks.map((one) => unhealthy(`c${one.id}`, { serviceId: 's1', taskId: one.id }));
    const picture = new TestPicture(service({ replicas: 50 }), node(), ...tasks, ...containers);
    assert.deepEqual(listed(picture), ['service-below-replicas api']);
  });

  it('lists a container of a service as long as the service has no finding of its own', () => {
    const own = unhealthy('c', { serviceId: 's1' });
    assert.deepEqual(listed(new TestPicture(own, service(), task(), node())), ['container-unhealthy c']);
    assert.deepEqual(listed(new TestPicture(own, unhealthy('other'), ...broken(), node())), [
      'service-below-replicas api',
      'container-unhealthy other',
    ]);
  });

  it('names the cause in place of its symptoms', () => {
    const killed = container({ state: 'restarting', exitCode: 137, oomKilled: true, since: ago(2) });
    assert.deepEqual(listed(new TestPicture(killed)), ['container-oom-killed web']);
    const [, first] = broken();
    const pause = service({ update: { state: 'paused', startedAt: ago(60), message: `task ${first?.id}` } });
    assert.deepEqual(listed(new TestPicture(...broken(), pause, node())), ['service-update-paused api']);
    const ghost = node({ id: 'n0', state: 'down' });
    assert.deepEqual(listed(new TestPicture(ghost, node())), ['node-left-behind worker-1']);
  });

  it('lets a node that is down speak for its tasks', () => {
    const picture = new TestPicture(service(), task(), node({ state: 'down' }));
    assert.deepEqual(listed(picture), ['node-down worker-1']);
  });

  it('says what it could not check, and does not judge it', () => {
    const picture = new TestPicture(unhealthy('c'), ...broken(), node({ state: 'down' })).hide('task');
    const { findings, notChecked } = screen(picture, now);
    assert.deepEqual(brief(findings), ['container-unhealthy c']);
    assert.ok(notChecked.some(({ rule, part }) => rule === 'service-below-replicas' && part === 'task'));
    assert.ok(notChecked.some(({ rule, part }) => rule === 'node-down' && part === 'task'));
    assert.ok(!notChecked.some(({ rule }) => rule.startsWith('container-')));
  });

  it('takes a gap over a part for a part that is not known, even with old objects in hand', () => {
    const picture = new TestPicture(unhealthy('c'), ...broken(), node());
    picture.gaps = [{ part: 'swarm', reason: 'noLeader', message: 'x' }];
    assert.deepEqual(listed(picture), ['container-unhealthy c']);
    picture.gaps = [{ part: 'containers', node: 'n2', reason: 'timeout', message: 'x' }];
    assert.deepEqual(listed(picture), ['service-below-replicas api', 'container-unhealthy c']);
  });

  it('misses nothing on an engine that is in no swarm', () => {
    const picture = new TestPicture(unhealthy('c')).hide('service', 'task', 'node');
    picture.info = info({ role: 'none' });
    const { findings, notChecked } = screen(picture, now);
    assert.deepEqual([brief(findings), notChecked], [['container-unhealthy c'], []]);
  });

  it('checks nothing without a picture, and says so', () => {
    const picture = new TestPicture(unhealthy('c')).hide('container', 'service', 'task', 'node');
    picture.info = undefined;
    const { findings, notChecked } = screen(picture, now);
    assert.deepEqual(findings, []);
    assert.ok(notChecked.some(({ part }) => part === 'info') && notChecked.some(({ part }) => part === 'container'));
  });
});

describe('a kept screen', () => {
  it('follows a change and hands out the same array where nothing moved', () => {
    const picture = new TestPicture(container());
    const kept = createScreen();
    const first = kept.update({ type: 'reset' }, picture, now);
    picture.put(container({ health: 'unhealthy' }));
    const patch = { type: 'patch', objects: [{ kind: 'container', id: container().id, change: 'changed' }] } as const;
    const second = kept.update(patch, picture, now);
    assert.deepEqual([brief(first), brief(second)], [[], ['container-unhealthy web']]);
    assert.equal(kept.update(patch, picture, now + 1000), second);
    assert.deepEqual(kept.findingsOn('container', container().id), second);
    picture.remove('container', container().id);
    assert.deepEqual(kept.update(patch, picture, now), []);
  });

  it('changes with time alone at the moment it names', () => {
    const picture = new TestPicture(service(), node(), task({ state: 'new', since: ago(5) }));
    const kept = createScreen();
    assert.deepEqual(brief(kept.update({ type: 'reset' }, picture, now)), []);
    const at = kept.nextAt ?? assert.fail();
    assert.deepEqual(brief(kept.update(undefined, picture, at - 1)), []);
    assert.deepEqual(brief(kept.update(undefined, picture, at)), ['service-below-replicas api']);
    assert.equal(kept.nextAt, undefined);
  });

  it('looks again as soon as one of the failures that count is too old', () => {
    const picture = new TestPicture(service(), node(), failed('f1', 295), failed('f2', 10), task({ since: ago(5) }));
    const kept = createScreen();
    assert.equal(kept.update({ type: 'reset' }, picture, now).length, 1);
    assert.equal(kept.nextAt, now + 5_000);
    assert.deepEqual(kept.update(undefined, picture, now + 5_000), []);
  });

  it('judges an engine anew when its info changes, and everything when a part comes or goes', () => {
    const picture = new TestPicture(...broken(), node());
    const kept = createScreen();
    kept.update({ type: 'reset' }, picture, now);
    picture.info = info({ role: 'locked' });
    assert.deepEqual(brief(kept.update({ type: 'info' }, picture, now)), [
      'swarm-locked lab',
      'service-below-replicas api',
    ]);
    picture.gaps = [{ part: 'swarm', reason: 'locked', message: 'x' }];
    assert.deepEqual(brief(kept.update({ type: 'gaps' }, picture, now)), ['swarm-locked lab']);
    assert.ok(kept.notChecked.length > 0);
  });

  it('walks through no list for a change of one container', () => {
    const picture = new TestPicture(...Array.from({ length: 200 }, (_, at) => unhealthy(`c${at}`)), node());
    const kept = createScreen();
    kept.update({ type: 'reset' }, picture, now);
    picture.put(container({ id: 'c7', name: 'c7' }));
    let looked = 0;
    const guarded = {
      info: picture.info,
      gaps: picture.gaps,
      all: (kind: never) =>
        new Proxy(picture.all(kind) ?? new Map(), {
          get(map, name) {
            assert.equal(name, 'get', 'only single objects may be looked up');
            return (id: string) => {
              looked++;
              return map.get(id);
            };
          },
        }),
    };
    const patch = { type: 'patch', objects: [{ kind: 'container', id: 'c7', change: 'changed' }] } as const;
    assert.equal(kept.update(patch, guarded as unknown as TestPicture, now).length, 199);
    assert.ok(looked > 0 && looked < 5, `${looked} look-ups`);
  });
});
