// A program ends because a file it needs, often its configuration, is missing.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly config: boolean;
  readonly program: boolean;
  readonly retries: string;
}

export const missingFile = defineCause<'container', Data>({
  id: 'missing-file',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, path, config, program }) =>
    `${name} ends because ${program ? 'its program file' : config ? 'its configuration file' : 'the file'} ${path} is missing`,
  explanation: ({ name, path, program, retries }) =>
    `${name} wants ${path}, and it does not exist in the container.${retries} ${program ? 'It was not copied into the image, or the command names a wrong path.' : 'It was not copied into the image, not mounted, or is mounted elsewhere.'}`,
  check(subject) {
    const fact = lastSaid(subject, 'missingFile');
    if (fact?.path === undefined || (subject.condition.type !== 'failed' && subject.condition.type !== 'looping'))
      return [];
    const { facts } = subject;
    const { maximumRetryCount } = facts.restartPolicy;
    const used = maximumRetryCount > 0 && facts.state.restartCount >= maximumRetryCount;
    const program = facts.argv.some((word) => word === fact.path);
    return [
      {
        data: {
          name: subject.name,
          path: fact.path,
          config: /\.(?:json|ya?ml|toml|conf|cfg|ini|xml|properties|env)$|\/etc\//.test(fact.path),
          program,
          retries: used
            ? ` Its restart policy allows ${maximumRetryCount} restarts, and they are used up, so it stays down.`
            : '',
        },
        confidence: 0.82,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(used
            ? [
                inspectProof('HostConfig.RestartPolicy.MaximumRetryCount', maximumRetryCount),
                inspectProof('RestartCount', facts.state.restartCount),
              ]
            : []),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Put ${fact.path} there: mount it, or copy it into the image`,
            snippet: program ? `COPY … ${fact.path}` : `-v /path/on/host:${fact.path}:ro`,
          },
        ]),
      },
    ];
  },
});
