// The path on the host that a container mounts does not exist (A09).

import { startProof, startWords } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly sure: boolean;
  readonly node: string;
}

export const bindSourceMissing = defineCause<'container', Data>({
  id: 'bind-source-missing',
  code: 'A09',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, path, sure }) =>
    sure
      ? `${name} cannot start: the bind source path ${path} does not exist on the host`
      : `${name} was never started; most likely the host path ${path} it mounts does not exist`,
  explanation: ({ name, path, sure, node }) =>
    sure
      ? `The container mounts ${path} of the host${node}, and there is no such path. Unlike -v, --mount does not create it. With a swarm it must exist on every node that may run a task.`
      : `${name} was made and has not run. When a bind source (${path}) is missing, the engine refuses the start and leaves no trace of it: no error in the state, no event. Check that the path exists on the host.`,
  check(subject, around) {
    const match = startWords(subject, wordings);
    const { facts, condition } = subject;
    if (match !== undefined) {
      const path = match.groups?.path || facts.mounts.find(({ type }) => type === 'bind')?.source || 'of a mount';
      return [
        {
          data: {
            name: subject.name,
            path,
            sure: true,
            node: subject.dossier.node === undefined ? '' : ` ${subject.dossier.node}`,
          },
          confidence: 0.97,
          subject: subject.ref,
          evidence: startProof(subject),
          remedies: startRemedies(subject, [
            {
              title: 'Create the path, or correct the mount; a volume or config needs no path',
              snippet: `mkdir -p ${path}`,
            },
          ]),
        },
      ];
    }
    // A start that was refused leaves no trace (seen on 20.10): a wish to run and a bind that must exist are all there is.
    const bind = facts.mounts.find(({ type, mustExist }) => type === 'bind' && mustExist === true);
    const wanted =
      facts.restartPolicy.name === 'always' ||
      facts.restartPolicy.name === 'unless-stopped' ||
      around.symptom.kinds.has('neverStarts');
    if (condition.type !== 'created' || bind?.source === undefined || !wanted) return [];
    return [
      {
        data: { name: subject.name, path: bind.source, sure: false, node: '' },
        confidence: around.symptom.kinds.has('neverStarts') ? 0.65 : 0.5,
        severity: 'warning',
        subject: subject.ref,
        evidence: [
          inspectProof('State.Status', 'created'),
          inspectProof('HostConfig.Mounts', `${bind.source} -> ${bind.target}`),
        ],
        remedies: startRemedies(subject, [
          {
            title: 'Create the path on the host, then start it',
            snippet: `ls -ld ${bind.source} || mkdir -p ${bind.source}`,
          },
        ]),
      },
    ];
  },
});

const wordings = [
  /bind (?:mount )?source path (?:does not exist|not found):?\s*(?<path>[^\s,]*)/i,
  /invalid bind mount source,? ?(?:source path not found)?:? ?(?<path>\/\S*)?/i,
  /error (?:while creating mount source path|stat-ing) ['"]?(?<path>\/[^'":\s]{1,300})/i,
  /statfs (?<path>\/[^:\s]{1,300}): no such file/i,
];
