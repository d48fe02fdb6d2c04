// A program ends because a variable of its environment is not set.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { likeness } from '../../reading/likeness';
import { impliedVariable, setVariable } from '../../reading/variables';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly variable: string;
  readonly near: string | undefined;
}

export const missingEnvVar = defineCause<'container', Data>({
  id: 'missing-env-var',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, variable, near }) =>
    `${name} ends because the environment variable ${variable} is not set${near === undefined ? '' : ` (it has ${near}, perhaps a typo)`}`,
  explanation: ({ name, variable, near }) =>
    `The log of ${name} says that ${variable} is missing, and its environment does not have it (or has it empty).${near === undefined ? '' : ` A variable of a similar name, ${near}, is set.`} Set it where the container is made: -e, an env file, environment in Compose, or --env-add for a service.`,
  check(subject) {
    const fact = lastSaid(subject, 'missingEnv');
    if (fact === undefined) return [];
    const variable = fact.name ?? impliedVariable(fact.line.text, subject.facts.image);
    if (variable === undefined) return [];
    const own = subject.facts.env.find(({ name }) => name === variable);
    // A KeyError may be about any dictionary: a variable that is set was not missing.
    if (own !== undefined && own.value !== '') return [];
    const [near] = subject.facts.env
      .map(({ name }) => ({ name, alike: likeness(name, variable) }))
      .filter(({ name, alike }) => name !== variable && alike >= 0.7)
      .sort((a, b) => b.alike - a.alike);
    return [
      {
        data: { name: subject.name, variable, near: near?.name },
        confidence: 0.93,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          inspectProof('Config.Env', subject.facts.env.map(({ name }) => name).join(' ')),
        ],
        remedies: runRemedies(subject, [{ title: `Set ${variable}`, snippet: setVariable(subject, variable) }]),
      },
    ];
  },
});
