// Finds everything that is wrong with the health checks of a Dockerfile.

import { type DockerfileFacts, type HealthcheckFacts, type Stage, stageChain } from '../dockerfile/dockerfileFacts';
import { parseDockerfile } from '../dockerfile/parseDockerfile';
import { type TextLines, textLines } from '../textLines';
import { commandProblems, formProblems } from './commandProblems';
import { flagProblems } from './flagProblems';
import { removeLinesEdit } from './healthcheckEdit';
import type { HealthcheckProblem } from './healthcheckProblem';

/** In the order of the file. `facts` may be given when the text has been read already. */
export function healthcheckProblems(
  text: string,
  facts: DockerfileFacts = parseDockerfile(text),
): HealthcheckProblem[] {
  if (!facts.stages.some((stage) => stage.healthchecks.length + stage.onbuildHealthchecks.length > 0)) return [];
  const lines = textLines(text);
  const inherited = new Set(facts.stages.map((stage) => stage.parent));
  return facts.stages.flatMap((stage) => {
    const written = [...stage.healthchecks, ...stage.onbuildHealthchecks].flatMap((one) => [
      ...flagProblems(one),
      ...formProblems(one),
    ]);
    const last = stage.healthchecks.at(-1);
    if (!last) return written;
    const isFinal = stage.index === facts.stages.length - 1;
    return [
      ...written,
      ...stage.healthchecks.slice(0, -1).map((one) => duplicate(lines, one, last)),
      ...(isFinal || inherited.has(stage.index) ? [] : [unused(last)]),
      ...commandProblems(lines, facts, stage, last),
      ...noneOverrides(facts, stage, last),
    ];
  });
}

function duplicate(lines: TextLines, one: HealthcheckFacts, last: HealthcheckFacts): HealthcheckProblem {
  return {
    code: 'healthcheck-duplicate',
    severity: 'warning',
    message: `Only the last HEALTHCHECK of a stage counts, and that is the one on line ${last.range.start.line + 1}. This one does nothing.`,
    range: one.range,
    fixes: [
      { title: 'Remove this HEALTHCHECK', edits: [removeLinesEdit(lines, one.range.start.line, one.range.end.line)] },
      {
        title: `Keep this one, remove the one on line ${last.range.start.line + 1}`,
        edits: [removeLinesEdit(lines, last.range.start.line, last.range.end.line)],
      },
    ],
  };
}

function unused(one: HealthcheckFacts): HealthcheckProblem {
  return {
    code: 'healthcheck-unused-stage',
    severity: 'info',
    message:
      'The image is made from the last stage, and that does not start from this one: this HEALTHCHECK is not in it, unless a build names this stage by --target.',
    range: one.keywordRange,
    fixes: [],
  };
}

function noneOverrides(facts: DockerfileFacts, stage: Stage, last: HealthcheckFacts): HealthcheckProblem[] {
  if (last.type !== 'none') return [];
  const from = stageChain(facts, stage)
    .slice(1)
    .find((parent) => parent.healthchecks.length > 0);
  const earlier = from?.healthchecks.at(-1);
  if (!earlier || earlier.type === 'none') return [];
  return [
    {
      code: 'healthcheck-none-overrides',
      severity: 'info',
      message: `NONE switches off the HEALTHCHECK that this stage takes from line ${earlier.range.start.line + 1}.`,
      range: last.range,
      fixes: [],
    },
  ];
}
