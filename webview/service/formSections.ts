// What the form asks, in the order in which it asks: fields by their path in the draft, grouped.

import type { DraftList, ServiceDraft } from '../../src/model/serviceDraft';
import type { Suggestions } from '../../src/protocol/service';

export interface Field {
  /** Path in the draft; in a list's column the member's name, or empty where the item is the text itself. */
  readonly path: string;
  readonly label: string;
  readonly kind?: 'text' | 'choice' | 'check';
  readonly placeholder?: string;
  readonly suggest?: keyof Suggestions;
  /** What an empty choice is called. */
  readonly usual?: string;
  /** Names of choices for people, where the word alone says little. */
  readonly words?: Readonly<Record<string, string>>;
  readonly when?: (draft: ServiceDraft) => boolean;
  /** Cannot be changed in a service that is there. */
  readonly fixed?: true;
  /** Narrow: numbers and short choices. */
  readonly short?: true;
}

export interface FieldGroup {
  readonly type: 'fields';
  readonly title?: string;
  readonly fields: readonly Field[];
}

export interface FieldList {
  readonly type: 'list';
  readonly title?: string;
  readonly list: DraftList;
  /** One of it: `port`. */
  readonly item: string;
  readonly columns: readonly Field[];
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly parts: readonly (FieldGroup | FieldList)[];
  /** Open at first also when nothing is in it. */
  readonly open?: true;
}

const isJob = ({ mode }: ServiceDraft) => mode === 'replicated-job' || mode === 'global-job';

const fileColumns = (suggest: 'secrets' | 'configs'): readonly Field[] => [
  { path: 'name', label: 'Name', suggest },
  { path: 'target', label: 'File', placeholder: suggest === 'secrets' ? '/run/secrets/NAME' : '/NAME' },
  { path: 'uid', label: 'User id', placeholder: '0', short: true },
  { path: 'gid', label: 'Group id', placeholder: '0', short: true },
  { path: 'mode', label: 'Mode', placeholder: '0444', short: true },
];

const pairColumns: readonly Field[] = [
  { path: 'name', label: 'Name' },
  { path: 'value', label: 'Value' },
];

const rollout = (part: 'update' | 'rollback', title: string): FieldGroup => ({
  type: 'fields',
  title,
  fields: [
    { path: `${part}.parallelism`, label: 'Tasks at a time', placeholder: '1', short: true },
    { path: `${part}.delay`, label: 'Delay between', placeholder: '0s', short: true },
    { path: `${part}.order`, label: 'Order', kind: 'choice', usual: 'stop-first (default)' },
    { path: `${part}.failureAction`, label: 'When a task fails', kind: 'choice', usual: 'pause (default)' },
    { path: `${part}.monitor`, label: 'Watch each task for', placeholder: '5s', short: true },
    { path: `${part}.maxFailureRatio`, label: 'Share that may fail', placeholder: '0', short: true },
  ].map((field) => ({ ...field, when: (draft: ServiceDraft) => !isJob(draft) })) as readonly Field[],
});

