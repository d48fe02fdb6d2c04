// A health check cannot run because the tool it calls is not in the image (C01).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { probeOf } from '../../proofs/probes';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly tool: string;
  readonly image: string;
}

export const healthcheckToolMissing = defineCause<'container', Data>({
  id: 'healthcheck-tool-missing',
  code: 'C01',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: ['container-unhealthy', 'service-below-replicas', 'healthcheck-failing'],
  title: ({ name, tool }) =>
    `${name} is marked unhealthy because its health check needs ${tool}, which is not installed in the image (not found)`,
  explanation: ({ name, tool, image }) =>
    `The check runs inside the container, and ${image} has no ${tool}. Nothing is known of ${name} itself: it may serve well.`,
  check(subject) {
    const probe = probeOf(subject);
    const match = probe === undefined ? null : toolMissing(probe.output);
    if (probe === undefined || match === null) return [];
    return [
      {
        data: { name: subject.name, tool: match, image: subject.facts.image },
        confidence: 0.96,
        subject: subject.ref,
        evidence: [probe.evidence, inspectProof('Config.Healthcheck.Test', subject.facts.healthcheck?.test ?? [])],
        remedies: runRemedies(subject, [
          {
            title: `Install ${match}, or check with a tool the image has (wget of BusyBox, the language of the program)`,
            command: 'dockhound.healthcheck.add',
          },
        ]),
      },
    ];
  },
});

/** The tool, from the words of shells, runc and crun. */
function toolMissing(output: string): string | null {
  const match =
    /exec: "([^"]{1,100})": executable file not found/i.exec(output) ??
    /executable file [`'"]([^`'"]{1,100})[`'"] not found/i.exec(output) ??
    /exec: "([^"]{1,100})": stat [^:]{1,100}: no such file/i.exec(output) ??
    // A server's “404: Not Found” is no shell's word.
    /(?:^|[\s/])\w{0,8}sh: (?:line )?(?:\d{1,5}: )?([\w./+-]{1,60}): (?:command )?not found/i.exec(output) ??
    /(?:^|[\s:])(?!\d{1,5}:)([\w./+-]{1,60}): (?:command not found|not found\s*$)/.exec(output);
  return match?.[1] ?? null;
}
