// The keys of the log panel, as what they ask for.

export type LogsKey =
  | { readonly do: 'copy' | 'chooseAll' | 'detail' | 'openFold' | 'closeFold' | 'close' }
  | { readonly do: 'step'; readonly kind: 'match' | 'error' | 'restart'; readonly direction: 'next' | 'previous' };

/** `inRows`: the focus is on a row. Undefined: the key is none of ours. */
export function logsKey(
  {
    key,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
  }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  inRows: boolean,
): LogsKey | undefined {
  const direction = shiftKey ? 'previous' : 'next';
  if (ctrlKey || metaKey) {
    switch (key.toLowerCase()) {
      case 'c':
        return inRows ? { do: 'copy' } : undefined;
      case 'a':
        return inRows ? { do: 'chooseAll' } : undefined;
      default:
        return undefined;
    }
  }
  switch (key) {
    case 'F3':
      return altKey ? undefined : { do: 'step', kind: 'match', direction };
    case 'F8':
      return { do: 'step', kind: altKey ? 'restart' : 'error', direction };
  }
  if (!inRows || altKey) return undefined;
  switch (key) {
    case 'Enter':
    case ' ':
      return { do: 'detail' };
    case 'ArrowRight':
      return { do: 'openFold' };
    case 'ArrowLeft':
      return { do: 'closeFold' };
    case 'Escape':
      return { do: 'close' };
    default:
      return undefined;
  }
}
