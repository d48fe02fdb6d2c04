// A server that was told to write nothing to disk: its data are gone at each stop, whatever volume it has.

import type { Evidence } from '../../../model/finding';
import type { ContainerCase } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';
import { hasServed } from '../../reading/dataPlaces';

interface Data {
  readonly name: string;
  readonly told: string;
}

export const dataKeptInMemory = defineCause<'container', Data>({
  id: 'data-kept-in-memory',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['losesData'],
  explains: ['data-in-container-layer', 'data-in-anonymous-volume'],
  title: ({ name, told }) => `${name} keeps its data in memory only (${told}): they are gone at each stop or restart`,
  explanation: ({ name, told }) =>
    `${name} is run so that it writes nothing to disk: ${told}. A volume does not help then, since nothing is ever put into it.`,
  check(subject) {
    const told = hasServed(subject) ? toldSo(subject) : undefined;
    if (told === undefined) return [];
    return [
      {
        data: { name: subject.name, told: told.words },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [told.evidence],
        remedies: runRemedies(subject, [
          {
            title: 'Let it write to disk, and mount a volume there',
            ...(told.fix === undefined ? {} : { snippet: told.fix }),
          },
        ]),
      },
    ];
  },
});

interface Told {
  readonly words: string;
  readonly evidence: Evidence;
  readonly fix?: string;
}

function toldSo({ facts }: ContainerCase): Told | undefined {
  const { argv } = facts;
  const command = argv.join(' ');
  const proof = inspectProof('Config.Cmd', command);
  if (/\b(?:redis|valkey|keydb)-server\b/.test(command)) {
    const at = argv.findIndex((word) => /^--save(?:=|$)/.test(word));
    const value = at < 0 ? undefined : (/^--save=(.*)$/.exec(argv[at] ?? '')?.[1] ?? argv[at + 1] ?? '');
    const nothing = value !== undefined && (/^["'\s]*$/.test(value) || value.startsWith('--'));
    // With the append-only file every write is kept, whatever is said of snapshots.
    if (!nothing || /--appendonly[= ]yes/.test(command)) return undefined;
    return {
      words: 'no snapshots (--save ""), no append-only file',
      evidence: proof,
      fix: 'redis-server --appendonly yes',
    };
  }
  if (/\bmemcached\b/.test(argv[0] ?? '') || (argv[1] === 'memcached' && /entrypoint/.test(argv[0] ?? '')))
    return { words: 'memcached has no files at all', evidence: proof };
  const engine = /--storageEngine[= ](?:inMemory|ephemeralForTest)\b/i.exec(command)?.[0];
  if (engine !== undefined) return { words: engine, evidence: proof };
  const variable = facts.env.find(({ value }) =>
    /(?:^|\/)jdbc:h2:mem:|^jdbc:(?:hsqldb|derby):mem|:memory:/i.test(value),
  );
  if (variable === undefined) return undefined;
  const words = `${variable.name}=${variable.value}`;
  return { words, evidence: inspectProof('Config.Env', words) };
}
