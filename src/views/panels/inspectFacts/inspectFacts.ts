// From everything an engine says of an object to the facts a person looks for.

import { atPointer } from '../../../model/maskSecrets';
import type { PlainJson } from '../../../model/plainJson';
import type { FactSection } from '../../../protocol/inspect';
import type { PanelObjectKind } from '../../../protocol/panel';
import { clusterFacts } from './clusterFacts';
import { containerFacts } from './containerFacts';
import { type FactReader, factReader } from './factReader';
import type { KeptProbes } from './healthFacts';
import { imageFacts } from './imageFacts';
import { networkFacts, pluginFacts, volumeFacts } from './resourceFacts';
import { stackFacts } from './stackFacts';
import { nodeFacts, secretFacts, serviceFacts, taskFacts } from './swarmFacts';

/** Pure; `json` has its secrets masked already, `masked` names where; `probes`: what was kept beyond the engine's own log. What is missing or odd is left out, never guessed. */
export function inspectFacts(
  kind: PanelObjectKind,
  json: PlainJson,
  masked: readonly string[],
  probes?: KeptProbes,
): FactSection[] {
  const all = new Set(masked);
  if (kind === 'container') return containerFacts(factReader(json, all), probes);
  const own = factsOf[kind](factReader(json, all));
  if (kind !== 'task' || atPointer(json, `/${containerKey}`) === undefined) return own;
  const inner = containerFacts(factReader(json, all, `/${containerKey}`), probes);
  return [...own, ...inner.map((section) => ({ ...section, title: `Container: ${section.title}` }))];
}

/** Where a task's JSON holds what its node's engine says of the container; the Engine API has nothing of this name. */
export const containerKey = 'Container';

const factsOf: Readonly<Record<Exclude<PanelObjectKind, 'container'>, (reader: FactReader) => FactSection[]>> = {
  service: serviceFacts,
  task: taskFacts,
  node: nodeFacts,
  network: networkFacts,
  volume: volumeFacts,
  image: imageFacts,
  secret: secretFacts,
  config: secretFacts,
  plugin: pluginFacts,
  swarm: clusterFacts,
  stack: stackFacts,
  // Neither can be inspected.
  project: () => [],
  engine: () => [],
};
