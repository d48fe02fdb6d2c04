// A draft as the `docker service create` line that does the same, for people who want to see or keep it.

import { type DraftFile, type DraftRollout, emptyDraft, type ServiceDraft } from '../../model/serviceDraft';
import { quoteWords } from '../../model/splitWords';
import { words } from './units';

/**
 * Flags as in docker's command line 20.10 (`docker service create --help`), one per line. Quoted for a POSIX shell; nothing
 * here runs it. Valid for a valid draft.
 */
export function createCommand(draft: ServiceDraft): string {
  const commands = [...wordsOf(draft.command).slice(1), ...wordsOf(draft.args)];
  const [entrypoint = ''] = wordsOf(draft.command);
  const flags: readonly (readonly [string, string])[] = [
    ['name', draft.name],
    ...modeFlags(draft),
    // The command line takes one word for an entrypoint; the rest goes before the arguments.
    ['entrypoint', entrypoint],
    ['user', draft.user],
    ['workdir', draft.workdir],
    ['hostname', draft.hostname],
    ...draft.ports.map(({ target, published, protocol, mode }) =>
      pair('publish', commas({ published, target, protocol: usual(protocol, 'tcp'), mode: usual(mode, 'ingress') })),
    ),
    ['endpoint-mode', draft.endpointMode],
    ...draft.networks.map(({ name, aliases }) =>
      pair(
        'network',
        aliases === '' ? name : [`name=${name}`, ...split(aliases).map((one) => `alias=${one}`)].join(','),
      ),
    ),
    ...draft.mounts.map((mount) =>
      pair(
        'mount',
        commas({
          type: mount.type,
          source: mount.source,
          target: mount.target,
          readonly: mount.readonly ? 'true' : '',
        }),
      ),
    ),
    ...draft.env.map(({ name, value }) => pair('env', `${name}=${value}`)),
    ...draft.secrets.map((file) => pair('secret', fileFlag(file))),
    ...draft.configs.map((file) => pair('config', fileFlag(file))),
    ...draft.constraints.map((constraint) => pair('constraint', constraint)),
    ['limit-cpu', draft.limits.cpus],
    ['limit-memory', draft.limits.memory],
    ['limit-pids', draft.limits.pids],
    ['reserve-cpu', draft.reservations.cpus],
    ['reserve-memory', draft.reservations.memory],
    ...healthFlags(draft.health),
    ...rolloutFlags('update', draft.update),
    ...rolloutFlags('rollback', draft.rollback),
    ['restart-condition', draft.restart.condition],
    ['restart-delay', draft.restart.delay],
    ['restart-max-attempts', draft.restart.maxAttempts],
    ['restart-window', draft.restart.window],
    ['stop-grace-period', draft.stopGrace],
    ...draft.labels.map(({ name, value }) => pair('label', `${name}=${value}`)),
    ...draft.containerLabels.map(({ name, value }) => pair('container-label', `${name}=${value}`)),
  ];
  const lines = flags.flatMap(([flag, value]) =>
    value === ''
      ? []
      : [value === 'true' && flag === 'no-healthcheck' ? `--${flag}` : `--${flag} ${quoteWords([value])}`],
  );
  return ['docker service create', ...lines, quoteWords([draft.image || 'IMAGE', ...commands])].join(' \\\n  ');
}

type Flag = readonly [string, string];

function modeFlags({ mode, replicas, completions, concurrent }: ServiceDraft): readonly Flag[] {
  switch (mode) {
    case 'replicated':
      return [['replicas', replicas === emptyDraft.replicas ? '' : replicas]];
    case 'replicated-job':
      return [
        ['mode', mode],
        ['replicas', completions],
        ['max-concurrent', concurrent === completions ? '' : concurrent],
      ];
    case 'global':
    case 'global-job':
      return [['mode', mode]];
  }
}

function healthFlags({
  kind,
  command,
  interval,
  timeout,
  retries,
  startPeriod,
}: ServiceDraft['health']): readonly Flag[] {
  // Of its own the command line only knows a shell's text.
  const shell = kind === 'shell' || kind === 'exec' ? command : '';
  return [
    ['no-healthcheck', kind === 'none' ? 'true' : ''],
    ['health-cmd', shell],
    ['health-interval', interval],
    ['health-timeout', timeout],
    ['health-retries', retries],
    ['health-start-period', startPeriod],
  ];
}

function rolloutFlags(prefix: string, rollout: DraftRollout): readonly Flag[] {
  return [
    [`${prefix}-parallelism`, rollout.parallelism],
    [`${prefix}-delay`, rollout.delay],
    [`${prefix}-order`, rollout.order],
    [`${prefix}-failure-action`, rollout.failureAction],
    [`${prefix}-monitor`, rollout.monitor],
    [`${prefix}-max-failure-ratio`, rollout.maxFailureRatio],
  ];
}

function fileFlag({ name, target, uid, gid, mode }: DraftFile): string {
  const said = commas({ source: name, target, uid, gid, mode });
  return said === `source=${name}` ? name : said;
}

function commas(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .flatMap(([key, value]) => (value === '' ? [] : [csv(`${key}=${value}`)]))
    .join(',');
}

/** The command line reads these flags as CSV. */
function csv(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function usual(value: string, common: string): string {
  return value === common ? '' : value;
}

function pair(flag: string, value: string): Flag {
  return [flag, value];
}

function split(list: string): readonly string[] {
  return list.split(',').flatMap((one) => one.trim() || []);
}

function wordsOf(line: string): readonly string[] {
  const read = words.write(line);
  return Array.isArray(read) ? read.map(String) : [];
}
