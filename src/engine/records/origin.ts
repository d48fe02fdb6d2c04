// Who made an object, from the labels that Docker's own tools leave on it.

import { type Labels, present, text } from './read';

/** `com.docker.stack.namespace` is set by `docker stack deploy`, `com.docker.compose.*` by Compose. */
export function origin(labels: Labels): { stack?: string; composeProject?: string } {
  return present({
    stack: text(labels['com.docker.stack.namespace']),
    composeProject: text(labels['com.docker.compose.project']),
  });
}

/** What a container's labels tell beyond its `origin`; the `com.docker.swarm.*` labels are set by the swarm agent. */
export function containerOrigin(labels: Labels) {
  return {
    ...origin(labels),
    ...present({
      composeService: text(labels['com.docker.compose.service']),
      serviceId: text(labels['com.docker.swarm.service.id']),
      serviceName: text(labels['com.docker.swarm.service.name']),
      taskId: text(labels['com.docker.swarm.task.id']),
      nodeId: text(labels['com.docker.swarm.node.id']),
    }),
  };
}
