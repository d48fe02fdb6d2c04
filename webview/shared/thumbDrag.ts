// Drags the thumb of a scroll bar that is drawn by hand.

/** `moved` gets the thumb's offset and the track's height, both in pixels, until the button is let go. */
export function dragThumb(event: PointerEvent, moved: (offset: number, trackPx: number) => void): void {
  if (event.button !== 0) return;
  event.preventDefault();
  const handle = event.currentTarget as HTMLElement;
  const track = handle.parentElement;
  if (!track) return;
  const grabbedAt = event.clientY - handle.getBoundingClientRect().top;
  handle.setPointerCapture(event.pointerId);
  const drag = (move: PointerEvent) => {
    moved(move.clientY - grabbedAt - track.getBoundingClientRect().top, track.clientHeight);
  };
  const end = () => {
    handle.removeEventListener('pointermove', drag);
    handle.removeEventListener('pointerup', end);
    handle.removeEventListener('pointercancel', end);
  };
  handle.addEventListener('pointermove', drag);
  handle.addEventListener('pointerup', end);
  handle.addEventListener('pointercancel', end);
}
