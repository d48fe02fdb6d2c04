// The engines of a swarm are of different major versions (D31).

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';

interface Data {
  readonly versions: string;
}

export const engineVersionsDiffer = defineCause<'swarm', Data>({
  id: 'engine-versions-differ',
  code: 'D31',
  severity: 'info',
  over: 'swarm',
  needs: [],
  title: ({ versions }) => `The engines of the swarm differ in version: ${versions}`,
  explanation: () =>
    'A swarm runs with engines of different versions while it is being updated. For longer they should not differ: what one engine can do (options, networks, log drivers) another may refuse, so that a task fails on some nodes only.',
  check({ target, picture }) {
    const nodes = valueIn(picture.nodes) ?? [];
    const major = (version: string) => version.split('.')[0] ?? version;
    const known = nodes.flatMap(({ name, engineVersion }) =>
      engineVersion === undefined ? [] : [{ name, engineVersion }],
    );
    const majors = new Set(known.map(({ engineVersion }) => major(engineVersion)));
    if ((target.kind !== 'swarm' && target.kind !== 'engine') || majors.size < 2) return [];
    return [
      {
        data: {
          versions: known
            .slice(0, 6)
            .map(({ name, engineVersion }) => `${name} ${engineVersion}`)
            .join(', '),
        },
        confidence: 0.9,
        subject: { kind: 'swarm' },
        evidence: known.slice(0, 6).map(({ name, engineVersion }) => ({
          source: 'node',
          path: `${name}: Description.Engine.EngineVersion`,
          excerpt: engineVersion,
        })),
        remedies: [{ title: 'Update the engines to one version, node by node (drain each first)' }],
      },
    ];
  },
});
