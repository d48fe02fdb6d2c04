// A health check wants a script or a file that is not in the container (C01).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';
import { logFacts } from '../../reading/logFacts';
import { healthSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
}

export const healthcheckFileMissing = defineCause<'container', Data>({
  id: 'healthcheck-file-missing',
  code: 'C01',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: healthSymptoms,
  title: ({ name, path }) =>
    `${name} is marked unhealthy because its health check needs the file ${path}, which is not in the container`,
  explanation: ({ name, path }) =>
    `The check looks for ${path} and does not find it (no such file). Either the file is missing in the image or hidden by a mount, or the program was to write it and does so elsewhere. Nothing else is known of ${name}: it may serve well.`,
  check(subject) {
    const probe = probeOf(subject);
    if (probe === undefined || /executable file|exec: "/i.test(probe.output)) return [];
    const facts = logFacts([{ stream: 'stderr', text: probe.output }]);
    const fact = facts.find(({ theme }) => theme === 'missingFile');
    if (fact?.path === undefined || !/[/.]/.test(fact.path)) return [];
    // Of the check itself the same words mean its interpreter (healthcheck-not-executable).
    if (facts.some(({ theme }) => theme === 'execFailed')) return [];
    return [
      {
        data: { name: subject.name, path: fact.path },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', subject.facts.healthcheck?.test ?? [])],
        remedies: [
          {
            title: `Put ${fact.path} into the image, or correct the path in the check`,
            command: 'dockhound.healthcheck.try',
            arguments: [subject.ref],
            snippet: `docker exec ${subject.name} ls -l ${fact.path}`,
          },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});
