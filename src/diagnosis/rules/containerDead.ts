// A container that the engine could remove only in part (B24).

import { clean, defineRule } from '../rule';
import { containerRef } from '../words';

export const containerDead = defineRule<'container', { name: string }>({
  id: 'container-dead',
  code: 'B24',
  severity: 'warning',
  over: 'container',
  needs: ['container'],
  explains: ['container-exited-with-error', 'container-start-failed', 'container-oom-killed'],
  title: () => 'dead: the engine could not remove it completely',
  explanation: () =>
    'The engine tried to remove the container and failed half way, mostly because a mount or a file of it is in use. It cannot be started any more. Remove it by force; if that fails, see what holds its files.',
  check(container) {
    if (container.state !== 'dead') return clean;
    const target = containerRef(container);
    return {
      caught: [
        {
          data: { name: container.name },
          confidence: 1,
          subject: target,
          evidence: [{ source: 'inspect', path: 'State.Status', excerpt: 'dead' }],
          remedies: [
            { title: 'Copy the command that removes it', snippet: `docker rm --force ${container.id.slice(0, 12)}` },
            { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
          ],
        },
      ],
    };
  },
});
