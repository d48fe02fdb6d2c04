// The engine cannot give back the log of a container, because its log driver keeps none or sends it away (B31, T9).

import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly driver: string;
  readonly why: string;
}

export const logsNotReadable = defineCause<'container', Data>({
  id: 'logs-not-readable',
  code: 'B31',
  severity: 'warning',
  over: 'container',
  needs: [],
  onlyWith: ['logsMissing'],
  explains: ['logs-not-on-stdout', 'logs-buffered', 'log-level-quiet', 'logs-rotated-away'],
  title: ({ name, driver, why }) => `The log of ${name} cannot be shown: its log driver ${driver} ${why}`,
  explanation: ({ name, driver }) =>
    `${name} logs through the driver ${driver}. docker logs shows only what the engine itself keeps: with json-file, local and journald everything, with other drivers a copy where the engine makes one (since 20.10, unless its cache is switched off), with none nothing at all.`,
  check({ facts, dossier, condition, name, ref }) {
    const driver = facts.logDriver?.type ?? '';
    const off = facts.logDriver?.options['cache-disabled'] === 'true';
    const refused = !dossier.log.known && /does not support reading|logging driver/i.test(dossier.log.gap.message);
    if (driver !== 'none' && !refused && !(off && !readable.has(driver) && driver !== '')) return [];
    if (condition.type === 'failed' || condition.type === 'looping') return [];
    return [
      {
        data: {
          name,
          driver: driver === '' ? 'of the engine' : driver,
          why: driver === 'none' ? 'keeps no logs' : 'sends it away and does not let it be read back',
        },
        confidence: 0.94,
        subject: ref,
        evidence: [inspectProof('HostConfig.LogConfig', { type: driver, options: facts.logDriver?.options ?? {} })],
        remedies: [
          {
            title:
              driver === 'none'
                ? 'Make it anew with a readable log driver'
                : 'Read it where the driver sends it, or make it anew with a readable one',
            snippet:
              ref.kind === 'service'
                ? `docker service update --log-driver local ${name}`
                : `docker run --log-driver local … ${facts.image}`,
          },
          { title: 'Inspect', command: 'dockhound.inspect', arguments: [ref] },
        ],
      },
    ];
  },
});

const readable: ReadonlySet<string> = new Set(['json-file', 'local', 'journald']);
