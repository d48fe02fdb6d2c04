// Judges one object by all rules of its kind, and leaves out what is only a symptom of something else found on it.

import type { Service } from '../model/service';
import type { SwarmNode } from '../model/swarmNode';
import { type ServiceStanding, standingOf } from './cases/serviceStanding';
import { compareFindings } from './ranking';
import type { AnyRule, Judgement, Rule, RuleScope, RuleSubjects, Surroundings } from './rule';
import type { PictureIndex } from './screen/pictureIndex';
import type { PartStates, ScreenPicture } from './screen/screenPicture';

export interface NotChecked {
  readonly rule: string;
  readonly part: string;
}

export type RulesByScope = { readonly [S in RuleScope]: readonly Rule<S>[] };

/** The rules whose parts are all known, by what they judge; and those that must stay silent, with the missing part. */
export function chooseRules(
  rules: readonly AnyRule[],
  states: PartStates,
): { run: RulesByScope; notChecked: NotChecked[] } {
  const notChecked: NotChecked[] = [];
  const run: { [S in RuleScope]: Rule<S>[] } = { engine: [], node: [], service: [], container: [] };
  for (const rule of rules) {
    const missing = rule.needs.filter((part) => states.get(part) !== 'known');
    for (const part of missing) if (states.get(part) === 'unknown') notChecked.push({ rule: rule.id, part });
    if (missing.length === 0) addRule(run, rule);
  }
  return { run, notChecked };
}

export function judge<S extends RuleScope>(
  rules: readonly Rule<S>[],
  subject: RuleSubjects[S],
  around: Surroundings,
): Judgement {
  const explained = new Set<string>();
  const judgements = rules.map((rule) => rule.judge(subject, around));
  rules.forEach((rule, at) => {
    if (judgements[at]?.findings.length) for (const symptom of rule.explains ?? []) explained.add(symptom);
  });
  const findings = judgements
    .flatMap((judgement) => judgement.findings)
    .filter((finding) => !explained.has(finding.rule));
  const again = Math.min(...judgements.map((judgement) => judgement.again ?? Number.POSITIVE_INFINITY));
  return { findings: findings.sort(compareFindings), ...(Number.isFinite(again) ? { again } : {}) };
}

/** What rules may look at, for one pass over the picture as it is now. */
export function surroundingsOf(picture: ScreenPicture, index: PictureIndex, now: number): Surroundings {
  const nodes: ReadonlyMap<string, SwarmNode> = picture.all('node') ?? new Map();
  const containers = picture.all('container');
  const standings = new Map<Service, ServiceStanding>();
  return {
    now,
    nodes,
    tasksOf: (serviceId) => index.tasksByService.of(serviceId),
    tasksOn: (nodeId) => index.tasksByNode.of(nodeId),
    containerOf(task) {
      const container = task.containerId === undefined ? undefined : containers?.get(task.containerId);
      // Any other container may change without a new verdict on the service.
      return container?.serviceId === task.serviceId ? container : undefined;
    },
    standing(service) {
      const known = standings.get(service);
      if (known) return known;
      const standing = standingOf(service, [...index.tasksByService.of(service.id)], nodes, now);
      standings.set(service, standing);
      return standing;
    },
  };
}

function addRule(run: { [S in RuleScope]: Rule<S>[] }, rule: AnyRule): void {
  switch (rule.over) {
    case 'engine':
      run.engine.push(rule);
      break;
    case 'node':
      run.node.push(rule);
      break;
    case 'service':
      run.service.push(rule);
      break;
    case 'container':
      run.container.push(rule);
      break;
  }
}
