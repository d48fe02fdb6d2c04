// Which findings a label or a setting silences.

import assert from 'node:assert/strict';
import {
  patternOf,
  readSuppressions,
  sift,
  withoutSuppression,
  withSuppression,
} from '../../src/diagnosis/suppression';
import type { Finding } from '../../src/model/finding';
import type { TargetRef } from '../../src/model/target';
import { globMatches } from '../../src/util/globMatches';

const finding = (rule: string, subject: TargetRef): Finding => ({
  ...{ rule, subject, severity: 'error', confidence: 1, title: rule },
  ...{ explanation: '', evidence: [], remedies: [] },
});
const api: TargetRef = { kind: 'container', id: 'c1', name: 'shop-api-1' };

describe('suppression', () => {
  const by = (rule: string, subject: TargetRef, setting: unknown, label?: string) =>
    sift([finding(rule, subject)], readSuppressions(setting), (of) =>
      label !== undefined && of.id === subject.id ? { 'dockhound.ignore': label } : undefined,
    ).suppressed[0]?.by;

  it('honours the label of the object, by rule', () => {
    assert.equal(by('oom-killed', api, {}, 'disk-full, oom-killed'), 'label');
    assert.equal(by('oom-killed', api, {}, 'oom-killed other'), 'label');
    assert.equal(by('oom-killed', api, {}, '*'), 'label');
    assert.equal(by('oom-killed', api, {}, 'oom'), undefined);
    assert.equal(by('oom-killed', api, {}, ''), undefined);
    assert.equal(by('oom-killed', api, {}), undefined);
  });

  it('honours the setting, by rule and by pattern of objects', () => {
    for (const objects of ['*', '', 'shop-*', 'container/shop-api-?', 'node/x, c1', true]) {
      assert.equal(by('oom-killed', api, { 'oom-killed': objects }), 'setting', String(objects));
    }
    for (const objects of ['shop', 'service/shop-*', false, 7, null, ['*']]) {
      assert.equal(by('oom-killed', api, { 'oom-killed': objects }), undefined, String(objects));
    }
    assert.equal(by('oom-killed', api, { '*': 'shop-*' }), 'setting');
    assert.equal(by('oom-killed', { kind: 'swarm' }, { 'oom-killed': '*' }), 'setting', 'an object without a name');
    assert.equal(by('x', { kind: 'image', name: 'reg/app:1' }, { x: 'reg/*' }), 'setting', 'a name with a slash');
  });

  it('takes nothing from a setting that is no object', () => {
    for (const value of [undefined, null, 'oom-killed', ['oom-killed'], 3])
      assert.deepEqual(readSuppressions(value), []);
  });

  it('leaves the very list where nothing is suppressed', () => {
    const list = [finding('a', api), finding('b', api)];
    assert.equal(sift(list, [], () => undefined).listed, list);
    const some = sift(list, [{ rule: 'a', objects: [] }], () => undefined);
    assert.deepEqual([some.listed, some.suppressed.map((one) => one.finding.rule)], [[list[1]], ['a']]);
  });

  it('adds and takes back one object of a rule', () => {
    const one = patternOf(api);
    assert.equal(one, 'container/shop-api-1');
    assert.equal(withSuppression(undefined, one), one);
    assert.equal(withSuppression('a, b', one), `a, b, ${one}`);
    assert.equal(withSuppression(`${one}, b`, one), `b, ${one}`);
    assert.equal(withSuppression('a', undefined), '*');
    assert.equal(withSuppression('', one), '*', 'all of them were suppressed before');
    assert.equal(withoutSuppression(`a, ${one}`, one), 'a');
    assert.equal(withoutSuppression(one, one), undefined);
  });

  it('matches patterns as people write them, and never slowly', () => {
    assert(globMatches('*', '') && globMatches('a*c', 'abbc') && globMatches('a?c', 'abc') && globMatches('**a', 'ba'));
    assert(!globMatches('', 'a') && !globMatches('a', '') && !globMatches('a*b', 'abc') && !globMatches('?', ''));
    assert(globMatches('a.c', 'a.c') && !globMatches('a.c', 'abc'));
    const long = 'a'.repeat(20_000);
    assert(!globMatches(`${'*a'.repeat(50)}b`, long));
  });
});
