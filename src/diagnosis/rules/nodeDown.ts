// A node of the swarm does not answer its managers any more (D23).

import { clean, defineRule } from '../rule';
import { managersWords, nodeRef } from '../screen/nodeCases';
import { count, oneLine } from '../words';

interface Data {
  readonly manager: boolean;
  readonly managers: string | undefined;
  readonly message: string | undefined;
  /** Tasks that are still put down to the node: nobody knows whether they run. */
  readonly tasks: number;
  readonly drained: boolean;
}

export const nodeDown = defineRule<'node', Data>({
  id: 'node-down',
  code: 'D23',
  severity: 'warning',
  over: 'node',
  needs: ['node', 'task'],
  title: ({ manager, managers, tasks, drained }) =>
    [
      `${manager ? 'manager' : 'node'} down`,
      ...(drained ? ['drained before'] : []),
      ...(tasks > 0 ? [`${count(tasks, 'task')} with unknown state`] : []),
      ...(managers === undefined ? [] : [managers]),
    ].join(' · '),
  explanation: ({ message, tasks, manager, managers, drained }) =>
    `The node does not answer the managers${message === undefined ? '' : ` (${message})`}: its engine or machine is off, frozen or cut off.${
      tasks > 0
        ? ` ${count(tasks, 'task')} ${tasks === 1 ? 'is' : 'are'} still put down to it; whether ${tasks === 1 ? 'it runs' : 'they run'} nobody can tell. Swarm starts others elsewhere where it may.`
        : ''
    }${manager && managers !== undefined ? ` As a manager it counts for the majority: ${managers}.` : ''}${
      drained ? ' It was drained before, so this seems to be meant.' : ''
    }`,
  check(node, around) {
    if (node.state !== 'down') return clean;
    let tasks = 0;
    for (const task of around.tasksOn(node.id)) if (task.state === 'running') tasks++;
    const manager = node.role === 'manager';
    const drained = node.availability === 'drain';
    const target = nodeRef(node);
    return {
      caught: [
        {
          data: {
            manager,
            managers: manager ? managersWords(around.nodes) : undefined,
            message: node.message === undefined ? undefined : oneLine(node.message),
            tasks,
            drained,
          },
          confidence: 1,
          severity: manager ? 'error' : drained && tasks === 0 ? 'info' : 'warning',
          subject: target,
          evidence: [
            { source: 'node', path: 'Status', excerpt: oneLine(`down${node.message ? `: ${node.message}` : ''}`) },
          ],
          remedies: [
            { title: 'Inspect', command: 'dockhound.inspect', arguments: [target] },
            { title: 'Copy the command that takes it off the list', snippet: `docker node rm ${node.id}` },
          ],
        },
      ],
    };
  },
});
