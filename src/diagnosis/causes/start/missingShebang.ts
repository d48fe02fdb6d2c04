// A script is run as a program and does not say which interpreter is to read it (A04).

import { valueIn } from '../../../model/dossier/known';
import { startProof } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { archName, execFormat } from '../../reading/execFormat';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
}

export const missingShebang = defineCause<'container', Data>({
  id: 'missing-shebang',
  code: 'A04',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...exitSymptoms, 'container-start-failed'],
  title: ({ name, path }) => `${name} cannot run ${path}: the script has no #! line (shebang), exec format error`,
  explanation: ({ name, path }) =>
    `${name} runs ${path} as a program. The kernel says exec format error although the image fits the processor, so the file is a script whose first line does not name its interpreter (#!/bin/sh), or begins with a byte order mark or an empty line.`,
  check(subject, around) {
    const fact = execFormat(subject);
    const arch = archName(subject.image?.architecture);
    const host = archName(valueIn(around.dossier.engine)?.architecture);
    if (fact?.path === undefined || !/\.(?:sh|py|rb|pl|js)$|entrypoint/.test(fact.path)) return [];
    if (arch !== undefined && arch !== host) return [];
    return [
      {
        data: { name: subject.name, path: fact.path },
        confidence: 0.88,
        subject: subject.ref,
        evidence: fact.line === undefined ? startProof(subject) : [logProof(fact.line)],
        remedies: runRemedies(subject, [
          { title: `Begin ${fact.path} with #!/bin/sh`, snippet: `ENTRYPOINT ["/bin/sh", "${fact.path}"]` },
        ]),
      },
    ];
  },
});
