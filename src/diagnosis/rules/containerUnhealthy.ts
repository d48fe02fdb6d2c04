// The health check of a running container fails: a symptom, seen in the picture; its cause stands in the health log.

import { clean, defineRule } from '../rule';
import { containerRef } from '../words';

export const containerUnhealthy = defineRule<'container', { swarm: boolean }>({
  id: 'container-unhealthy',
  severity: 'error',
  over: 'container',
  needs: ['container'],
  title: () => 'health check fails',
  explanation: ({ swarm }) =>
    swarm
      ? 'The container runs, but its health check fails. Swarm ends such a task and starts another.'
      : 'The container runs, but its health check fails. The engine only reports this: it does not restart a container for its health.',
  check(container) {
    // A paused container cannot answer its probe: that was done on purpose.
    if (container.state !== 'running' || container.health !== 'unhealthy') return clean;
    const target = containerRef(container);
    return {
      caught: [
        {
          data: { swarm: container.serviceId !== undefined },
          confidence: 1,
          subject: target,
          evidence: [{ source: 'inspect', path: 'State.Health.Status', excerpt: 'unhealthy' }],
          remedies: [
            { title: 'Show the health log', command: 'dockhound.inspect', arguments: [target] },
            { title: 'Show logs', command: 'dockhound.logs', arguments: [target] },
            { title: 'Try the check in a shell', command: 'dockhound.exec', arguments: [target] },
            { title: 'Restart', command: 'dockhound.restart', arguments: [target] },
          ],
        },
      ],
    };
  },
});
