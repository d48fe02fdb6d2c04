// A health check asks a port on which the program does not listen (C03).

import { probeProof } from '../../../model/dossier/probeWords';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { lastProbed, openPorts, standingOfPort } from '../../proofs/probed';
import { probeOf } from '../../proofs/probes';
import { inspectProof, logProof } from '../../proofs/proofs';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly asked: number;
  readonly listens: string;
  readonly test: string;
  /** Seen by a probe, not read in the log. */
  readonly isProbed: boolean;
}

export const healthcheckWrongPort = defineCause<'container', Data>({
  id: 'healthcheck-wrong-port',
  code: 'C03',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: ['container-unhealthy', 'service-below-replicas', 'healthcheck-failing'],
  title: ({ name, asked, listens }) =>
    `${name} is marked unhealthy because its health check asks the wrong port: ${asked}, while the program listens on ${listens}`,
  explanation: ({ name, asked, listens, test, isProbed }) =>
    `The check (${test}) connects to port ${asked} and is refused. ${isProbed ? `A probe saw ${name} listen` : `The log of ${name} says that it listens`} on port ${listens}. The program is sound, the check is not.`,
  check(subject) {
    const probe = probeOf(subject);
    const test = (subject.facts.healthcheck?.test ?? []).slice(1).join(' ');
    const probed = lastProbed(subject, 'listening');
    const ports = probed ? openPorts(probed) : [...new Set(subject.listens.flatMap(({ port }) => port ?? []))];
    const asked = askedPort(test, probe?.output ?? '');
    if (probe === undefined || asked === undefined || ports.length === 0 || ports.includes(asked)) return [];
    // From within, its loopback is as good.
    if (probed && standingOfPort(probed, asked) !== 'closed') return [];
    if (!/refused|connect|reset|\b7\b|unable|urlopen/i.test(probe.output) && probe.output.trim() !== '') return [];
    const line = probed ? undefined : subject.listens.at(-1)?.line;
    return [
      {
        data: {
          ...{ name: subject.name, asked, listens: ports.join(', '), test: oneLine(test, 120) },
          isProbed: probed !== undefined,
        },
        confidence: probed ? 0.97 : 0.93,
        subject: subject.ref,
        evidence: [
          probe.evidence,
          inspectProof('Config.Healthcheck.Test', test),
          ...(probed ? [probeProof(probed)] : []),
          ...(line === undefined ? [] : [logProof(line)]),
        ],
        remedies: [
          {
            title: `Let the health check ask port ${ports[0] ?? ''}`,
            command: 'dockhound.healthcheck.add',
            snippet: test.replace(`:${asked}`, `:${ports[0] ?? ''}`),
          },
          ...runRemedies(subject, []),
        ],
      },
    ];
  },
});

/** The port of a probe: as its URL says it (80 and 443 where it says none), else as its output does. */
function askedPort(test: string, output: string): number | undefined {
  const url = /\b(https?):\/\/[\w.[\]-]{1,200}?(?::(\d{1,5}))?(?:[/\s"']|$)/i.exec(test);
  const given =
    url?.[2] ??
    /(?:^|\s)(?:nc|ncat)\b[^|;&]{0,80}\s(\d{2,5})\b/.exec(test)?.[1] ??
    /\bport (\d{2,5})\b|:(\d{2,5})\b/
      .exec(output)
      ?.slice(1)
      .find((digits) => digits !== undefined);
  if (given !== undefined) return Number(given);
  return url === null ? undefined : url[1]?.toLowerCase() === 'https' ? 443 : 80;
}
