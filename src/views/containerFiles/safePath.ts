// Decides which names of an archive may become names on this machine's disk.

/** Segments below the folder that is written to; undefined for a name that leads elsewhere or cannot be written here. */
export function safeSegments(name: string, windows: boolean): readonly string[] | undefined {
  if (name.includes('\0')) return undefined;
  const segments = name.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.some((segment) => segment === '..' || (windows && !windowsName(segment)))) return undefined;
  return segments;
}

/**
 * Whether a symlink in the folder `from` (segments below the one that is written to) stays below it: leading `..` climb real
 * folders; behind a name they might climb out of another symlink, so there they are refused.
 */
export function staysInside(from: readonly string[], target: string, windows: boolean): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\0')) return false;
  const segments = target.split('/').filter((segment) => segment !== '' && segment !== '.');
  const up = segments.findIndex((segment) => segment !== '..');
  const climbs = up < 0 ? segments.length : up;
  const down = segments.slice(climbs);
  return climbs <= from.length && !down.includes('..') && (!windows || down.every(windowsName));
}

// Microsoft, "Naming Files, Paths, and Namespaces".
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

function windowsName(name: string): boolean {
  return (
    !/[<>:"\\|?*]/.test(name) && ![...name].some((each) => each < ' ') && !/[. ]$/.test(name) && !reserved.test(name)
  );
}
