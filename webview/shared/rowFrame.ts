// The element around one row of a long list: a list item, a row of a tree, or a row of a grid.

import { html, nothing, type TemplateResult } from 'lit';

/** Where a row stands in a tree. */
export interface TreeRow {
  /** 1 at the top. */
  readonly level: number;
  /** Only for rows with rows below them. */
  readonly open?: boolean;
  /** Which of how many with the same parent, from 1. */
  readonly place: number;
  readonly siblings: number;
  /** What can be pressed on it beside the keys of every tree, as `aria-keyshortcuts` has it. */
  readonly keys?: string;
}

/** How a row of a grid is told to who hears it instead of seeing it. */
export interface GridRow {
  readonly label: string;
  /** Only for rows that open and close. */
  readonly open?: boolean;
}

interface RowFrame {
  readonly position: number;
  readonly first: number;
  readonly end: number;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  /** More than one row is chosen. */
  readonly isRange: boolean;
  readonly isTree: boolean;
  readonly isGrid: boolean;
  readonly tree: TreeRow | undefined;
  readonly grid: GridRow | undefined;
  /** Undefined: not here yet. */
  readonly content: TemplateResult | undefined;
}

/** Can take the focus; `data-position` says which row it is. */
export function rowFrame(frame: RowFrame): TemplateResult {
  const { position, first, end, isCurrent, isChosen, isRange, isTree, isGrid, tree, grid } = frame;
  const content = frame.content ?? html`<span class="quiet">…</span>`;
  const tabindex = isCurrent ? 0 : -1;
  const current = isCurrent ? 'current' : '';
  if (isGrid) {
    return html`<div
      class="row ${current} ${isChosen && isRange ? 'chosen' : ''}"
      role="row"
      tabindex=${tabindex}
      data-position=${position}
      aria-label=${grid?.label ?? nothing}
      aria-level="1"
      aria-expanded=${grid?.open === undefined ? nothing : String(grid.open)}
      aria-selected=${String(isChosen)}
      aria-posinset=${position - first + 1}
      aria-setsize=${end - first}
    ><div class="cell" role="gridcell">${content}</div></div>`;
  }
  return html`<div
    class="row ${current}"
    role=${isTree ? 'treeitem' : 'listitem'}
    tabindex=${tabindex}
    data-position=${position}
    aria-keyshortcuts=${tree?.keys ?? nothing}
    aria-level=${tree?.level ?? nothing}
    aria-expanded=${tree?.open === undefined ? nothing : String(tree.open)}
    aria-posinset=${tree?.place ?? position - first + 1}
    aria-setsize=${tree?.siblings ?? end - first}
  >
    ${content}
  </div>`;
}
