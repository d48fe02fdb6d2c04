// A container runs without any network although it was made with one: somebody detached it.

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProof, inspectProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly network: string;
}

export const networkDetached = defineCause<'container', Data>({
  id: 'network-detached',
  code: 'B25',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [
    ...exitSymptoms,
    'port-not-published',
    'wrong-dependency-name',
    'different-networks',
    'published-port-dropped',
  ],
  title: ({ name, network }) => `${name} is attached to no network any more: it was disconnected from ${network}`,
  explanation: ({ name, network }) =>
    `${name} was made for the network ${network} and runs without any attachment, so that it reaches nobody and nobody reaches it. It was taken off with docker network disconnect, or the network was made anew under the same name.`,
  check(subject) {
    const { facts, events } = subject;
    const { networkMode } = facts;
    if (facts.state.status !== 'running' || subject.dossier.from === 'spec' || facts.networks.length > 0) return [];
    if (networkMode === undefined || /^(?:none|host|container:.*)$/.test(networkMode)) return [];
    const network = networkMode === 'default' ? 'bridge' : networkMode;
    const gone = events.findLast(({ action }) => action === 'disconnect');
    return [
      {
        data: { name: subject.name, network },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          inspectProof('NetworkSettings.Networks', {}),
          inspectProof('HostConfig.NetworkMode', networkMode),
          ...(gone === undefined ? [] : [eventProof(gone)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: `Attach it to ${network} again`,
            command: 'dockhound.network.connect',
            arguments: [subject.ref],
            snippet: `docker network connect ${network} ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
