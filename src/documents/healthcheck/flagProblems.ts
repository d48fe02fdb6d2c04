// Judges the flags of a HEALTHCHECK as BuildKit does (instructions/parse.go and bflag.go of moby/buildkit).

import type { HealthcheckFacts } from '../dockerfile/dockerfileFacts';
import type { Flag } from '../dockerfile/words';
import type { TextRange } from '../textLines';
import { judgeDuration } from './duration';
import type { HealthcheckFix, HealthcheckProblem } from './healthcheckProblem';

const durations: ReadonlySet<string> = new Set(['interval', 'timeout', 'start-period', 'start-interval']);
const known = [...durations, 'retries'];

export function flagProblems(healthcheck: HealthcheckFacts): HealthcheckProblem[] {
  const seen = new Set<string>();
  return healthcheck.flags.flatMap((flag): HealthcheckProblem[] => {
    if (!known.includes(flag.name)) return [unknownFlag(flag)];
    if (seen.has(flag.name)) {
      const message = `--${flag.name} stands here twice, which the build refuses. Keep one.`;
      return [{ code: 'healthcheck-flag-repeated', severity: 'error', message, range: flag.range, fixes: [] }];
    }
    seen.add(flag.name);
    if (flag.value === undefined || flag.valueRange === undefined) return [missingValue(flag, healthcheck)];
    // An empty value means the same as no flag at all.
    if (flag.value === '') return [];
    return durations.has(flag.name)
      ? durationProblem(flag, flag.value, flag.valueRange)
      : retriesProblem(flag, flag.value, flag.valueRange);
  });
}

function unknownFlag({ name, nameRange }: Flag): HealthcheckProblem {
  const near = nearestName(name.toLowerCase());
  const hint = near ? ` --${near} is probably meant.` : ` It knows ${known.map((flag) => `--${flag}`).join(', ')}.`;
  return {
    code: 'healthcheck-flag-unknown',
    severity: 'error',
    message: `HEALTHCHECK has no flag --${name.slice(0, 40)}, and the build refuses it.${hint}`,
    range: nameRange,
    fixes: near ? [replace(`Change to --${near}`, nameRange, `--${near}`)] : [],
  };
}

function missingValue(flag: Flag, { bodyRange, command, type }: HealthcheckFacts): HealthcheckProblem {
  // `--interval 5s CMD …`: what follows the flag was read as the type of the check.
  const detached = type === 'other' && command === undefined;
  const gap = { start: flag.range.end, end: bodyRange.start };
  const sameLine = gap.start.line === gap.end.line;
  return {
    code: 'healthcheck-flag-value-missing',
    severity: 'error',
    message: `--${flag.name} needs its value behind an equals sign: --${flag.name}=${flag.name === 'retries' ? '3' : '30s'}.`,
    range: flag.range,
    fixes: detached && sameLine ? [replace('Join with an equals sign', gap, '=')] : [],
  };
}

function durationProblem(flag: Flag, value: string, range: TextRange): HealthcheckProblem[] {
  const verdict = judgeDuration(value);
  const shown = value.slice(0, 40);
  const suggestion = verdict.kind === 'ok' ? undefined : verdict.suggestion;
  const fixes = suggestion === undefined ? [] : [replace(`Change to ${suggestion}`, range, suggestion)];
  switch (verdict.kind) {
    case 'ok':
      return verdict.nanoseconds === 0 ? [zero(flag, range)] : [];
    case 'noUnit':
      return [
        {
          code: 'healthcheck-duration-unit',
          severity: 'error',
          message: `--${flag.name}=${shown} has no unit, and the build refuses it. Write ${suggestion} for seconds.`,
          range,
          fixes,
        },
      ];
    case 'tooShort':
      return [
        {
          code: 'healthcheck-duration-too-short',
          severity: 'error',
          message: `--${flag.name}=${shown} is shorter than 1 ms, the least that Docker takes.`,
          range,
          fixes,
        },
      ];
    case 'invalid': {
      const why = value.includes('$')
        ? 'Docker does not expand variables here: write the duration itself.'
        : 'Docker knows the units ms, s, m and h, as in 1m30s.';
      const message = `--${flag.name}=${shown} is not a duration. ${why}`;
      return [{ code: 'healthcheck-duration-invalid', severity: 'error', message, range, fixes }];
    }
  }
}

/** Newer builders take 0 for "as the base image says"; Engine 20.10's own builder refuses it. */
function zero(flag: Flag, range: TextRange): HealthcheckProblem {
  return {
    code: 'healthcheck-flag-zero',
    severity: 'warning',
    message: `--${flag.name}=0 says no more than leaving it out, and older builders refuse it. Remove it, or write a value.`,
    range,
    fixes: [],
  };
}

function retriesProblem(flag: Flag, value: string, range: TextRange): HealthcheckProblem[] {
  if (/^[-+]?0+$/.test(value)) return [zero(flag, range)];
  // strconv.ParseInt(…, 10, 32), then not negative.
  if (/^\+?\d{1,10}$/.test(value) && Number(value) <= 2147483647) return [];
  const digits = /\d{1,4}/.exec(value)?.[0];
  return [
    {
      code: 'healthcheck-retries-invalid',
      severity: 'error',
      message: `--retries=${value.slice(0, 40)} is not a whole number from 1 up, and the build refuses it.`,
      range,
      fixes: digits === undefined ? [] : [replace(`Change to ${digits}`, range, digits)],
    },
  ];
}

function replace(title: string, range: TextRange, newText: string): HealthcheckFix {
  return { title, edits: [{ range, newText }] };
}

/** The flag that is at most three single changes away, or that only lacks or adds dashes and underscores. */
function nearestName(name: string): string | undefined {
  if (name.length > 20) return undefined;
  const bare = (text: string) => text.replace(/[-_]/g, '');
  const same = known.find((flag) => bare(flag) === bare(name));
  if (same) return same;
  const ranked = known.map((flag) => ({ flag, far: distance(flag, name) })).sort((a, b) => a.far - b.far);
  const first = ranked[0];
  return first && first.far <= 3 && first.far < first.flag.length / 2 ? first.flag : undefined;
}

/** Levenshtein's edit distance of two short words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
