// What a person looks for in a stack: its services, and what they share.

import type { FactSection } from '../../../protocol/inspect';
import { code, type FactReader, fact, known, section, table, time } from './factReader';

/** JSON as `inspectStack` makes it; `Services` hold the Engine API's fields. */
export function stackFacts(reader: FactReader): FactSection[] {
  const stack = reader.text('Name') ?? '';
  const short = (name: string) => (name.startsWith(`${stack}_`) ? name.slice(stack.length + 1) : name);
  const services = reader.list('Services').map((_, i) => {
    const text = (...path: readonly (string | number)[]) => reader.text('Services', i, ...path);
    const image = text('Spec', 'TaskTemplate', 'ContainerSpec', 'Image')?.replace(/@sha256:.*$/, '');
    const ports = reader.list('Services', i, 'Endpoint', 'Ports').map((__, at) => {
      const port = (key: string) => reader.at('Services', i, 'Endpoint', 'Ports', at, key);
      const published = port('PublishedPort');
      return `${published ? `${published}→` : ''}${port('TargetPort')}/${port('Protocol') ?? 'tcp'}`;
    });
    return [
      code(short(text('Spec', 'Name') ?? '?')),
      code(image ?? '?'),
      { text: modeOf(reader, i) },
      { text: text('UpdateStatus', 'State')?.replaceAll('_', ' ') ?? '' },
      code(ports.join(', ')),
    ];
  });
  const files = (kind: 'Secrets' | 'Configs') =>
    table(
      kind,
      ['Name', 'Created'],
      reader
        .list(kind)
        .map((_, i) => [code(reader.text(kind, i, 'Name')), time(reader.text(kind, i, 'CreatedAt')) ?? { text: '' }]),
    );
  return known(
    section(
      'State',
      fact('Services', String(services.length)),
      fact('Volumes on this node', ...reader.list('Volumes').map((name) => code(String(name)))),
    ),
    table('Services', ['Name', 'Image', 'Mode', 'Last update', 'Ports'], services, 'No service is left of it.'),
    table(
      'Networks',
      ['Name', 'Driver', 'Subnets'],
      reader
        .list('Networks')
        .map((_, i) => [
          code(reader.text('Networks', i, 'Name')),
          { text: reader.text('Networks', i, 'Driver') ?? '' },
          code(reader.list('Networks', i, 'Subnets').join(', ')),
        ]),
    ),
    files('Secrets'),
    files('Configs'),
  );
}

function modeOf(reader: FactReader, i: number): string {
  const [[mode = ''] = []] = reader.entries('Services', i, 'Spec', 'Mode');
  const replicas = reader.number('Services', i, 'Spec', 'Mode', 'Replicated', 'Replicas');
  return mode === 'Replicated'
    ? `${replicas ?? 1} ${replicas === 1 ? 'replica' : 'replicas'}`
    : mode.replace('J', ' j').toLowerCase();
}
