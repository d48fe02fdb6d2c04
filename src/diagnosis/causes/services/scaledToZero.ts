// A service is set to 0 replicas while somebody misses it.

import { defineCause } from '../../cause';
import { eventProof, inspectProof } from '../../proofs/proofs';
import { serviceRemedies } from '../../proofs/serviceProofs';

interface Data {
  readonly name: string;
  readonly before: string;
}

export const scaledToZero = defineCause<'service', Data>({
  id: 'scaled-to-zero',
  severity: 'warning',
  over: 'service',
  needs: ['spec'],
  onlyWith: ['gone', 'unreachable', 'neverStarts'],
  title: ({ name }) => `${name} is scaled to 0 replicas: nothing of it is meant to run`,
  explanation: ({ before }) =>
    `The service exists and asks for no task at all, which swarm fulfils without an error.${before}`,
  check(subject) {
    const { service, dossier } = subject;
    if (service.mode !== 'replicated' || service.replicas !== 0) return [];
    const events = dossier.events.known ? dossier.events.value : [];
    const scaled = events.findLast(
      ({ action, attributes }) => action === 'update' && attributes['replicas.new'] === '0',
    );
    const old = scaled?.attributes['replicas.old'];
    return [
      {
        data: { name: subject.name, before: old === undefined ? '' : ` It was scaled down from ${old} not long ago.` },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [
          inspectProof('Spec.Mode.Replicated.Replicas', 0),
          ...(scaled === undefined ? [] : [eventProof(scaled)]),
        ],
        remedies: serviceRemedies(subject, [
          {
            title: 'Scale it up',
            command: 'dockhound.service.scale',
            arguments: [subject.ref, { replicas: Number(old ?? 1) }],
            snippet: `docker service scale ${subject.name}=${old ?? 1}`,
          },
        ]),
      },
    ];
  },
});
