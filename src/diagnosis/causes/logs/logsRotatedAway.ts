// A container keeps so little of its log that what somebody looks for is gone.

import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly size: string;
  readonly files: string;
}

/** With this much, a program that logs steadily has hours at most. */
const littleBytes = 1024 * 1024;

export const logsRotatedAway = defineCause<'container', Data>({
  id: 'logs-rotated-away',
  code: 'B32',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['logsMissing'],
  title: ({ name, size, files }) =>
    `Older log lines of ${name} are gone: its log is rotated at ${size} (max-size) and ${files} kept (max-file)`,
  explanation: ({ name, size, files }) =>
    `The log driver of ${name} keeps ${files} of ${size} each and deletes what is older. What was logged before is lost; give it more room, or collect the log elsewhere.`,
  check({ facts, name, ref }) {
    const options = facts.logDriver?.options ?? {};
    const size = options['max-size'];
    const count = Math.max(1, Math.floor(Number(options['max-file'] ?? 1)) || 1);
    const bytes = sizeOf(size);
    if (size === undefined || bytes === undefined || bytes * count > littleBytes) return [];
    return [
      {
        data: { name, size, files: count === 1 ? 'one file is' : `${count} files are` },
        confidence: 0.85,
        subject: ref,
        evidence: [inspectProof('HostConfig.LogConfig', { type: facts.logDriver?.type, options })],
        remedies: [
          {
            title: 'Keep more of it',
            snippet: 'docker run --log-opt max-size=10m --log-opt max-file=5 …',
          },
          { title: 'Inspect', command: 'dockhound.inspect', arguments: [ref] },
        ],
      },
    ];
  },
});

/** `10k`, `1m`, as docker/go-units reads it. */
function sizeOf(size: string | undefined): number | undefined {
  const [, digits, letter = ''] = /^(\d{1,12})\s?([kmgt]?)i?b?$/i.exec(size ?? '') ?? [];
  const unit = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 }[letter.toLowerCase()];
  return digits === undefined || unit === undefined ? undefined : Number(digits) * unit;
}
