// The figures of a benchmark, as plain data: each beside a reference of the same run, or beside a limit that was promised.
import { appendFileSync } from 'node:fs';

export interface Figure {
  readonly group: string;
  readonly what: string;
  readonly unit: string;
  readonly value: number;
  /** What the value is compared with: a name, and the reference's own value in the same unit. */
  readonly reference?: { readonly name: string; readonly value: number };
  /** What was promised, in words. */
  readonly target?: string;
  readonly note?: string;
}

/** Hands a figure to whoever started this part: one line of JSON in the file that DOCKHOUND_BENCH_OUT names. */
export function report(figure: Figure): void {
  const file = process.env.DOCKHOUND_BENCH_OUT;
  const line = JSON.stringify(figure);
  if (file) appendFileSync(file, `${line}\n`);
  else console.log(line);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** `median (least to most)`, for notes. */
export function spread(values: readonly number[], digits = 0): string {
  const text = (value: number) => value.toFixed(digits);
  return `${values.length} samples, ${text(Math.min(...values))} to ${text(Math.max(...values))}`;
}
