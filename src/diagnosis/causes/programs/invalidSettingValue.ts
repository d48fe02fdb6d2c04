// A program cannot read the value of one of its settings.

import { type ContainerCase, lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { setVariable } from '../../reading/variables';
import { exitSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly value: string;
  readonly from: string | undefined;
}

export const invalidSettingValue = defineCause<'container', Data>({
  id: 'invalid-setting-value',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, value, from }) =>
    from === undefined
      ? `${name} ends because a setting has an invalid value: ${value}`
      : `${name} ends because ${from} has an invalid value: ${value}`,
  explanation: ({ name, value, from }) =>
    `The program of ${name} reads ${from ?? 'one of its settings'} at its start and cannot make sense of ${value} (a number, an address or a duration is expected).${from === undefined ? ' Compare its environment, command and configuration with what it documents.' : ''} Quotes, units and spaces count as part of a value.`,
  check(subject) {
    const { type } = subject.condition;
    const fact = lastSaid(subject, 'invalidValue');
    if (fact === undefined || (type !== 'failed' && type !== 'looping')) return [];
    const from = fact.detail === undefined ? undefined : sourceOf(subject, fact.detail);
    return [
      {
        data: { name: subject.name, value: oneLine(fact.detail ?? fact.line.text, 80), from: from?.said },
        confidence: from === undefined ? 0.72 : 0.94,
        subject: subject.ref,
        evidence: [logProof(fact.line), ...(from === undefined ? [] : [inspectProof(from.path, from.text)])],
        remedies: runRemedies(subject, [
          from?.variable === undefined
            ? { title: 'Correct the value where it is set' }
            : { title: `Correct ${from.said}`, snippet: setVariable(subject, from.variable) },
        ]),
      },
    ];
  },
});

interface Source {
  readonly said: string;
  readonly path: string;
  readonly text: string;
  readonly variable?: string;
}

/** Without spaces and quotes around it, which an env file may leave there. */
function bare(value: string): string {
  return value.trim().replace(/^["']|["']$/g, '');
}

/** Where exactly this value stands: in a variable, or in the command. */
function sourceOf({ facts }: ContainerCase, value: string): Source | undefined {
  if (bare(value) === '') return undefined;
  const variable = facts.env.find((one) => bare(one.value) === bare(value));
  if (variable !== undefined) {
    return {
      said: `the environment variable ${variable.name}`,
      path: 'Config.Env',
      text: `${variable.name}=${variable.value}`,
      variable: variable.name,
    };
  }
  const word = facts.argv.find((one) => one === value || one.endsWith(`=${value}`));
  return word === undefined ? undefined : { said: 'its command', path: 'Path, Args', text: facts.argv.join(' ') };
}
