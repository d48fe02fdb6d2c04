// A web server finds an empty folder where its image has pages: a mount lies over them.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { mountOf } from '../../reading/dataPlaces';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly mount: string;
  readonly target: string;
}

export const mountHidesContent = defineCause<'container', Data>({
  id: 'mount-hides-content',
  severity: 'warning',
  over: 'container',
  needs: ['log'],
  title: ({ name, path, mount, target }) =>
    `${name} finds no page in ${path}: ${mount} is mounted on ${target} and hides what the image has there`,
  explanation: ({ mount, target }) =>
    `A mount shows its own content and nothing of what the image has below ${target}. ${mount} is empty, or lacks an index page: a folder that does not exist on the host is made as an empty one by -v.`,
  check(subject) {
    const fact = subject.said.findLast(({ theme }) => theme === 'emptyFolder');
    const mount = fact?.path === undefined ? undefined : mountOf(subject, fact.path.replace(/(?<=.)\/$/, ''));
    if (fact?.path === undefined || mount === undefined) return [];
    const source = mount.name ?? mount.source ?? mount.type;
    return [
      {
        data: { name: subject.name, path: fact.path, mount: source, target: mount.target },
        confidence: 0.86,
        subject: subject.ref,
        evidence: [logProof(fact.line), inspectProof('Mounts', `${mount.type} ${source} on ${mount.target}`)],
        remedies: runRemedies(subject, [
          {
            title: 'Put the pages there, correct the path of the mount, or take it away',
            snippet: `docker exec ${subject.name} ls -la ${mount.target}`,
          },
        ]),
      },
    ];
  },
});
