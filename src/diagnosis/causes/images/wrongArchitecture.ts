// The program of a container was built for another processor than the host has (A04, trap T2).

import { valueIn } from '../../../model/dossier/known';
import { startProof } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { imageProof, logProof } from '../../proofs/proofs';
import { archName, execFormat } from '../../reading/execFormat';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly image: string;
  readonly arch: string | undefined;
  readonly host: string | undefined;
}

export const wrongArchitecture = defineCause<'container', Data>({
  id: 'wrong-architecture',
  code: 'A04',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...exitSymptoms, 'missing-shebang', 'container-start-failed'],
  title: ({ name, arch, host }) =>
    `${name} cannot run: its ${arch === undefined || arch === host ? 'program is' : `image is for ${arch},`} ${arch === undefined || arch === host ? 'built for another processor architecture' : `the host is ${host ?? 'another architecture'}`} (exec format error)`,
  explanation: ({ path, image, arch, host }) =>
    `The kernel cannot run ${path}: exec format error. ${arch !== undefined && arch !== host ? `The image ${image} was built for ${arch}, this engine is ${host ?? 'another architecture'}.` : `The image ${image} says the right platform, but this file in it is a binary for another one (built on a machine with another processor, arm64 in place of amd64 for instance).`} Build it for the platform of the host.`,
  check(subject, around) {
    const fact = execFormat(subject);
    if (fact === undefined) return [];
    const arch = archName(subject.image?.architecture);
    const host = archName(valueIn(around.dossier.engine)?.architecture);
    const script = /\.(?:sh|py|rb|pl|js)$|entrypoint/.test(fact.path ?? '');
    if (script && (arch === undefined || arch === host)) return [];
    return [
      {
        data: {
          name: subject.name,
          path: fact.path ?? subject.facts.argv[0] ?? 'the program',
          image: subject.facts.image,
          arch,
          host,
        },
        confidence: arch !== undefined && arch !== host ? 0.97 : 0.8,
        subject: subject.ref,
        evidence: [
          ...(fact.line === undefined ? startProof(subject) : [logProof(fact.line)]),
          ...(subject.image?.architecture === undefined
            ? []
            : [imageProof('Architecture', subject.image.architecture)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Build the image for the platform of the host',
            snippet: `docker buildx build --platform linux/${host ?? 'amd64'} …   # or a multi-arch image`,
          },
        ]),
      },
    ];
  },
});
