// Which problem the tooltip of a row tells: the worst, also of the members of a stack or a project.

import assert from 'node:assert/strict';
import type { Container } from '../../../src/model/container';
import type { Finding } from '../../../src/model/finding';
import type { Service } from '../../../src/model/service';
import { WorstFindings } from '../../../src/views/trees/worstFindings';
import { container, service } from '../../diagnosis/pictures';

const about = (subject: Finding['subject'], title: string): Finding => ({
  ...{ rule: 'r', severity: 'error', confidence: 1, subject, title, explanation: '', evidence: [], remedies: [] },
});

describe('worst findings', () => {
  const objects = new Map<string, Container | Service>(
    [
      container({ id: 'c1', name: 'web', composeProject: 'shop' }),
      container({ id: 'c2', name: 'db', composeProject: 'shop' }),
      service({ id: 's1', name: 'api', stack: 'front' }),
    ].map((object) => [object.id, object]),
  );
  const get = ((_kind: string, id: string) => objects.get(id)) as ConstructorParameters<typeof WorstFindings>[0]['get'];
  const problems = { findings: [] as Finding[] };
  const worst = new WorstFindings({ get }, problems);

  it('are those of the object, its stack and its project, the worst first', () => {
    problems.findings = [
      about({ kind: 'container', id: 'c2' }, 'dead'),
      about({ kind: 'container', id: 'c1' }, 'slow'),
      about({ kind: 'container', id: 'c1' }, 'odd'),
      about({ kind: 'service', id: 's1' }, 'short'),
      about({ kind: 'node', id: 'n1' }, 'down'),
    ];
    const concerns = worst.update();
    assert.equal(worst.of({ kind: 'container', id: 'c1', name: 'web' })?.title, 'slow');
    assert.equal(worst.of({ kind: 'project', name: 'shop' })?.title, 'dead');
    assert.equal(worst.of({ kind: 'stack', name: 'front' })?.title, 'short');
    assert.equal(worst.of({ kind: 'node', id: 'n1' })?.title, 'down');
    assert.equal(worst.of({ kind: 'service', id: 's2' }), undefined);
    assert.equal(worst.of(undefined), undefined);
    assert.deepEqual(
      [concerns({ kind: 'stack', name: 'front' }), concerns({ kind: 'stack', name: 'back' })],
      [true, false],
    );
  });

  it('tell of whom there is something else to say', () => {
    problems.findings = [about({ kind: 'container', id: 'c1' }, 'slow'), about({ kind: 'node', id: 'n1' }, 'down')];
    const concerns = worst.update();
    assert.deepEqual(
      [
        concerns({ kind: 'container', id: 'c1' }),
        concerns({ kind: 'container', id: 'c2' }),
        concerns({ kind: 'project', name: 'shop' }),
        concerns(undefined),
      ],
      [false, true, true, false],
    );
  });
});
