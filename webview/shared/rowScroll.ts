// Scrolling counted in rows instead of pixels: a browser element ends at 33 million pixels, a log does not.

/** All positions are absolute row numbers; `top` may stand between two rows. */
export interface RowScroll {
  readonly first: number;
  readonly end: number;
  readonly top: number;
  /** Height of the viewport in rows; may be a fraction. */
  readonly rows: number;
  /** Stays at the newest row. */
  readonly following: boolean;
}

const minThumbPx = 24;

export function lastTop({ first, end, rows }: RowScroll): number {
  return Math.max(first, end - rows);
}

/** Moves the top; reaching the end by hand means following again. */
export function scrollTo(scroll: RowScroll, top: number): RowScroll {
  const last = lastTop(scroll);
  const next = Math.min(Math.max(top, scroll.first), last);
  return { ...scroll, top: next, following: next >= last - 0.01 };
}

export function scrollBy(scroll: RowScroll, rows: number): RowScroll {
  return scrollTo(scroll, scroll.top + rows);
}

/** New rows at the end or dropped ones at the beginning: what is being read keeps its place. */
export function withExtent(scroll: RowScroll, first: number, end: number): RowScroll {
  const next = { ...scroll, first, end };
  const last = lastTop(next);
  return { ...next, top: scroll.following ? last : Math.min(Math.max(scroll.top, first), last) };
}

export function withHeight(scroll: RowScroll, rows: number): RowScroll {
  return withExtent({ ...scroll, rows }, scroll.first, scroll.end);
}

/** Moves only as far as is needed to show the row whole. */
export function reveal(scroll: RowScroll, position: number): RowScroll {
  if (position < scroll.top) return scrollTo(scroll, position);
  if (position + 1 > scroll.top + scroll.rows) return scrollTo(scroll, position + 1 - scroll.rows);
  return scroll;
}

/** Puts the row in the middle unless it is in sight already. */
export function revealInMiddle(scroll: RowScroll, position: number): RowScroll {
  const inSight = position >= scroll.top && position + 1 <= scroll.top + scroll.rows;
  // Looking at a match means reading it: following would carry it away.
  return { ...(inSight ? scroll : scrollTo(scroll, position - (scroll.rows - 1) / 2)), following: false };
}

/** The scroll bar's thumb in pixels; undefined when everything is in sight. */
export function thumb(
  scroll: RowScroll,
  trackPx: number,
): { readonly offset: number; readonly size: number } | undefined {
  const total = scroll.end - scroll.first;
  if (total <= scroll.rows || trackPx <= 0) return undefined;
  const size = Math.max(Math.min(minThumbPx, trackPx), (trackPx * scroll.rows) / total);
  const share = (scroll.top - scroll.first) / (total - scroll.rows);
  return { offset: (trackPx - size) * share, size };
}

/** Where the top is when the thumb was dragged to this offset. */
export function topAtThumb(scroll: RowScroll, offsetPx: number, trackPx: number): number {
  const bar = thumb(scroll, trackPx);
  if (!bar || trackPx <= bar.size) return scroll.first;
  const share = Math.min(1, Math.max(0, offsetPx / (trackPx - bar.size)));
  return scroll.first + share * (scroll.end - scroll.first - scroll.rows);
}
