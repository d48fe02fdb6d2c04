// A container uses the network of another one that has ended, or was started again and has a new one.

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { startedAt } from '../../peers/connections';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProofs } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';
import { timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly other: string;
  readonly how: 'gone' | 'ended' | 'restarted';
}

const words: Readonly<Record<Data['how'], string>> = {
  gone: 'which is gone',
  ended: 'which does not run',
  restarted: 'which was started again since',
};

export const joinedNetworkLost = defineCause<'container', Data>({
  id: 'joined-network-lost',
  severity: 'error',
  over: 'container',
  needs: ['containers'],
  explains: [...exitSymptoms, 'outside-name-not-resolved', 'dependency-silent', 'dependency-not-listening'],
  title: ({ name, other, how }) =>
    `${name} has lost its network: it shares that of the container ${other}, ${words[how]}; restart ${name}`,
  explanation: ({ name, other, how }) =>
    `${name} has no network of its own (network mode container:${other}) and joined the one that ${other} had when ${name} was started. ${how === 'restarted' ? `${other} was started later and has a new network namespace; ${name} still sits in the old one, which has no interface any more but its loopback.` : `That network ended with ${other}.`} It reaches nobody and nobody reaches it until it is started again${how === 'gone' ? ', and made anew where it names the other one by id' : ''}.`,
  check(subject, around) {
    const { facts } = subject;
    const joined = /^container:(.+)$/.exec(facts.networkMode ?? '')?.[1];
    if (joined === undefined || facts.state.status !== 'running') return [];
    const other = valueIn(around.dossier.picture.containers)?.find(
      ({ id, name }) => id === joined || name === joined || (joined.length >= 12 && id.startsWith(joined)),
    );
    const own = timeOf(facts.state.startedAt);
    const theirs = startedAt(other?.id, around);
    const how =
      other === undefined
        ? 'gone'
        : other.state !== 'running' && other.state !== 'paused'
          ? 'ended'
          : own !== undefined && theirs !== undefined && theirs > own + 1_000
            ? 'restarted'
            : undefined;
    if (how === undefined) return [];
    const name = other?.name ?? joined.slice(0, 12);
    return [
      {
        data: { name: subject.name, other: name, how },
        confidence: 0.94,
        subject: subject.ref,
        evidence: [
          inspectProof('HostConfig.NetworkMode', facts.networkMode),
          inspectProof('State.StartedAt', facts.state.startedAt ?? ''),
          ...(theirs === undefined ? [] : [inspectProof(`${name}: State.StartedAt`, new Date(theirs).toISOString())]),
          ...logProofs(subject.lines, 1),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Restart it: it joins the present network then',
            command: 'dockhound.restart',
            arguments: [subject.ref],
            snippet: `docker restart ${subject.name}`,
          },
        ]),
      },
    ];
  },
});
