// Which other images of an engine stand on the same layers as this one, and how much of it they share.

import { humanBytes } from '../../../model/bytes';
import { atPointer } from '../../../model/maskSecrets';
import type { PlainJson } from '../../../model/plainJson';
import type { FactSection } from '../../../protocol/inspect';
import { historyKey } from '../inspectTarget';
import { code } from './factReader';

export interface OtherImage {
  readonly name: string;
  /** As the engine inspects it; absent where it was not read. */
  readonly json: PlainJson | undefined;
}

/** `own` with its history. Layers are shared from the bottom up, so the first one that differs ends it. */
export function sharedLayers(own: PlainJson, others: readonly OtherImage[]): FactSection | undefined {
  const layers = layersOf(own);
  if (layers.length === 0) return undefined;
  const sizes = layerSizes(own, layers.length);
  const shared = others
    .map(({ name, json }) => ({ name, count: json === undefined ? 0 : inCommon(layers, layersOf(json)) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  const title = 'Shares layers with';
  const unread = others.filter(({ json }) => json === undefined).length;
  const rest = unread === 0 ? '' : ` ${unread} of the other images ${unread === 1 ? 'was' : 'were'} not looked at.`;
  if (shared.length === 0) return { title, empty: `No other image of this engine has a layer of it.${rest}` };
  return {
    title,
    ...(rest === '' ? {} : { facts: [{ label: 'Not looked at', values: [{ text: String(unread) }] }] }),
    table: {
      columns: ['Image', 'Layers', 'Size'],
      rows: shared.map(({ name, count }) => [
        code(name),
        { text: `${count} of ${layers.length}`, numeric: true },
        { text: sizes ? humanBytes(sizes.slice(0, count).reduce((sum, size) => sum + size, 0)) : '', numeric: true },
      ]),
    },
  };
}

/** From the bottom up. */
function layersOf(image: PlainJson): readonly string[] {
  const layers = atPointer(image, '/RootFS/Layers');
  return Array.isArray(layers) ? layers.filter((layer) => typeof layer === 'string') : [];
}

function inCommon(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((layer, i) => layer !== other[i]);
  return end < 0 ? one.length : end;
}

/** From the bottom up; undefined where steps without any size make it unclear which step made which layer. */
function layerSizes(image: PlainJson, count: number): readonly number[] | undefined {
  const history = atPointer(image, `/${historyKey}`);
  if (!Array.isArray(history)) return undefined;
  const sizes = history
    .map((_, i) => atPointer(image, `/${historyKey}/${i}/Size`))
    .filter((size) => typeof size === 'number' && size > 0) as number[];
  return sizes.length === count ? sizes.reverse() : undefined;
}
