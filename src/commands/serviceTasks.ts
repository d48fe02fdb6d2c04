// A service where one task or all of its tasks are meant: asks which, when that is a question at all.

import * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import type { NodeRoutes } from '../cluster/nodeRoutes';
import { shortAge } from '../model/age';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import { plainMessage } from '../views/plainMessage';
import { facts } from '../views/trees/rowLook';
import type { GivenOptions } from './givenOptions';
import { namedTask, type RunningTask, runningTasks } from './runningTasks';

export interface TaskQuestion {
  /** For example `Open Shell`. */
  readonly title: string;
  /**
   * How all tasks together read in the list: before the tasks where that is what one mostly wants, after them where it is an
   * explicit choice. Absent: exactly one task has to be meant.
   */
  readonly all?: { readonly label: string; readonly detail: string; readonly place: 'first' | 'last' };
}

export interface ChosenTasks {
  /** All tasks of the service are meant, however many run. */
  readonly all: boolean;
  /** Never empty. A target that is no service is here as it came. */
  readonly targets: readonly [TargetRef, ...TargetRef[]];
}

type Context = { readonly cluster: Cluster; readonly routes: Pick<NodeRoutes, 'status'> };

/**
 * Of a service, the tasks that are meant; anything else is passed on as it is. The option `task` answers: a slot, a task's name
 * or id, the node of a global service's task, or `all`. Where only one task runs, nothing is asked. Undefined when the person
 * turned away. Rejects with a `HumanError` when no task runs, or none is called so.
 */
export async function chooseTasks(
  { cluster, routes }: Context,
  target: TargetRef,
  question: TaskQuestion,
  options: GivenOptions = {},
): Promise<ChosenTasks | undefined> {
  if (target.kind !== 'service') return { all: false, targets: [target] };
  const tasks = await runningTasks(cluster, target);
  const name = target.name ?? target.id ?? '';
  const given = options.task;
  const [first, ...rest] = tasks;
  const everything = (): ChosenTasks => ({ all: true, targets: [refOf(first), ...rest.map(refOf)] });
  if (given === 'all') {
    if (!question.all) throw new HumanError(`${question.title} works on one task at a time.`, `Name one of ${name}.`);
    return everything();
  }
  if (given !== undefined && given !== null) return one(namedTask(tasks, name, given));
  if (rest.length === 0) return question.all ? everything() : one(first);
  const picked = await ask(tasks, plainMessage(`${question.title}: ${name}`), question.all, routes);
  if (picked === undefined) return undefined;
  return picked === 'all' ? everything() : one(picked);
}

/**
 * For a panel that shows a service with all its tasks, or one task: a person chooses, a program gets all unless its option
 * `task` names one. Undefined when the person turned away.
 */
export async function serviceOrTask(
  context: Context,
  target: TargetRef,
  title: string,
  options: GivenOptions,
  byPerson: boolean,
): Promise<TargetRef | undefined> {
  if (target.kind !== 'service') return target;
  const given = options.task !== undefined && options.task !== null;
  if (!given && !byPerson) return target;
  const all = { label: 'All tasks', detail: 'in one panel', place: 'first' } as const;
  try {
    const chosen = await chooseTasks(context, target, { title, all }, options);
    return chosen && (chosen.all ? target : chosen.targets[0]);
  } catch (error) {
    // The panel itself says why there is nothing to show, and begins when there is.
    if (given || !(error instanceof HumanError)) throw error;
    return target;
  }
}

interface Choice extends vscode.QuickPickItem {
  readonly task: RunningTask | 'all';
}

async function ask(
  tasks: readonly RunningTask[],
  title: string,
  all: TaskQuestion['all'],
  routes: Context['routes'],
): Promise<RunningTask | 'all' | undefined> {
  const now = Date.now();
  const each = tasks.map((task): Choice => {
    const { since, nodeId } = task.task;
    const age = shortAge(since, now);
    const route = nodeId === undefined ? undefined : routes.status(nodeId);
    return {
      label: plainMessage(task.label),
      description: plainMessage(facts(`running${age ? ` for ${age}` : ''}`, task.node && `on ${task.node}`)),
      ...(route?.type === 'failed' ? { detail: plainMessage(`Its engine is not reached: ${route.error}`) } : {}),
      iconPath: new vscode.ThemeIcon(route?.type === 'failed' ? 'debug-disconnect' : 'vm-running'),
      task,
    };
  });
  const choices: readonly Choice[] = !all
    ? each
    : all.place === 'first'
      ? [allChoice(all), ...each]
      : [...each, allChoice(all)];
  const picked = await vscode.window.showQuickPick(choices, {
    title,
    placeHolder: all ? 'All tasks, or which one?' : 'Which task?',
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.task;
}

function allChoice({ label, detail }: NonNullable<TaskQuestion['all']>): Choice {
  return { label, description: detail, iconPath: new vscode.ThemeIcon('layers'), task: 'all' };
}

function one(chosen: RunningTask): ChosenTasks {
  return { all: false, targets: [refOf(chosen)] };
}

function refOf({ task, label }: RunningTask): TargetRef {
  return { kind: 'task', id: task.id, name: label };
}
