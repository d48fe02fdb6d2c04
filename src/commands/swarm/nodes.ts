// `dockhound.node.*`: what can be done to a node of the swarm.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { SwarmNode } from '../../model/swarmNode';
import type { TargetRef } from '../../model/target';
import {
  availabilityPlan,
  labelPlan,
  type NodeSurroundings,
  removeNodePlan,
  rolePlan,
} from '../../operations/nodePlans';
import type { Plan } from '../../operations/plan';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions } from '../givenOptions';
import { type PlanResult, runPlanned } from './runPlanned';

type NodeCommand = (
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
) => Promise<PlanResult | undefined>;

export const promoteNode = onNode((node, around) => rolePlan(node, 'manager', around));
export const demoteNode = onNode((node, around) => rolePlan(node, 'worker', around));
export const drainNode = onNode((node, around) => availabilityPlan(node, 'drain', around));
export const pauseNode = onNode((node, around) => availabilityPlan(node, 'pause', around));
export const activateNode = onNode((node, around) => availabilityPlan(node, 'active', around), { asks: false });
/** Option `force`: also a manager, or a node that is not down. */
export const removeNode = onNode((node, around, options) => removeNodePlan(node, flagOption(options, 'force'), around));

/** Option `labels`: `{ key: value }`, where `null` takes a label away; asks for `key=value` or `key-` otherwise. */
export const labelNode: NodeCommand = async (context, target, options) => {
  const labels = givenLabels(options.labels) ?? (await askForLabels(target));
  if (!labels) return undefined;
  return onNode((node, around) => labelPlan(node, labels, around), { asks: false })(context, target, options);
};

function onNode(
  planOf: (node: SwarmNode, around: NodeSurroundings, options: GivenOptions) => Plan,
  how: { asks?: boolean } = {},
): NodeCommand {
  return async (context, target, options) => {
    const { cluster } = context;
    const engine = await cluster.engine();
    const read = await engine.get('node', target.id ?? target.name ?? '');
    if (!read.ok) throw new HumanError(`Node ${target.name ?? target.id} cannot be read: ${read.unreadable.message}`);
    const [nodes, tasks, services] = await Promise.all([
      engine.list('node'),
      engine.list('task'),
      engine.list('service'),
    ]);
    const named = tasks.items.map((task) => cluster.get('task', task.id) ?? task);
    return runPlanned(
      context,
      engine,
      planOf(read.value, { engine, nodes: nodes.items, tasks: named, services: services.items }, options),
      options,
      how,
    );
  };
}

function givenLabels(value: unknown): Readonly<Record<string, string | undefined>> | undefined {
  if (value === undefined) return undefined;
  const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
  const wrong = entries.find(([key, one]) => !isLabelKey(key) || (one !== null && typeof one !== 'string'));
  if (entries.length === 0 || wrong) {
    throw new HumanError(
      wrong ? `The label ${wrong[0]} is not one.` : 'The option labels names no label.',
      'Give { key: "value" }, or null as a value to take a label away.',
    );
  }
  return Object.fromEntries(entries.map(([key, one]) => [key, (one as string | null) ?? undefined]));
}

async function askForLabels(target: TargetRef): Promise<Readonly<Record<string, string | undefined>> | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Label ${target.name ?? target.id}`,
    prompt: 'key=value sets a label, key- takes it away; several with blanks between',
    placeHolder: 'zone=eu-1 disk-',
    ignoreFocusOut: true,
    validateInput: (value) => (parsedLabels(value) ? undefined : 'Write key=value or key-, for example zone=eu-1.'),
  });
  return text === undefined ? undefined : parsedLabels(text);
}

/** Undefined where a word is neither `key=value` nor `key-`. */
export function parsedLabels(text: string): Readonly<Record<string, string | undefined>> | undefined {
  const words = text.trim().split(/\s+/);
  const labels: Record<string, string | undefined> = {};
  for (const word of words) {
    const at = word.indexOf('=');
    const key = at > 0 ? word.slice(0, at) : word.endsWith('-') ? word.slice(0, -1) : '';
    if (!isLabelKey(key)) return undefined;
    labels[key] = at > 0 ? word.slice(at + 1) : undefined;
  }
  return labels;
}

function isLabelKey(key: string): boolean {
  return /^[\w][\w./-]*$/.test(key) && key !== '__proto__';
}
