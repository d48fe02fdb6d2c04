// An image is on some nodes only, and the others cannot pull it (A11).

import { valueIn } from '../../../model/dossier/known';
import type { ServiceCase } from '../../cases/cases';
import { reachedAt } from '../../cases/slots';
import { taskEvidence } from '../../cases/taskReason';
import { type CauseAround, defineCause } from '../../cause';
import { serviceRemedies } from '../../proofs/serviceProofs';
import { lossOf, progressWords } from '../../screen/serviceCases';
import { startSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly progress: string;
  readonly image: string;
  readonly lacking: string;
  readonly having: string;
}

export const imageMissingOnNode = defineCause<'service', Data>({
  id: 'image-missing-on-node',
  code: 'A11',
  severity: 'error',
  over: 'service',
  needs: ['spec', 'tasks', 'nodes'],
  explains: [...startSymptoms, 'image-not-found', 'service-update-paused'],
  title: ({ name, progress, image, lacking, having }) =>
    `${name} (${progress}) cannot start on ${lacking}: the image ${image} was not found there (No such image); only ${having} has it, and it could not be pulled`,
  explanation: ({ name, image, lacking, having }) =>
    `Each node needs the image ${image} of ${name} by itself. ${having} has it, probably because it was built or loaded there; ${lacking} does not and cannot pull it: it is in no registry, or the node has no credentials for it (--with-registry-auth). Push it to a registry that all nodes reach, or load it on each node.`,
  check(subject, around) {
    const rejected = subject.tasks
      .filter(
        ({ error, nodeId }) =>
          nodeId !== undefined && /No such image|pull access denied|manifest unknown/i.test(error ?? ''),
      )
      .sort((a, b) => reachedAt(b) - reachedAt(a));
    const [newest] = rejected;
    if (newest === undefined || subject.standing.troubles.length === 0) return [];
    const lacking = new Set(rejected.filter(({ image }) => image === newest.image).map(({ nodeId }) => nodeId));
    const having = holders(subject, newest.image, around).filter((id) => !lacking.has(id));
    if (having.length === 0) return [];
    const names = new Map((valueIn(around.dossier.picture.nodes) ?? []).map(({ id, name }) => [id, name]));
    const said = (ids: Iterable<string | undefined>) =>
      [...ids]
        .map((id) => names.get(id ?? '') ?? id ?? '?')
        .slice(0, 4)
        .join(', ');
    const image = oneLine(newest.image.replace(/@sha256:[\da-f]+$/, ''), 120);
    return [
      {
        data: {
          name: subject.name,
          progress: progressWords(subject.standing),
          image,
          lacking: said(lacking),
          having: said(having),
        },
        confidence: 0.96,
        severity: lossOf(subject.standing),
        subject: subject.ref,
        evidence: [taskEvidence(newest), { source: 'node', path: said(having), excerpt: `has the image ${image}` }],
        remedies: serviceRemedies(subject, [
          {
            title: 'Push the image to a registry that all nodes reach, and hand the credentials on',
            snippet: `docker service update --with-registry-auth --image REGISTRY/${image} ${subject.name}`,
          },
          { title: 'Or load it on the node', snippet: `docker save ${image} | ssh ${said(lacking)} docker load` },
        ]),
      },
    ];
  },
});

/** Nodes that run a task of it with this image, and the one whose engine is asked where its list has it. */
function holders({ tasks }: ServiceCase, image: string, { dossier }: CauseAround): readonly string[] {
  const running = tasks.flatMap(({ state, image: own, nodeId }) =>
    state === 'running' && own === image && nodeId !== undefined ? [nodeId] : [],
  );
  const own = valueIn(dossier.engine)?.swarm.nodeId;
  const tag = image.replace(/@sha256:[\da-f]+$/, '');
  const here = (valueIn(dossier.picture.images) ?? []).some(({ tags }) => tags.includes(tag));
  return [...new Set([...running, ...(here && own !== undefined ? [own] : [])])];
}
