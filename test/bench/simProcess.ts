// A simulated swarm in a process of its own, so that the work of pretending is not measured; steered by messages.
import { startSimEngine } from '../sim/simEngine';
import { simContainer } from '../sim/simState';
import { failTask, fillSwarm, type SimSwarmSize, serviceEvent } from '../sim/simSwarm';

export type SimOrder =
  | { readonly type: 'start'; readonly size: SimSwarmSize & { readonly containers?: number } }
  /** Lets the first running task of that service fail, and says so with an event of the service. */
  | { readonly type: 'fail'; readonly service: number }
  | { readonly type: 'requests' };

export type SimAnswer =
  | { readonly type: 'started'; readonly url: string }
  | { readonly type: 'failed'; readonly at: number }
  /** What was asked since the last time. */
  | { readonly type: 'requests'; readonly requests: readonly string[] };

async function main(): Promise<void> {
  const sim = await startSimEngine({ name: 'simulated' });
  let perService = 1;
  const answer = (message: SimAnswer) => process.send?.(message);
  process.on('disconnect', () => process.exit());
  process.on('message', (order: SimOrder) => {
    switch (order.type) {
      case 'start':
        fillSwarm(sim, order.size);
        for (let at = 0; at < (order.size.containers ?? 0); at++) sim.add(simContainer(at, Date.now()));
        perService = Math.ceil(order.size.tasks / order.size.services);
        answer({ type: 'started', url: sim.endpoint.url });
        return;
      case 'fail': {
        const first = order.service * perService;
        const running = sim.lists.tasks.findIndex((task, at) => at >= first && task.DesiredState === 'running');
        failTask(sim, running);
        sim.emit(serviceEvent(sim, order.service));
        answer({ type: 'failed', at: Date.now() });
        return;
      }
      case 'requests':
        answer({ type: 'requests', requests: sim.requests.splice(0) });
        return;
    }
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
