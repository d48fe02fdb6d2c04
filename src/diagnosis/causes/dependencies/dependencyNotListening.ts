// Another container runs but refuses the connection: nobody listens there, or only on its loopback.

import { probeProof } from '../../../model/dossier/probeWords';
import { defineCause } from '../../cause';
import { containerBehind, dependencyFacts, isLoopback, peerStanding } from '../../peers/dependencies';
import { loopbackSetting } from '../../peers/loopbackSetting';
import { lastProbed, standingOfPort } from '../../proofs/probed';
import { logProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly peer: string;
  readonly port: number | undefined;
  readonly loopback: boolean;
  /** Where it is said that it listens there: its log, or a setting. */
  readonly told: string;
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
  explanation: ({ name, peer, loopback, told }) =>
    loopback
      ? `${told} on 127.0.0.1 alone, which only programs in the same container reach. Let it listen on 0.0.0.0.`
      : `${peer} is on the same network and runs, and still ${name} was refused: its server does not run, listens on another port, or only on the loopback address of its container. Its log tells what it does.`,
  check(subject, around) {
    return dependencyFacts(subject).flatMap(({ fact, host }) => {
      const found = around.resolve(subject, host);
      if (fact.theme !== 'refused' || found.type !== 'peers') return [];
      const [peer] = found.peers;
      if (!peerStanding(peer, around).up || peer.shared.length === 0) return [];
      const other = containerBehind(peer, around);
      const tried = lastProbed(subject, 'connection', (one) => one.host === host && one.port === fact.port);
      // It was refused once and is not any more.
      if (tried?.outcome === 'open') return [];
      const listening = other === undefined ? undefined : lastProbed(other, 'listening');
      const standing =
        listening === undefined || fact.port === undefined ? undefined : standingOfPort(listening, fact.port);
      const told = (other?.listens.length ?? 0) > 0 && other?.listens.every((one) => isLoopback(one.host)) === true;
      // Its log may name the port alone, and its command the address.
      const silent = other?.listens.every((one) => one.host === undefined) === true;
      const setting = other !== undefined && silent ? loopbackSetting(other.facts) : undefined;
      const loopback = standing === undefined ? told || setting !== undefined : standing === 'loopback';
      const isSure = loopback || standing === 'closed' || tried?.outcome === 'refused';
      return [
        {
          data: {
            name: subject.name,
            peer: peer.name,
            port: fact.port,
            loopback,
            told:
              setting === undefined
                ? `The log of ${peer.name} says that it listens`
                : `${peer.name} was told (${setting.words}) to listen`,
          },
          confidence: standing === 'loopback' || standing === 'closed' ? 0.97 : isSure ? 0.9 : 0.65,
          subject: loopback ? peer.ref : subject.ref,
          leadsTo: peer.ref,
          evidence: [
            logProof(fact.line),
            ...(tried === undefined ? [] : [probeProof(tried)]),
            ...(listening === undefined ? [] : [probeProof(listening)]),
            ...(setting === undefined ? [] : [{ ...setting.evidence, of: peer.ref }]),
            ...(loopback && other && setting === undefined && listening === undefined
              ? other.listens.slice(-1).map((one) => logProof(one.line))
              : []),
          ],
          remedies: [
            { title: `Look at the log of ${peer.name}`, command: 'dockhound.logs', arguments: [peer.ref] },
            {
              title: 'See what listens there',
              command: 'dockhound.probe',
              arguments: [peer.ref, { probe: 'listening' }],
            },
          ],
        },
      ];
    });
  },
});
