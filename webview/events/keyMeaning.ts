// What the keys of the events panel mean, wherever the focus is.

/** Prevents what the browser would do with a key that means something here. */
export function keyMeaning(event: KeyboardEvent): 'copy' | 'all' | 'close' | undefined {
  if (event.key === 'Escape') return 'close';
  if (!event.ctrlKey && !event.metaKey) return undefined;
  if (!(event.target instanceof Element) || event.target.closest('dockhound-rows') === null) return undefined;
  const meaning = inList(event.key.toLowerCase());
  if (meaning) event.preventDefault();
  return meaning;
}

function inList(key: string): 'copy' | 'all' | undefined {
  // Text that somebody has marked is what they want to copy.
  if (key === 'c' && (getSelection()?.toString() ?? '') === '') return 'copy';
  return key === 'a' ? 'all' : undefined;
}
