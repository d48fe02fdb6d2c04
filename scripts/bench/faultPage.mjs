// Writes docs/diagnosis.md: how well the fault lab's cases are explained.
import { writeFileSync } from 'node:fs';
import { markWord, sumUp } from './faultScore.mjs';

const head = `# Diagnosis, measured

Made by \`npm run bench:faults -- --lab FOLDER --write\`. A fault lab is a collection of real broken set-ups, outside this
repository. Each case is set up on real engines (two, in one swarm), \`diagnose\` is asked as the API asks it, by a program that
knows nothing yet, with the manager's engine, the target and what the operator sees; then the answer is compared with the
case's answer file by the lab's own rules, and the case is taken down.

The causes were written with these cases at hand, so the table shows what holds and what breaks; how well unknown faults are
explained, only cases that nobody here has seen can tell.

- **Named first**: the first finding names the root cause, in its headline or in its text; **in the headline** counts the
  first alone. A control is a sound object: any finding at warning or worse is a **false alarm**.
- **Evidence**: each piece of evidence of each finding is read again from the engine afterwards, and counts where it really
  stands there: the value at its inspect path, the line in a log, the event, the task's error, the probe's output.
- **Time**: from connecting to the diagnosis.
`;

/**
 * `results`: one per case; `about`: when and on what; `left`: cases that were not asked, with why; `others`: the same cases on
 * other engines, each { day, engine, runtime, results }.
 */
export function writeFaultPage(file, { results, left, about, others }) {
  const groups = [...new Set(results.map(({ group }) => group))].sort();
  const rows = [...groups.map((group) => [group, results.filter((one) => one.group === group)]), ['**all**', results]];
  const summary = table(
    [
      'group',
      'faults',
      'controls',
      'named first',
      'in the headline',
      'fix named',
      'false alarms',
      'evidence',
      'median',
      '95 %',
    ],
    rows.map(([name, list]) => {
      const sum = sumUp(list);
      return [
        name,
        String(sum.faults),
        String(sum.controls),
        percent(sum.first),
        percent(sum.headline),
        percent(sum.fix),
        sum.controls === 0 ? '' : String(sum.falseAlarms),
        `${sum.proven} of ${sum.proofs}`,
        time(sum.median),
        time(sum.p95),
      ];
    }),
  );
  const cases = table(
    ['case', 'group', 'target', 'named', 'mark', 'evidence', 'time'],
    results.map(({ id, group, target, answer, mark, proofs, seconds, failure }) => [
      id,
      group,
      target,
      failure ? `(${failure})` : answer.cause,
      markWord(mark),
      `${proofs.filter(({ stands }) => stands).length} of ${proofs.length}`,
      time(seconds),
    ]),
  );
  const gone =
    left.length === 0 ? [] : ['', '## Not asked', '', ...left.map(({ ids, why }) => `${why}: ${ids.join(', ')}.`)];
  const elsewhere = others.length === 0 ? [] : [otherHead, '', otherTable(others), ''];
  writeFileSync(file, [head, about, '', summary, '', ...elsewhere, '## Cases', '', cases, ...gone, ''].join('\n'));
}

const otherHead = `## On other engines

The same cases on newer engines and on another runtime, which word many things in their own way (\`--suite\`, \`--runtime\`).`;

function otherTable(others) {
  return table(
    ['engine', 'runtime', 'day', 'faults', 'controls', 'named first', 'in the headline', 'false alarms', 'evidence'],
    others.map(({ day, engine, runtime, results }) => {
      const sum = sumUp(results);
      return [
        ...[engine, runtime, day, String(sum.faults), String(sum.controls)],
        ...[percent(sum.first), percent(sum.headline), String(sum.falseAlarms), `${sum.proven} of ${sum.proofs}`],
      ];
    }),
  );
}

/** Sums as one line for a person. */
export function sumLine(results) {
  const sum = sumUp(results);
  const parts = [
    `${sum.faults} faults, root cause named first in ${percent(sum.first)} (headline ${percent(sum.headline)})`,
    `${sum.controls} controls, ${sum.falseAlarms} false alarms`,
    `evidence ${sum.proven} of ${sum.proofs}`,
    `median ${time(sum.median)}, 95 % ${time(sum.p95)}`,
  ];
  return parts.join('; ');
}

function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`)
    .join('\n');
}

function percent(share) {
  return Number.isNaN(share) ? '' : `${(share * 100).toFixed(share === 1 ? 0 : 1)} %`;
}

function time(seconds) {
  return seconds === undefined ? '' : `${seconds.toFixed(2)} s`;
}
