// Which verdicts a change of the picture puts in question: those on the object, and on what is judged by it.

import type { SnapshotChange } from '../../model/snapshot';
import type { RuleScope } from '../rule';
import type { PictureIndex } from './pictureIndex';
import type { ScreenPicture } from './screenPicture';

/** An object that rules judge, written `scope/id`; the engine has no id. */
export type SubjectKey = `${RuleScope}/${string}`;

export const engineKey: SubjectKey = 'engine/';

export function subjectKey(scope: RuleScope, id: string): SubjectKey {
  return `${scope}/${id}`;
}

/** Brings the index up to date with the change, and tells whose verdicts it touches. */
export function dirtyObjects(
  change: SnapshotChange & { type: 'patch' },
  picture: ScreenPicture,
  index: PictureIndex,
): Set<SubjectKey> {
  const dirty = new Set<SubjectKey>();
  let nodesChanged = false;
  for (const { kind, id } of change.objects) {
    switch (kind) {
      case 'container': {
        dirty.add(subjectKey('container', id));
        // A task's container may tell more of its end than the task does: that memory ran out.
        for (const service of index.containersByService.put(id, picture.all('container')?.get(id))) {
          dirty.add(subjectKey('service', service));
        }
        break;
      }
      case 'task': {
        const task = picture.all('task')?.get(id);
        for (const service of index.tasksByService.put(id, task)) dirty.add(subjectKey('service', service));
        for (const node of index.tasksByNode.put(id, task)) dirty.add(subjectKey('node', node));
        break;
      }
      case 'service':
        dirty.add(subjectKey('service', id));
        break;
      case 'node':
        nodesChanged = true;
        dirty.add(subjectKey('node', id));
        for (const task of index.tasksByNode.of(id)) dirty.add(subjectKey('service', task.serviceId));
        break;
      case 'network':
      case 'volume':
      case 'image':
      case 'secret':
      case 'config':
      case 'plugin':
        break;
    }
  }
  // Nodes are few, change rarely and are judged by each other (majority, names); global services by all of them.
  if (nodesChanged) {
    for (const id of picture.all('node')?.keys() ?? []) dirty.add(subjectKey('node', id));
    for (const service of picture.all('service')?.values() ?? []) {
      if (service.mode !== 'replicated') dirty.add(subjectKey('service', service.id));
    }
  }
  return dirty;
}
