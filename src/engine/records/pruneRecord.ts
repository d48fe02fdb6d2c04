// The answers of POST /{containers,images,volumes,networks}/prune → PruneResult.

import type { PruneResult } from '../engine';
import { count, isRaw, items, raw, text, texts } from './read';

export function pruneRecord(value: unknown): PruneResult {
  const answer = raw(value);
  const images = items(answer.ImagesDeleted).flatMap(
    (item) => text(raw(item).Deleted) ?? text(raw(item).Untagged) ?? [],
  );
  const removed = [
    ...texts(answer.ContainersDeleted),
    ...images,
    ...texts(answer.VolumesDeleted),
    ...texts(answer.NetworksDeleted),
  ];
  // Podman answers with one report per object.
  const reports = items(value).filter(isRaw);
  return {
    removed: [...removed, ...reports.flatMap((report) => text(report.Id) ?? [])],
    reclaimedBytes: count(answer.SpaceReclaimed) ?? reports.reduce((sum, report) => sum + (count(report.Size) ?? 0), 0),
  };
}
