// What a placer of compose files is handed: one finding, and the service that it is about.

import type { FindingData } from '../../model/finding';
import type { ComposeFacts, ComposeService } from '../compose/composeFacts';
import type { ComposeNode } from '../compose/composeTree';
import { nodeAt } from '../compose/treeValues';
import type { TextRange } from '../textLines';
import { edit, type Place } from './place';
import { addKey, rewriteScalar, type YamlText } from './yamlEdits';

export interface ComposeSpot {
  readonly yaml: YamlText;
  readonly facts: ComposeFacts;
  readonly service: ComposeService;
  /** Name of the Compose project or stack, which begins the names of its networks and volumes. */
  readonly project: string | undefined;
  readonly isStack: boolean;
  /** Absolute, with `/`: what relative paths begin with. */
  readonly folder: string;
  readonly data: FindingData;
}

/** Undefined where the file does not say what the finding says: it was changed since, or the cause stands elsewhere. */
export type ComposePlacer = (spot: ComposeSpot) => Place | undefined;

export function textIn({ data }: ComposeSpot, key: string): string | undefined {
  const value = data[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberIn({ data }: ComposeSpot, key: string): number | undefined {
  const value = typeof data[key] === 'string' ? Number.parseFloat(data[key]) : data[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Ports as texts of findings list them: `8000, 8001`. */
export function portsIn(text: string | undefined): readonly number[] {
  const found = (text ?? '').match(/\d{1,5}/g)?.map(Number) ?? [];
  return [...new Set(found.filter((port) => port > 0 && port <= 65_535))];
}

/** The first of these paths of keys that the service has. */
export function firstAt(
  { service }: ComposeSpot,
  ...paths: readonly (readonly string[])[]
): { readonly path: readonly string[]; readonly node: ComposeNode; readonly keyRange: TextRange } | undefined {
  for (const path of paths) {
    const node = nodeAt(service.tree, ...path);
    const holder = nodeAt(service.tree, ...path.slice(0, -1));
    const keyRange = holder?.type === 'map' ? holder.entries.get(path.at(-1) ?? '')?.keyRange : undefined;
    if (node !== undefined && keyRange !== undefined) return { path, node, keyRange };
  }
  return undefined;
}

/** The place alone: what is meant, only a person knows. */
export function markKey(...paths: readonly (readonly string[])[]): ComposePlacer {
  return (spot) => {
    const found = firstAt(spot, ...paths);
    return found && { range: found.node.type === 'scalar' ? valueRange(found) : found.keyRange, fixes: [] };
  };
}

/** A value that is told by its key: an empty one has no place of its own. */
export function valueRange({
  node,
  keyRange,
}: {
  readonly node: ComposeNode;
  readonly keyRange: TextRange;
}): TextRange {
  const { start, end } = node.range;
  return node.type === 'scalar' && (start.line !== end.line || start.character !== end.character)
    ? node.range
    : keyRange;
}

/** The value of a key of the service that reads as `matches` says; `next` is what it shall be, in the words of `title`. */
export function replaceValue(
  spot: ComposeSpot,
  paths: readonly (readonly string[])[],
  matches: (value: string) => boolean,
  title: (next: string) => string,
  next: (value: string) => string | undefined,
): Place | undefined {
  const found = firstAt(spot, ...paths);
  if (found?.node.type !== 'scalar' || found.node.value === null || !matches(String(found.node.value)))
    return undefined;
  const value = String(found.node.value);
  const wanted = next(value);
  return {
    range: valueRange(found),
    fixes:
      wanted === undefined
        ? []
        : edit(
            title(wanted),
            rewriteScalar(spot.yaml, found.node, (source) => {
              const at = source.indexOf(value);
              return at < 0 ? undefined : source.slice(0, at) + wanted + source.slice(at + value.length);
            }),
          ),
  };
}

/** A key that the service does not have yet, told at its name. */
export function addServiceKey(spot: ComposeSpot, title: string, lines: readonly string[]): Place {
  return { range: spot.service.name.range, fixes: edit(title, addKey(spot.yaml, spot.service.tree, lines)) };
}
