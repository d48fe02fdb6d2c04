// A program ends because it cannot understand its configuration.

import { lastSaid } from '../../cases/cases';
import { mountsOver } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProofs } from '../../proofs/proofs';
import { checkConfig, configOf, detailBeside } from '../../reading/configWords';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly detail: string;
  readonly where: string;
  readonly source: string;
}

export const configSyntaxError = defineCause<'container', Data>({
  id: 'config-syntax-error',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, detail, where }) => `${name} ends because of an error in its configuration: ${detail}${where}`,
  explanation: ({ name, detail, where, source }) =>
    `${name} reads its configuration at start and stops at a place it does not understand: ${detail}${where}.${source} Correct that place; most programs can check a file without starting (nginx -t, apachectl configtest, haproxy -c, promtool check).`,
  check(subject) {
    const fact = lastSaid(subject, 'configSyntax');
    if (fact === undefined || (subject.condition.type !== 'failed' && subject.condition.type !== 'looping')) return [];
    const beside = detailBeside(subject.lines, fact.line);
    const detail = oneLine(
      [fact.detail ?? fact.line.text, beside].filter((part) => part !== undefined).join(': '),
      150,
    );
    const where =
      fact.path === undefined
        ? ''
        : ` (${fact.path}${fact.lineNumber === undefined ? '' : `, line ${fact.lineNumber}`})`;
    const mount = fact.path === undefined ? undefined : mountsOver(subject, fact.path)[0];
    const config = configOf(subject);
    const source =
      mount === undefined
        ? config
        : ` The file comes from the mount ${mount.source ?? mount.name ?? mount.type} on ${mount.target}.`;
    return [
      {
        data: { name: subject.name, detail, where, source },
        confidence: fact.by === 'any program' ? 0.75 : 0.9,
        subject: subject.ref,
        evidence: logProofs(
          subject.lines.filter((line) => line === fact.line || line.text === beside),
          3,
        ),
        remedies: runRemedies(subject, [
          { title: `Correct the configuration${where}${beside === undefined ? '' : `: ${oneLine(beside, 80)}`}` },
          {
            title: 'Check the file without starting the server',
            snippet: checkConfig(subject.facts.argv, subject.facts.image),
          },
        ]),
      },
    ];
  },
});
