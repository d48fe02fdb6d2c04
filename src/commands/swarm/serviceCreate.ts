// `dockhound.service.create`: from a form, from JSON, or from what a program says.

import type { Engine, JsonObject } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import { type CreatePlan, createFromDraftPlan, createFromSpecPlan } from '../../operations/draftPlans';
import { readSurroundings } from '../../operations/serviceDraft/lookups';
import type { Services } from '../../services';
import type { GivenOptions } from '../givenOptions';
import { givenDraft, saysOfService } from './givenDraft';
import { type PlanResult, runPlanned } from './runPlanned';

export interface CreateResult extends PlanResult {
  readonly name: string;
  readonly id?: string;
}

/**
 * Options `spec` (a ServiceSpec as the Engine API has it), or `draft` or its fields beside each other (`name`, `image`,
 * `ports` …); without any it shows the form and resolves with undefined. Rejects when the tasks fail; the service is kept.
 */
export async function createService(services: Services, options: GivenOptions): Promise<CreateResult | undefined> {
  if (!saysOfService(options)) {
    await services.panels.openServiceForm();
    return undefined;
  }
  const engine = await services.cluster.engine();
  const plan = await planOf(options, engine);
  const result = await runPlanned(services, engine, plan, options);
  const id = plan.made();
  if (id !== undefined) services.cluster.touch('service', id);
  return { ...result, name: plan.name, ...(id === undefined ? {} : { id }) };
}

async function planOf(options: GivenOptions, engine: Engine): Promise<CreatePlan> {
  const { spec } = options;
  if (spec === undefined) return createFromDraftPlan(givenDraft(options), await readSurroundings(engine), engine);
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) {
    throw new HumanError('The option spec is not an object.', 'Give a ServiceSpec as the Engine API has it.');
  }
  return createFromSpecPlan(spec as JsonObject, engine);
}
