// Moves the focus through the rows of the table by keys, and chooses what is charted.

import type { Row } from './statsColumns';

/** Rows out of sight are not in the page: they are scrolled to first. `add`: to what is charted already. */
export function moveInRows(
  event: KeyboardEvent,
  rows: readonly Row[],
  rowHeight: number,
  choose: (containerId: string, add: boolean) => void,
): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
  const { id } = event.target.dataset;
  const at = rows.findIndex(({ source }) => source.containerId === id);
  const box = event.target.closest<HTMLElement>('.table-box');
  if (id === undefined || at < 0 || !box) return;
  const page = Math.max(1, Math.floor(box.clientHeight / rowHeight) - 2);
  const steps: Readonly<Record<string, number>> = {
    ...{ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: rows.length - 1 },
  };
  const to = steps[event.key];
  if (event.key === 'Enter' || event.key === ' ') choose(id, event.key === ' ');
  else if (to === undefined) return;
  else focusRow(box, rows, Math.min(rows.length - 1, Math.max(0, to)), rowHeight);
  event.preventDefault();
}

/** Only `id`, or it as well as those before, or no more. One always stays; beyond `most` the oldest goes. */
export function chosenIds(charted: readonly string[], id: string, add: boolean, most: number): readonly string[] {
  if (!add) return [id];
  if (!charted.includes(id)) return [...charted, id].slice(-most);
  return charted.length > 1 ? charted.filter((one) => one !== id) : charted;
}

function focusRow(box: HTMLElement, rows: readonly Row[], index: number, rowHeight: number): void {
  const top = index * rowHeight;
  const head = box.querySelector('thead')?.clientHeight ?? 0;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight + head > box.scrollTop + box.clientHeight)
    box.scrollTop = top + rowHeight + head - box.clientHeight;
  const id = rows[index]?.source.containerId;
  const focus = (triesLeft: number) => {
    const row = [...box.querySelectorAll<HTMLElement>('tr[data-id]')].find(({ dataset }) => dataset.id === id);
    if (row) row.focus();
    // It is drawn after the scroll has been heard of.
    else if (triesLeft > 0) requestAnimationFrame(() => focus(triesLeft - 1));
  };
  focus(5);
}