export const sections: readonly Section[] = [
  {
    id: 'basics',
    title: 'Basics',
    open: true,
    parts: [
      {
        type: 'fields',
        fields: [
          { path: 'name', label: 'Name', placeholder: 'web', fixed: true },
          { path: 'image', label: 'Image', placeholder: 'nginx:1.27', suggest: 'images' },
          {
            path: 'mode',
            label: 'Mode',
            kind: 'choice',
            fixed: true,
            words: {
              replicated: 'Replicated',
              global: 'Global: on every node',
              'replicated-job': 'Replicated job',
              'global-job': 'Global job: once on every node',
            },
          },
          { path: 'replicas', label: 'Replicas', short: true, when: ({ mode }) => mode === 'replicated' },
          { path: 'completions', label: 'Completions', short: true, when: ({ mode }) => mode === 'replicated-job' },
          { path: 'concurrent', label: 'At a time', short: true, when: ({ mode }) => mode === 'replicated-job' },
          { path: 'args', label: 'Arguments', placeholder: "the image's own command" },
          { path: 'command', label: 'Entrypoint', placeholder: "the image's own" },
          { path: 'user', label: 'User', placeholder: "the image's own, or name, or uid:gid" },
          { path: 'workdir', label: 'Working folder', placeholder: "the image's own" },
          { path: 'hostname', label: 'Host name', placeholder: 'the container id' },
          { path: 'stopGrace', label: 'Time to stop', placeholder: '10s', short: true },
        ],
      },
    ],
  },
  {
    id: 'ports',
    title: 'Ports',
    parts: [
      {
        type: 'list',
        list: 'ports',
        item: 'port',
        columns: [
          { path: 'published', label: 'Node port', placeholder: 'any', short: true },
          { path: 'target', label: 'Task port', placeholder: '80', short: true },
          { path: 'protocol', label: 'Protocol', kind: 'choice', short: true },
          {
            path: 'mode',
            label: 'Mode',
            kind: 'choice',
            words: { ingress: 'ingress: on every node', host: "host: on the task's node" },
          },
        ],
      },
      {
        type: 'fields',
        fields: [
          {
            path: 'endpointMode',
            label: 'Endpoint mode',
            kind: 'choice',
            usual: 'vip (default)',
            words: { vip: 'vip: one address for all tasks', dnsrr: "dnsrr: every task's address by DNS" },
          },
        ],
      },
    ],
  },
  {
    id: 'networks',
    title: 'Networks',
    parts: [
      {
        type: 'list',
        list: 'networks',
        item: 'network',
        columns: [
          { path: 'name', label: 'Network', suggest: 'networks' },
          { path: 'aliases', label: 'Aliases', placeholder: 'www, site' },
        ],
      },
    ],
  },
  {
    id: 'mounts',
    title: 'Mounts',
    parts: [
      {
        type: 'list',
        list: 'mounts',
        item: 'mount',
        columns: [
          { path: 'type', label: 'Type', kind: 'choice', short: true },
          { path: 'source', label: 'Source', placeholder: 'volume, or path on the node', suggest: 'volumes' },
          { path: 'target', label: 'In the container', placeholder: '/data' },
          { path: 'readonly', label: 'Read only', kind: 'check', short: true },
        ],
      },
    ],
  },
  {
    id: 'env',
    title: 'Environment',
    parts: [{ type: 'list', list: 'env', item: 'variable', columns: pairColumns }],
  },
  {
    id: 'files',
    title: 'Secrets and configs',
    parts: [
      { type: 'list', title: 'Secrets', list: 'secrets', item: 'secret', columns: fileColumns('secrets') },
      { type: 'list', title: 'Configs', list: 'configs', item: 'config', columns: fileColumns('configs') },
    ],
  },
  {
    id: 'placement',
    title: 'Placement',
    parts: [
      {
        type: 'list',
        list: 'constraints',
        item: 'constraint',
        columns: [{ path: '', label: 'Only where', placeholder: 'node.labels.disk==ssd', suggest: 'constraints' }],
      },
    ],
  },
  {
    id: 'resources',
    title: 'Resources',
    parts: [
      {
        type: 'fields',
        title: 'Limits: what a task may use',
        fields: [
          { path: 'limits.cpus', label: 'Cores', placeholder: 'all', short: true },
          { path: 'limits.memory', label: 'Memory', placeholder: '512M', short: true },
          { path: 'limits.pids', label: 'Processes', placeholder: 'any', short: true },
        ],
      },
      {
        type: 'fields',
        title: 'Reservations: what a node must have free',
        fields: [
          { path: 'reservations.cpus', label: 'Cores', placeholder: '0', short: true },
          { path: 'reservations.memory', label: 'Memory', placeholder: '0', short: true },
        ],
      },
    ],
  },
  {
    id: 'health',
    title: 'Health',
    parts: [
      {
        type: 'fields',
        fields: [
          {
            path: 'health.kind',
            label: 'Check',
            kind: 'choice',
            usual: "the image's own",
            words: { none: 'none', shell: 'command in a shell', exec: 'command without a shell' },
          },
          {
            path: 'health.command',
            label: 'Command',
            placeholder: 'curl -f http://localhost/ || exit 1',
            when: ({ health }) => health.kind === 'shell' || health.kind === 'exec',
          },
          { path: 'health.interval', label: 'Every', placeholder: '30s', short: true },
          { path: 'health.timeout', label: 'Timeout', placeholder: '30s', short: true },
          { path: 'health.retries', label: 'Failures until unhealthy', placeholder: '3', short: true },
          { path: 'health.startPeriod', label: 'Time to start', placeholder: '0s', short: true },
        ],
      },
    ],
  },
  {
    id: 'policies',
    title: 'Policies',
    parts: [
      {
        type: 'fields',
        title: 'Restart',
        fields: [
          { path: 'restart.condition', label: 'Start again', kind: 'choice', usual: 'any (default)' },
          { path: 'restart.delay', label: 'Delay', placeholder: '5s', short: true },
          { path: 'restart.maxAttempts', label: 'Tries', placeholder: 'no end', short: true },
          { path: 'restart.window', label: 'Counted within', placeholder: 'for ever', short: true },
        ],
      },
      rollout('update', 'Update'),
      rollout('rollback', 'Roll back'),
    ],
  },
  {
    id: 'labels',
    title: 'Labels',
    parts: [
      { type: 'list', title: 'Of the service', list: 'labels', item: 'label', columns: pairColumns },
      { type: 'list', title: 'Of its containers', list: 'containerLabels', item: 'label', columns: pairColumns },
    ],
  },
];

/** The section a path belongs to, so that it can be opened for a problem. */
export function sectionOf(field: string): string | undefined {
  const [head = ''] = field.split('.');
  return sections.find(({ parts }) =>
    parts.some((part) =>
      part.type === 'list' ? part.list === head : part.fields.some(({ path }) => path === field || path === head),
    ),
  )?.id;
}

/** What a closed section says of its content: how many entries differ from nothing. */
export function filled(section: Section, draft: ServiceDraft, valueAt: (path: string) => unknown): number {
  let count = 0;
  for (const part of section.parts) {
    if (part.type === 'list') count += draft[part.list].length;
    else count += part.fields.filter(({ path }) => valueAt(path) !== '').length;
  }
  return count;
}
