// Deploying a stack as a plan: what it will create, update, leave and remove, then the tool's run, then the following.

import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import { type ServiceDrift, stackDrift } from '../../model/stackDrift';
import type { StackForm } from '../../model/stackForm';
import type { Plan } from '../plan';
import { followStack, type StackBaseline, stackBaseline } from './followStack';
import { type RunningStack, readRunningStack } from './runningStack';

export interface DeployChoice {
  readonly file: StackForm;
  readonly running: RunningStack;
  /** Full names of what the file makes beside services. */
  readonly makes: {
    readonly networks: readonly string[];
    readonly secrets: readonly string[];
    readonly configs: readonly string[];
  };
  /** Also remove services that the file does not name any more. */
  readonly prune: boolean;
  /** What the file asks for and a swarm does not do; sentences. */
  readonly warnings: readonly string[];
  /** Runs the tool; rejects with what it said. */
  deploy(signal: AbortSignal, report: (words: string) => void): Promise<void>;
}

export interface DeployPlan extends Plan {
  /** Names within the stack. */
  readonly creates: readonly string[];
  readonly updates: readonly string[];
  readonly leaves: readonly string[];
  readonly removes: readonly string[];
}

export function deployPlan(engine: Engine, choice: DeployChoice): DeployPlan {
  const { file, running, prune } = choice;
  const { stack } = file;
  const drift = stackDrift(file, running.form);
  const named = (change: ServiceDrift['change']) => drift.services.filter((one) => one.change === change);
  const creates = named('missing').map((one) => one.service);
  const updates = named('changed').map((one) => one.service);
  const extra = named('extra').map((one) => one.service);
  const leaves = Object.keys(file.services).filter((name) => !creates.includes(name) && !updates.includes(name));
  const removes = prune ? extra : [];
  const isNew = running.services.length === 0;
  return {
    ...{ creates, updates, leaves, removes },
    title: `Deploy stack ${stack}`,
    warnings: [
      ...(removes.length > 0 ? [`Removes services that are not in the file: ${removes.join(', ')}.`] : []),
      ...(updates.length > 0
        ? [`Updates ${named('changed').map(withFields).join(', ')}: their tasks are replaced.`]
        : []),
      ...(creates.length > 0 ? [`Creates ${creates.join(', ')}.`] : []),
      ...madeObjects(choice),
      ...(leaves.length > 0 ? [`Leaves as they are: ${leaves.join(', ')}.`] : []),
      ...(extra.length > removes.length ? [`Not in the file, and kept: ${extra.join(', ')}.`] : []),
      ...(running.unreadable > 0
        ? [`${running.unreadable} services cannot be read, so one of them may be a part of it.`]
        : []),
      ...choice.warnings,
    ],
    steps: deploySteps(engine, choice, isNew),
    kept: 'What docker has done so far stays: deploy again, or remove the stack.',
  };
}

function deploySteps(engine: Engine, { file, running, prune, deploy }: DeployChoice, isNew: boolean): Plan['steps'] {
  const { stack } = file;
  let baseline: StackBaseline = new Map();
  return [
    {
      title: `Deploy ${stack} with docker stack deploy${prune ? ' --prune' : ''}`,
      run: async (signal, report) => {
        baseline = await stackBaseline(engine, running.services, signal);
        await deploy(signal, report);
      },
    },
    {
      title: `Wait until all services of ${stack} stand`,
      run: async (signal, report) => {
        const now = await readRunningStack(engine, stack, signal);
        const wanted = now.services.filter((service) =>
          Object.hasOwn(file.services, service.name.slice(stack.length + 1)),
        );
        const missing = Object.keys(file.services).filter(
          (name) => !now.services.some((one) => one.name === `${stack}_${name}`),
        );
        if (missing.length > 0) {
          throw new HumanError(
            `docker made no service ${missing.join(', ')}${isNew ? '' : ' in the stack'}.`,
            'Look at the Dockhound log for what it said.',
          );
        }
        await followStack(engine, stack, wanted, { signal, report, baseline });
      },
      whenCut: 'nothing',
    },
  ];
}

function withFields({ service, fields }: ServiceDrift): string {
  const names = fields.map((one) => one.field.replaceAll('_', ' '));
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  return `${service} (${shown.join(', ')})`;
}

function madeObjects({ makes, running }: DeployChoice): readonly string[] {
  const fresh = (names: readonly string[], there: readonly { readonly name: string }[]) =>
    names.filter((name) => !there.some((one) => one.name === name));
  const parts = (['networks', 'secrets', 'configs'] as const).flatMap((kind) => {
    const names = fresh(makes[kind], running.all[kind]);
    return names.length === 0 ? [] : [`${names.length === 1 ? kind.slice(0, -1) : kind} ${names.join(', ')}`];
  });
  return parts.length === 0 ? [] : [`Creates ${parts.join('; ')}.`];
}
