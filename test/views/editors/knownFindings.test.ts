// What editors know to be wrong, and when it has ended.

import assert from 'node:assert/strict';
import type { Container } from '../../../src/model/container';
import type { Diagnosis, Finding } from '../../../src/model/finding';
import type { ObjectKind } from '../../../src/model/objects';
import type { Service } from '../../../src/model/service';
import type { SnapshotChange } from '../../../src/model/snapshot';
import { Emitter } from '../../../src/util/emitter';
import { createKnownFindings } from '../../../src/views/editors/knownFindings';
import { container, service } from '../../diagnosis/pictures';

const fail = (error: unknown) => assert.fail(String(error));

/** A picture, a screen and diagnoses that the test moves by hand. */
function rig() {
  const objects = new Map<string, Container | Service>();
  const changes = new Emitter<SnapshotChange>(fail);
  const problemsMoved = new Emitter<void>(fail);
  const suppressionsMoved = new Emitter<void>(fail);
  const made = new Emitter<Diagnosis>(fail);
  const problems = { findings: [] as Finding[], suppressed: [], onDidChange: problemsMoved.event };
  const silenced = new Set<string>();
  const get = (_kind: ObjectKind, id: string) => objects.get(id);
  const known = createKnownFindings(
    { get: get as Parameters<typeof createKnownFindings>[0]['get'], onDidChange: changes.event },
    problems,
    { onDidDiagnose: made.event },
    {
      sift: (findings) => ({ listed: findings.filter(({ rule }) => !silenced.has(rule)), suppressed: [] }),
      onDidChange: suppressionsMoved.event,
    },
    fail,
  );
  return {
    known,
    silenced,
    rules: () => known.all().map(({ finding }) => finding.rule),
    put: (object: Container | Service) => {
      objects.set(object.id, object);
      changes.fire({ type: 'patch', objects: [{ kind: object.kind, id: object.id, change: 'changed' }] });
    },
    drop: (id: string) => {
      objects.delete(id);
      changes.fire({ type: 'reset' });
    },
    list: (...findings: Finding[]) => {
      problems.findings = findings;
      problemsMoved.fire();
    },
    diagnose: (id: string, status: Diagnosis['status'], ...findings: Finding[]) =>
      made.fire({ target: { kind: 'container', id }, status, findings, gaps: [], tookMs: 1 }),
  };
}

const found = (rule: string, id = 'c1', kind: 'container' | 'service' = 'container'): Finding => ({
  ...{ rule, severity: 'error', confidence: 1, subject: { kind, id, name: id }, title: rule },
  ...{ explanation: '', evidence: [], remedies: [] },
});

describe('what editors know to be wrong', () => {
  it('is what the screen lists and what diagnoses found, each once', () => {
    const { put, list, diagnose, rules } = rig();
    put(container({ id: 'c1' }));
    list(found('a'));
    diagnose('c1', 'problem', found('b'), found('a'));
    assert.deepEqual(rules(), ['b', 'a']);
    list();
    assert.deepEqual(rules(), []);
  });

  it('ends when its object is gone, or was never in the picture', () => {
    const { put, drop, diagnose, rules } = rig();
    diagnose('c1', 'problem', found('a'));
    assert.deepEqual(rules(), []);
    put(container({ id: 'c1' }));
    diagnose('c1', 'problem', found('a'));
    assert.deepEqual(rules(), ['a']);
    drop('c1');
    put(container({ id: 'c1' }));
    assert.deepEqual(rules(), []);
  });

  it('ends when the screen lists nothing on its object any more, and not before it listed anything', () => {
    const { put, list, diagnose, rules } = rig();
    put(container({ id: 'c1' }));
    diagnose('c1', 'problem', found('a'));
    list(found('x', 'other'));
    assert.deepEqual(rules(), ['a'], 'the screen needs patience, or cannot see it');
    list(found('restarting'));
    assert.deepEqual(rules(), ['a', 'restarting']);
    list();
    assert.deepEqual(rules(), []);
  });

  it('ends for a service when its spec changes, where the screen saw nothing', () => {
    const { put, diagnose, rules } = rig();
    put(service({ id: 's1', version: 1 }));
    diagnose('other', 'problem', found('a', 's1', 'service'));
    put(service({ id: 's1', version: 1, image: 'same version' }));
    assert.deepEqual(rules(), ['a']);
    put(service({ id: 's1', version: 2 }));
    assert.deepEqual(rules(), []);
  });

  it('is replaced by the next diagnosis of the object, unless that could not see', () => {
    const { put, diagnose, rules } = rig();
    put(container({ id: 'c1' }));
    put(container({ id: 'c2' }));
    diagnose('c1', 'problem', found('a'), found('b', 'c2'));
    diagnose('c1', 'unknown');
    assert.deepEqual(rules(), ['a', 'b']);
    diagnose('c1', 'healthy');
    assert.deepEqual(rules(), ['b']);
  });

  it('leaves out what is suppressed, for as long as it is', () => {
    const { put, diagnose, rules, silenced } = rig();
    put(container({ id: 'c1' }));
    diagnose('c1', 'problem', found('a'));
    silenced.add('a');
    assert.deepEqual(rules(), []);
    silenced.clear();
    assert.deepEqual(rules(), ['a']);
  });
});
