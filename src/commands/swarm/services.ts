// `dockhound.service.*`: what can be done to a service that exists.

import * as vscode from 'vscode';
import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { Service } from '../../model/service';
import type { TargetRef } from '../../model/target';
import type { Plan } from '../../operations/plan';
import { forceUpdatePlan, removeServicePlan, rollbackPlan, scalePlan } from '../../operations/servicePlans';
import type { CommandContext } from '../commandContext';
import type { GivenOptions } from '../givenOptions';
import { type PlanResult, runPlanned } from './runPlanned';

type ServiceCommand = (
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
) => Promise<PlanResult | undefined>;

/** Option `replicas`. */
export const scaleService = onService(
  async (service, engine, options) => {
    const replicas = options.replicas === undefined ? await askForReplicas(service) : Number(options.replicas);
    return replicas === undefined ? undefined : scalePlan(service, replicas, engine);
  },
  { asks: false },
);

export const rollBackService = onService(async (service, engine) => rollbackPlan(service, engine));
export const forceUpdateService = onService(async (service, engine) => forceUpdatePlan(service, engine));
export const removeService = onService(async (service, engine) => removeServicePlan(service, engine));

function onService(
  planOf: (service: Service, engine: Engine, options: GivenOptions) => Promise<Plan | undefined>,
  how: { asks?: boolean } = {},
): ServiceCommand {
  return async (context, target, options) => {
    const engine = await context.cluster.engine();
    const read = await engine.get('service', target.id ?? target.name ?? '');
    if (!read.ok)
      throw new HumanError(`Service ${target.name ?? target.id} cannot be read: ${read.unreadable.message}`);
    const plan = await planOf(read.value, engine, options);
    return plan && runPlanned(context, engine, plan, options, how);
  };
}

async function askForReplicas(service: Service): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: `Scale ${service.name}`,
    prompt: 'Number of replicas',
    value: String(service.replicas ?? 1),
    ignoreFocusOut: true,
    validateInput: (value) => (/^\d{1,5}$/.test(value.trim()) ? undefined : 'Give a whole number, 0 or more.'),
  });
  return text === undefined ? undefined : Number(text);
}
