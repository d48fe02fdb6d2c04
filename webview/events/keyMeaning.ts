// What the keys of the events panel mean, wherever the focus is.

/** Prevents what the browser would do with a key that means something here. */
export function keyMeaning(event: KeyboardEvent): 'find' | 'copy' | 'all' | 'close' | undefined {
  if (event.key === 'Escape') return 'close';
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const inList = event.target instanceof Element && event.target.closest('dockhound-rows') !== null;
  const meaning = meaningOf(event.key.toLowerCase(), inList);
  if (meaning) event.preventDefault();
  return meaning;
}

function meaningOf(key: string, inList: boolean): 'find' | 'copy' | 'all' | undefined {
  if (key === 'f') return 'find';
  if (!inList) return undefined;
  // Text that somebody has marked is what they want to copy.
  if (key === 'c' && (getSelection()?.toString() ?? '') === '') return 'copy';
  return key === 'a' ? 'all' : undefined;
}
