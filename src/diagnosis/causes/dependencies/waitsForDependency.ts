// Compose made a container and does not start it, because what it depends on is not healthy or did not finish.

import type { Container } from '../../../model/container';
import { valueIn } from '../../../model/dossier/known';
import type { ContainerCase } from '../../cases/cases';
import { type CauseAround, defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { containerRef } from '../../words';

interface Data {
  readonly name: string;
  readonly dependency: string;
  readonly condition: string;
  readonly is: string;
}

export const waitsForDependency = defineCause<'container', Data>({
  id: 'waits-for-dependency',
  severity: 'error',
  over: 'container',
  needs: ['containers'],
  title: ({ name, dependency, condition, is }) =>
    `${name} was not started because its dependency ${dependency} ${is} (depends_on, ${condition})`,
  explanation: ({ name, dependency, condition, is }) =>
    `Compose made ${name} and waits with its start until ${dependency} meets ${condition}; but ${dependency} ${is}. Once that is mended, start ${name} (docker compose up -d).`,
  check(subject, around) {
    if (subject.condition.type !== 'created') return [];
    return dependenciesOf(subject, around).flatMap(({ container, condition }) => {
      const is = unmet(container, condition);
      if (is === undefined) return [];
      return [
        {
          data: { name: subject.name, dependency: container.name, condition, is },
          confidence: 0.9,
          subject: subject.ref,
          leadsTo: containerRef(container),
          evidence: [
            inspectProof('State.Status', subject.facts.state.status),
            inspectProof('Config.Labels: com.docker.compose.depends_on', subject.facts.labels[label] ?? ''),
            inspectProof(`${container.name}: State`, `${container.state}, health ${container.health}`),
          ],
          remedies: startRemedies(subject, [
            {
              title: `Look at ${container.name} first`,
              command: 'dockhound.diagnose',
              arguments: [containerRef(container)],
            },
          ]),
        },
      ];
    });
  },
});

/** `db:service_healthy:false,cache:service_started:true`, as Compose writes it. */
const label = 'com.docker.compose.depends_on';

function dependenciesOf({ facts }: ContainerCase, around: CauseAround) {
  const project = facts.labels['com.docker.compose.project'];
  const all = valueIn(around.dossier.picture.containers) ?? [];
  return (facts.labels[label] ?? '').split(',').flatMap((entry) => {
    const [service, condition = 'service_started'] = entry.split(':');
    return all
      .filter((one) => project !== undefined && one.composeProject === project && one.composeService === service)
      .map((container) => ({ container, condition }));
  });
}

/** What is not as it must be; undefined: it is. */
function unmet({ state, health, exitCode }: Container, condition: string): string | undefined {
  const ended = state === 'exited' || state === 'dead';
  const failed = exitCode !== undefined && exitCode !== 0;
  if (condition === 'service_completed_successfully') {
    return ended && failed ? `ended with exit code ${exitCode}` : state === 'restarting' ? 'keeps failing' : undefined;
  }
  if (state === 'restarting') return 'keeps restarting';
  if (ended) return `does not run${failed ? ` (exit code ${exitCode})` : ''}`;
  return condition === 'service_healthy' && health === 'unhealthy' ? 'is unhealthy' : undefined;
}
