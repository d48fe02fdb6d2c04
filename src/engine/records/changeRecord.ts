// The answer of GET /containers/{id}/changes → FileChange[].

import type { ChangeKind, FileChange } from '../../model/containerFile';
import { items, raw, text } from './read';

// Engine API, ContainerChangeResponseItem.
const kinds: readonly ChangeKind[] = ['changed', 'added', 'deleted'];

/** What has no path or an unknown kind is left out: a path that is not absolute is no path inside the container. */
export function changeRecords(value: unknown): readonly FileChange[] {
  // An engine says null for nothing.
  return items(value).flatMap((item) => {
    const { Path, Kind } = raw(item);
    const path = text(Path);
    const kind = typeof Kind === 'number' ? kinds[Kind] : undefined;
    return path?.startsWith('/') && kind ? [{ path, kind }] : [];
  });
}
