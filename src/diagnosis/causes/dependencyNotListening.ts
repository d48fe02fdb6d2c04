// Another container runs but refuses the connection: nobody listens there, or only on its loopback.

import { defineCause } from '../cause';
import { dependencyFacts, isLoopback, peerStanding } from '../dependencies';
import { logProof } from '../proofs';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly port: number | undefined;
  readonly loopback: boolean;
}

export const dependencyNotListening = defineCause<'container', Data>({
  id: 'dependency-not-listening',
  code: 'B26',
  severity: 'warning',
  over: 'container',
  needs: ['log', 'containers'],
  explains: ['unexplained-exit', 'container-exited-with-error', 'container-restarting'],
  title: ({ name, peer, port, loopback }) =>
    loopback
      ? `${peer} listens on its loopback address only, so ${name} is refused`
      : `${peer} runs but refuses connections${port === undefined ? '' : ` on port ${port}`} from ${name}`,
  explanation: ({ name, peer, loopback }) =>
    loopback
      ? `The log of ${peer} says that it listens on 127.0.0.1, which only programs in the same container reach. Let it listen on 0.0.0.0.`
      : `${peer} is on the same network and runs, and still ${name} was refused: its server does not run, listens on another port, or only on the loopback address of its container. Its log tells what it does.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const found = around.resolve(subject, host);
      if (fact.theme !== 'refused' || found.type !== 'peers') return [];
      const [peer] = found.peers;
      if (!peerStanding(peer, around).up || peer.shared.length === 0) return [];
      const other = around.containers.find(({ dossier }) => dossier.id === peer.ref.id);
      const loopback = (other?.listens.length ?? 0) > 0 && other?.listens.every((one) => isLoopback(one.host)) === true;
      return [
        {
          data: { name: subject.name, peer: peer.name, port: fact.port, loopback },
          confidence: loopback ? 0.9 : 0.65,
          subject: loopback ? peer.ref : subject.ref,
          leadsTo: peer.ref,
          evidence: [
            logProof(fact.line),
            ...(loopback && other ? other.listens.slice(-1).map((one) => logProof(one.line)) : []),
          ],
          remedies: [
            { title: `Look at the log of ${peer.name}`, command: 'dockhound.logs', arguments: [peer.ref] },
            { title: 'Test what listens there', command: 'dockhound.testNetwork', arguments: [subject.ref] },
          ],
        },
      ];
    });
  },
});
