// Moves the focus through the rows of the table by keys, and opens and closes what a row stands for.

/** `toggle` is given the name of what opens and closes. Keys on a button of a row or the head are the button's. */
export function moveInTable(event: KeyboardEvent, toggle: (name: string) => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest<HTMLElement>('tr[data-name]');
  if (!row || event.target !== row) return;
  const rows = [...(row.closest('table')?.querySelectorAll<HTMLElement>('tr[data-name]') ?? [])];
  const at = rows.indexOf(row);
  const go = (index: number) => rows[Math.min(rows.length - 1, Math.max(0, index))]?.focus();
  const { toggle: branch, full } = row.dataset;
  const open = row.getAttribute('aria-expanded') === 'true';
  const page = Math.max(1, Math.floor((row.closest('.scroll')?.clientHeight ?? 0) / Math.max(1, row.clientHeight)) - 2);
  switch (event.key) {
    case 'ArrowDown':
      go(at + 1);
      break;
    case 'ArrowUp':
      go(at - 1);
      break;
    case 'PageDown':
      go(at + page);
      break;
    case 'PageUp':
      go(at - page);
      break;
    case 'Home':
      go(0);
      break;
    case 'End':
      go(rows.length - 1);
      break;
    case 'ArrowRight':
      if (branch !== undefined && !open) toggle(branch);
      else if (branch !== undefined) go(at + 1);
      break;
    case 'ArrowLeft':
      if (branch !== undefined && open) toggle(branch);
      else parentOf(rows, at)?.focus();
      break;
    case 'Enter':
    case ' ':
      if (full !== undefined) toggle(full);
      else if (branch !== undefined) toggle(branch);
      break;
    default:
      return;
  }
  event.preventDefault();
}

function parentOf(rows: readonly HTMLElement[], at: number): HTMLElement | undefined {
  const levelOf = (row: HTMLElement | undefined) => Number(row?.getAttribute('aria-level') ?? 1);
  const level = levelOf(rows[at]);
  for (let above = at - 1; above >= 0; above--) if (levelOf(rows[above]) < level) return rows[above];
  return undefined;
}
