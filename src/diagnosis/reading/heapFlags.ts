// How much memory a program was told to take for itself, by flags of runtimes and databases.

import type { ContainerFacts } from '../../model/dossier/containerFacts';

export interface HeapFlag {
  /** As it stands there, for example `-Xmx2g`. */
  readonly flag: string;
  /** `command`, or the variable in which it stands. */
  readonly from: string;
  readonly bytes: number;
}

/** The largest that its command or environment names. */
export function heapFlag({ argv, env }: Pick<ContainerFacts, 'argv' | 'env'>): HeapFlag | undefined {
  const texts = [
    { from: 'command', text: argv.join(' ') },
    ...env.map(({ name, value }) => ({ from: name, text: value })),
  ];
  return texts
    .flatMap(({ from, text }) =>
      wordings.flatMap(({ pattern, unit }) => flagIn(text.slice(0, 4_000), from, pattern, unit)),
    )
    .sort((a, b) => b.bytes - a.bytes)[0];
}

function flagIn(text: string, from: string, pattern: RegExp, unit: number): readonly HeapFlag[] {
  const [flag, digits, letter = ''] = pattern.exec(text) ?? [];
  if (flag === undefined) return [];
  const bytes = Number(digits) * (letters[letter.toLowerCase()] ?? unit);
  return Number.isFinite(bytes) && bytes > 0 ? [{ flag: flag.trim(), from, bytes }] : [];
}

const letters: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

// Java counts in bytes unless a letter follows, V8 in MiB, MySQL, PostgreSQL and Redis in bytes (their manuals).
const wordings: readonly { readonly pattern: RegExp; readonly unit: number }[] = [
  { pattern: /-Xm[xs](\d{1,12})([kmgt])?b?\b/i, unit: 1 },
  { pattern: /--max[-_]old[-_]space[-_]size[= ](\d{1,8})()/i, unit: 1024 ** 2 },
  { pattern: /--?innodb[-_]buffer[-_]pool[-_]size[= ](\d{1,13})([kmgt])?/i, unit: 1 },
  { pattern: /shared_buffers ?= ?'?(\d{1,10})([kmgt])b/i, unit: 8192 },
  { pattern: /--?maxmemory[= ](\d{1,13})([kmgt])?b?\b/i, unit: 1 },
];
