// A container's health: how it is probed, and what each probe said, newest first.

import type { KeptProbe } from '../../../feeds/events/probeHistory';
import { readHealthLog, verdictWords } from '../../../model/healthProbe';
import type { FactSection, FactValue } from '../../../protocol/inspect';
import { code, commandLine, duration, type FactReader, fact, section, table, time, toned } from './factReader';

/** What was kept of its probes; the engine itself keeps five. */
export interface KeptProbes {
  /** Oldest first. */
  readonly probes: readonly KeptProbe[];
  /** Older ones that had to leave. */
  readonly dropped: number;
}

/** Most rows, so that what stands below is not far away; older ones are counted. */
const maxRows = 50;

/** `kept`: undefined where nobody kept any, so that the engine's own log is shown. */
export function healthFacts(reader: FactReader, kept?: KeptProbes): FactSection {
  const probe = commandLine(reader, 'Config', 'Healthcheck', 'Test');
  const told = readHealthLog({ State: reader.at('State') ?? null, Config: reader.at('Config') ?? null })?.probes ?? [];
  const probes: readonly KeptProbe[] = kept && kept.probes.length >= told.length ? kept.probes : told;
  const none = probe.length === 0 || (probe.length === 1 && probe[0]?.text === 'NONE');
  if (none && probes.length === 0) {
    return { title: 'Health', empty: 'No health check is configured. Dockhound can add one to the Dockerfile.' };
  }
  const older = (kept?.dropped ?? 0) + Math.max(0, probes.length - maxRows);
  const facts = section(
    'Health',
    fact('Probe', ...probe),
    fact('Interval', duration(reader.number('Config', 'Healthcheck', 'Interval')) ?? '30 s (default)'),
    fact('Timeout', duration(reader.number('Config', 'Healthcheck', 'Timeout')) ?? '30 s (default)'),
    fact('Start period', duration(reader.number('Config', 'Healthcheck', 'StartPeriod')) ?? 'none'),
    fact('Retries', String(reader.number('Config', 'Healthcheck', 'Retries') || 3)),
    older === 0 ? undefined : fact('Older probes', `${older} more, not shown here`),
  );
  const rows = probes.slice(-maxRows).map(row).reverse();
  const log = table('Health', ['Started', 'Took', 'Result', 'Exit code', 'Output'], rows, 'No probe has run yet.');
  return { title: 'Health', ...facts, ...log, ...(rows.length > 0 ? { wide: true } : {}) };
}

function row(probe: KeptProbe): readonly FactValue[] {
  const { start, durationMs, exitCode, verdict, output, gapBefore } = probe;
  const tone = verdict === 'passed' ? 'good' : verdict === 'unknown' ? 'unknown' : 'bad';
  return [
    time(start) ?? { text: '?' },
    { text: durationMs === undefined ? '?' : (duration(durationMs * 1e6) ?? '0 ms'), numeric: true },
    toned(`${verdictWords(probe)}${gapBefore ? ' (probes before it were missed)' : ''}`, tone),
    { text: exitCode === undefined ? '?' : String(exitCode), numeric: true },
    code(output.trimEnd()),
  ];
}
