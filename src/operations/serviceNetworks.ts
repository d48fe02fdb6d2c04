// Gives a service's tasks another network, or takes one from them: for a task that is the service's business.

import type { Engine, JsonObject, JsonValue } from '../engine/engine';
import { HumanError } from '../model/humanError';
import type { Network } from '../model/network';
import type { Service } from '../model/service';
import { changedAt, objectAt } from './json';
import { isPredefined } from './networkChecks';
import type { Plan } from './plan';
import { serviceSteps } from './serviceSteps';

/** All tasks are replaced, one after the other; undone when they do not come up. */
export function serviceNetworkPlan(
  service: Service,
  network: Network,
  change: 'add' | 'remove',
  aliases: readonly string[],
  engine: Engine,
): Plan {
  const has = service.networkIds.includes(network.id);
  if (change === 'add') {
    if (has) throw new HumanError(`${service.name} is on ${network.name} already.`);
    if (network.scope !== 'swarm' || network.ingress || isPredefined(network)) {
      throw new HumanError(
        `${network.name} is a ${network.scope} ${network.driver} network, and the tasks of a service share overlay networks only.`,
        'Choose an overlay network, or create one.',
      );
    }
  } else if (!has) {
    throw new HumanError(`${service.name} is not on ${network.name}.`, 'Refresh to see its networks.');
  }
  const title =
    change === 'add'
      ? `Connect service ${service.name} to ${network.name}`
      : `Disconnect service ${service.name} from ${network.name}`;
  const left = service.networkIds.filter((id) => id !== network.id).length;
  let taken: readonly JsonValue[] = [];
  const join = (spec: JsonObject, entries: readonly JsonValue[]) =>
    entriesOf(spec, network.id).length > 0
      ? undefined
      : changedAt(spec, ['TaskTemplate', 'Networks'], (list) => [...listAt(list), ...entries]);
  const leave = (spec: JsonObject) => {
    taken = entriesOf(spec, network.id);
    return taken.length === 0 ? undefined : without(spec, network.id);
  };
  const own: readonly JsonValue[] = [{ Target: network.id, ...(aliases.length > 0 ? { Aliases: [...aliases] } : {}) }];
  return {
    title,
    warnings: [
      'The networks of a task belong to its service, so all its tasks are replaced, one after the other.',
      ...(change === 'remove' && left === 0
        ? ['It is its only network: its tasks reach no other service any more.']
        : []),
      ...(change === 'remove'
        ? [
            `Others on ${network.name} cannot find it as ${[service.name, `tasks.${service.name}`, ...(service.networkAliases?.[network.id] ?? [])].join(', ')} there any more.`,
          ]
        : []),
    ],
    steps: serviceSteps(service, engine, {
      title,
      there: (spec) => (change === 'add' ? join(spec, own) : leave(spec)),
      back: (spec) => (change === 'add' ? leaveAgain(spec, network.id) : join(spec, taken)),
    }),
    afterUndo: `${service.name} has the networks it had.`,
  };
}

function leaveAgain(spec: JsonObject, id: string): JsonObject | undefined {
  return entriesOf(spec, id).length === 0 ? undefined : without(spec, id);
}

/** Before API 1.25 they stood beside the task template, and old services still have them there. */
function without(spec: JsonObject, id: string): JsonObject {
  const rest = (list: JsonValue | undefined) => listAt(list).filter((entry) => objectAt(entry).Target !== id);
  const inner = changedAt(spec, ['TaskTemplate', 'Networks'], rest);
  return Array.isArray(spec.Networks) ? changedAt(inner, ['Networks'], rest) : inner;
}

function entriesOf(spec: JsonObject, id: string): readonly JsonValue[] {
  const all = [...listAt(objectAt(spec.TaskTemplate).Networks), ...listAt(spec.Networks)];
  return all.filter((entry) => objectAt(entry).Target === id);
}

function listAt(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
