// Who belongs to whom in the live picture, kept current object by object, so that one change costs no full pass.

import type { Container } from '../../model/container';
import type { Task } from '../../model/task';
import type { ScreenPicture } from './screenPicture';

export interface PictureIndex {
  readonly tasksByService: Grouping<Task>;
  readonly tasksByNode: Grouping<Task>;
  readonly containersByService: Grouping<Container>;
}

/** Values by id, grouped by a key that a value may lack or change. */
export interface Grouping<T> {
  /** Puts or (undefined) takes away the value; tells the groups it was and is in. */
  put(id: string, value: T | undefined): readonly string[];
  of(key: string): Iterable<T>;
}

export function indexPicture(picture: ScreenPicture): PictureIndex {
  const index: PictureIndex = {
    tasksByService: createGrouping((task) => task.serviceId),
    tasksByNode: createGrouping((task) => task.nodeId),
    containersByService: createGrouping((container) => container.serviceId),
  };
  for (const task of picture.all('task')?.values() ?? []) {
    index.tasksByService.put(task.id, task);
    index.tasksByNode.put(task.id, task);
  }
  for (const container of picture.all('container')?.values() ?? [])
    index.containersByService.put(container.id, container);
  return index;
}

function createGrouping<T>(keyOf: (value: T) => string | undefined): Grouping<T> {
  const keys = new Map<string, string>();
  const groups = new Map<string, Map<string, T>>();
  return {
    put(id, value) {
      const before = keys.get(id);
      const after = value === undefined ? undefined : keyOf(value);
      if (before !== undefined && before !== after) {
        keys.delete(id);
        const group = groups.get(before);
        group?.delete(id);
        if (group?.size === 0) groups.delete(before);
      }
      if (after !== undefined && value !== undefined) {
        keys.set(id, after);
        const group = groups.get(after) ?? new Map<string, T>();
        group.set(id, value);
        groups.set(after, group);
      }
      return [before, after].filter((key) => key !== undefined);
    },
    of: (key) => groups.get(key)?.values() ?? [],
  };
}
