// What a person looks for in an image: what it is, what it runs, and which steps made it how large.

import type { FactSection, FactValue } from '../../../protocol/inspect';
import { historyKey } from '../inspectTarget';
import {
  bytes,
  code,
  commandLine,
  environment,
  type FactReader,
  fact,
  known,
  labels,
  section,
  table,
  time,
} from './factReader';

/** Fields as in the Engine API's ImageInspect, 1.41 and later. */
export function imageFacts(reader: FactReader): FactSection[] {
  const names = (...path: string[]) => reader.list(...path).map((one) => code(String(one)));
  const keys = (...path: string[]) => reader.entries(...path).map(([name]) => code(name));
  const platform = [reader.text('Os'), reader.text('Architecture'), reader.text('Variant')].filter(
    (one) => one !== undefined,
  );
  return known(
    section(
      'Image',
      fact('Tags', ...(reader.list('RepoTags').length > 0 ? names('RepoTags') : ['none, it is dangling'])),
      fact('Digests', ...names('RepoDigests')),
      fact('Size', bytes(reader.number('Size'))),
      fact('Platform', platform.join('/')),
      fact('Layers', String(reader.list('RootFS', 'Layers').length)),
      fact('Created', time(reader.text('Created'))),
      fact('ID', reader.code('Id')),
    ),
    section(
      'Program',
      fact('Entrypoint', ...commandLine(reader, 'Config', 'Entrypoint')),
      fact('Command', ...commandLine(reader, 'Config', 'Cmd')),
      fact('Working directory', reader.code('Config', 'WorkingDir')),
      fact('User', reader.text('Config', 'User') ?? 'root (none is set)'),
      fact('Exposed ports', ...keys('Config', 'ExposedPorts')),
      fact('Volumes', ...keys('Config', 'Volumes')),
      fact(
        'Health check',
        ...(reader.at('Config', 'Healthcheck') ? commandLine(reader, 'Config', 'Healthcheck', 'Test') : ['none']),
      ),
    ),
    steps(reader),
    environment(reader, 'Config', 'Env'),
    labels(reader, 'Config', 'Labels'),
  );
}

/** Newest first, as docker tells it. `Up to here` is what the step and all before it weigh. */
function steps(reader: FactReader): FactSection | undefined {
  const title = 'Layers';
  if (reader.at(historyKey) === undefined) return { title, empty: 'The engine did not tell how it was made.' };
  const sizes = reader.list(historyKey).map((_, i) => reader.number(historyKey, i, 'Size') ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let below = total;
  const rows = sizes.map((size, i) => {
    const upToHere = below;
    below -= size;
    const tags = reader.list(historyKey, i, 'Tags').map(String);
    return [
      number(String(sizes.length - i)),
      createdBy(reader, i),
      number(size === 0 ? '0 B' : (bytes(size) ?? '0 B')),
      { ...number(size === 0 || total === 0 ? '' : percent(size / total)), share: total === 0 ? 0 : size / total },
      number(bytes(upToHere) ?? '0 B'),
      secondsTime(reader.number(historyKey, i, 'Created')),
      code(tags.join(' ')),
    ];
  });
  const columns = ['Step', 'Made by', 'Size', 'Share', 'Up to here', 'Made', 'Tagged'];
  const all = table(title, columns, rows, 'The engine knows no step of it.');
  return all && { ...all, wide: true };
}

function number(text: string): FactValue {
  return { text, numeric: true };
}

/** Classic builds wrap each step in a shell: `#(nop)` marks those that ran nothing. */
function createdBy(reader: FactReader, i: number): FactValue {
  const whole = reader.code(historyKey, i, 'CreatedBy');
  if (!whole) return { text: reader.text(historyKey, i, 'Comment') ?? '' };
  const plain = whole.text
    .replace(/^\/bin\/sh -c #\(nop\)\s*/, '')
    .replace(/^(?:RUN )?\/bin\/sh -c /, 'RUN ')
    .replace(/\s+# buildkit$/, '');
  return { ...whole, text: plain };
}

function percent(share: number): string {
  return share < 0.001 ? '< 0.1 %' : `${(share * 100).toFixed(1)} %`;
}

/** The engine counts seconds here; what was made reproducibly says 0. */
function secondsTime(seconds: number | undefined): FactValue {
  if (seconds === undefined || seconds <= 0) return { text: '' };
  return time(new Date(seconds * 1000).toISOString()) ?? { text: '' };
}
