// How an object reads in a picker: the same words and icon as in the trees.

import type { Cluster } from '../cluster/cluster';
import type { EngineObject } from '../model/objects';
import { containerLook } from '../views/trees/looks/containerLook';
import { imageLook, networkLook, pluginLook, secretLook, volumeLook } from '../views/trees/looks/resourceLooks';
import { nodeLook, serviceLook, taskLook } from '../views/trees/looks/swarmLooks';
import type { RowLook } from '../views/trees/rowLook';
import type { Offer } from './targets';

export function offerOf(cluster: Cluster): (object: EngineObject) => Offer {
  const now = Date.now();
  return (object) => {
    const look = lookOf(object);
    return {
      kind: object.kind,
      label: look.label,
      description: `${object.kind} · ${look.description ?? ''}`,
      icon: look.icon,
    };
  };

  function lookOf(object: EngineObject): RowLook {
    switch (object.kind) {
      case 'container':
        return containerLook(object, now);
      case 'service':
        return { ...serviceLook(object, undefined), label: object.name, description: object.image };
      case 'task': {
        const node = object.nodeId === undefined ? undefined : cluster.get('node', object.nodeId);
        return taskLook(object, node?.name, now);
      }
      case 'node':
        return nodeLook(object);
      case 'network':
        return networkLook(object, 0);
      case 'volume':
        return volumeLook(object, undefined, now);
      case 'image':
        return imageLook(object, undefined, now);
      case 'secret':
      case 'config':
        return secretLook(object, undefined, now);
      case 'plugin':
        return pluginLook(object);
    }
  }
}
