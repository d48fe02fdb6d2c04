// The pictures of frames, boxes and lines.

import { nothing, type SVGTemplateResult, svg } from 'lit';
import type { FitText } from './fitText';
import type { MapFrame, MapItem } from './mapCells';
import { frame as frameSizes, type MapLine, type Place } from './mapLayout';
import { endpointFacts, groupFacts, isAmiss, networkFacts, spoken, taskFacts } from './mapWords';

export interface BoxLook {
  readonly place: Place;
  readonly selected: boolean;
  /** In the tab order. */
  readonly current: boolean;
  readonly shorten: FitText;
}

// Glyphs of the codicon font, by their names there.
const glyphs = {
  globe: '\ueb01',
  'type-hierarchy': '\uebb9',
  package: '\ueb29',
  layers: '\uebd2',
  'chevron-right': '\ueab6',
  'chevron-down': '\ueab4',
  warning: '\uea6c',
  'server-process': '\ueba2',
} as const;

export function frameView(
  { key, network, items }: MapFrame,
  { place, selected, current, shorten }: BoxLook,
): SVGTemplateResult {
  const facts = networkFacts(network);
  const room = place.width - 38;
  const count = items.length === 0 ? ', nothing is attached to it alone' : '';
  return svg`<g class="frame ${selected ? 'selected' : ''}" transform="translate(${place.x} ${place.y})">
    <rect class="body ${network.internal ? 'internal' : ''}" width=${place.width} height=${place.height} rx="5"></rect>
    <g
      class="stop header"
      role="button"
      data-key=${key}
      tabindex=${current ? 0 : -1}
      aria-pressed=${selected ? 'true' : 'false'}
      aria-label="${network.name}, network, ${facts}${count}"
    >
      <title>${network.name}\n${facts}</title>
      <rect class="hit" width=${place.width} height=${frameSizes.header - 6} rx="5"></rect>
      <text class="glyph" x="10" y="24" aria-hidden="true">${glyphs[network.scope === 'swarm' ? 'globe' : 'type-hierarchy']}</text>
      <text class="name" x="30" y="18">${shorten(network.name, room, 'name')}</text>
      <text class="facts" x="30" y="33">${shorten(facts, room, 'facts')}</text>
    </g>
  </g>`;
}

/** `networkIds` and `networks`: of the cell it is in, by id and by name. */
export function boxView(
  item: MapItem,
  networkIds: readonly string[],
  networks: readonly string[],
  { place, selected, current, shorten }: BoxLook,
): SVGTemplateResult {
  const { icon, name, facts, amiss } = wordsOf(item, networkIds);
  const room = place.width - 38;
  return svg`<g
    class="stop box box-${item.type} ${selected ? 'selected' : ''} ${amiss ? 'amiss' : ''}"
    role="button"
    data-key=${item.key}
    tabindex=${current ? 0 : -1}
    aria-pressed=${item.type === 'group' ? nothing : selected ? 'true' : 'false'}
    aria-expanded=${item.type === 'group' ? (item.open ? 'true' : 'false') : nothing}
    aria-label=${spoken(item, networks)}
    transform="translate(${place.x} ${place.y})"
  >
    <title>${name}\n${facts}</title>
    ${item.type === 'group' && !item.open ? svg`<rect class="pile" x="4" y="4" width=${place.width} height=${place.height} rx="4"></rect>` : nothing}
    <rect class="body" width=${place.width} height=${place.height} rx="4"></rect>
    <text class="glyph" x="9" y="25" aria-hidden="true">${glyphs[icon]}</text>
    <text class="name" x="30" y="17">${shorten(name, room, 'name')}</text>
    <text class="facts" x="30" y="31">${shorten(facts, room, 'facts')}</text>
  </g>`;
}

export function lineView({ points }: MapLine, emphasis: 'plain' | 'lit' | 'dim'): SVGTemplateResult {
  return svg`<path class="line ${emphasis}" d=${pathOf(points)}></path>`;
}

function wordsOf(
  item: MapItem,
  networkIds: readonly string[],
): { icon: keyof typeof glyphs; name: string; facts: string; amiss: boolean } {
  switch (item.type) {
    case 'group':
      return {
        icon: item.open ? 'chevron-down' : 'chevron-right',
        name: item.title,
        facts: groupFacts(item.endpoints),
        amiss: !item.open && item.endpoints.some(isAmiss),
      };
    case 'task':
      return { icon: 'server-process', name: item.task.name, facts: taskFacts(item.task), amiss: !item.task.running };
    case 'endpoint': {
      const { endpoint } = item;
      const amiss = isAmiss(endpoint);
      const icon = amiss ? 'warning' : endpoint.kind === 'service' ? 'layers' : 'package';
      return { icon, name: endpoint.name, facts: endpointFacts(endpoint, networkIds), amiss };
    }
  }
}

/** Straight where it has only its ends, else a curve through what dagre kept clear. */
function pathOf(points: MapLine['points']): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) return '';
  if (rest.length === 1) {
    const bend = (last.x - first.x) / 2;
    return `M${first.x} ${first.y}C${first.x + bend} ${first.y} ${last.x - bend} ${last.y} ${last.x} ${last.y}`;
  }
  let path = `M${first.x} ${first.y}`;
  for (const [at, point] of rest.slice(0, -1).entries()) {
    const next = rest[at + 1] ?? last;
    const end = at === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    path += `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  }
  return path;
}
