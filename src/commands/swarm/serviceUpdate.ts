// `dockhound.service.update` and `.updateImage`: what a service is made of, changed by form, by question or by program.

import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import type { ServiceDraft } from '../../model/serviceDraft';
import type { TargetRef } from '../../model/target';
import { editPlan } from '../../operations/draftPlans';
import { describeChange } from '../../operations/serviceDraft/draftChanges';
import { fromSpec } from '../../operations/serviceDraft/fromSpec';
import { lookupsIn, readSurroundings } from '../../operations/serviceDraft/lookups';
import { readDraft } from '../../operations/serviceDraft/readDraft';
import type { Services } from '../../services';
import type { CommandContext } from '../commandContext';
import { type GivenOptions, textOption } from '../givenOptions';
import { givenDraft, saysOfService } from './givenDraft';
import { askForLine } from './obtainValue';
import { type PlanResult, runPlanned } from './runPlanned';

export interface UpdateResult extends PlanResult {
  /** What was changed, field by field, secrets masked. */
  readonly changes: readonly string[];
}

/**
 * Any fields of a draft as options (`image`, `env`, `ports` …), or `draft` for all of it; `opened` is the draft it began
 * with, so that what others changed meanwhile is noticed. Without any it shows the form and resolves with undefined.
 */
export async function updateService(
  services: Services,
  target: TargetRef,
  options: GivenOptions,
): Promise<UpdateResult | undefined> {
  if (!saysOfService(options)) {
    await services.panels.openServiceForm(target);
    return undefined;
  }
  return update(services, target, options, (now) => givenDraft(options, now));
}

/** Option `image`; asks for it otherwise. */
export async function updateServiceImage(
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
): Promise<UpdateResult | undefined> {
  const service = context.cluster.get('service', target.id ?? '');
  const image =
    textOption(options, 'image') ??
    (await askForLine({
      title: `Update ${target.name}`,
      prompt: 'The image to run from now on',
      value: (service?.image ?? '').replace(/@sha256:.*$/, ''),
      trouble: (text) => (/^\S+$/.test(text) ? undefined : 'Give an image, for example shop/api:2.5.'),
    }));
  return image === undefined ? undefined : update(context, target, options, (now) => ({ ...now, image }));
}

async function update(
  context: CommandContext,
  target: TargetRef,
  options: GivenOptions,
  wantedOf: (now: ServiceDraft) => ServiceDraft,
): Promise<UpdateResult> {
  const engine = await context.cluster.engine();
  const { service, spec, known } = await readAll(engine, target);
  const now = fromSpec(spec, lookupsIn(known));
  const opened = options.opened === undefined ? now : readDraft(options.opened).draft;
  const plan = editPlan(service, opened, wantedOf(opened), spec, known, engine);
  const result = await runPlanned(context, engine, plan, options);
  return { ...result, changes: plan.changes.map(describeChange) };
}

async function readAll(engine: Engine, target: TargetRef) {
  const key = target.id ?? target.name ?? '';
  const [read, known] = await Promise.all([engine.get('service', key), readSurroundings(engine)]);
  if (!read.ok) {
    throw new HumanError(`Service ${target.name ?? target.id} cannot be read: ${read.unreadable.message}`);
  }
  const { spec } = await engine.swarm.read('service', read.value.id);
  return { service: read.value, spec, known };
}
