// From everything an engine says of an object to the facts a person looks for.

import type { PlainJson } from '../../../model/maskSecrets';
import type { ObjectKind } from '../../../model/objects';
import type { FactSection } from '../../../protocol/inspect';
import { containerFacts } from './containerFacts';
import { type FactReader, factReader } from './factReader';
import { imageFacts, networkFacts, pluginFacts, volumeFacts } from './resourceFacts';
import { nodeFacts, secretFacts, serviceFacts, taskFacts } from './swarmFacts';

/** Pure; `json` has its secrets masked already, `masked` names where. What is missing or odd is left out, never guessed. */
export function inspectFacts(kind: ObjectKind, json: PlainJson, masked: readonly string[]): FactSection[] {
  return factsOf[kind](factReader(json, new Set(masked)));
}

const factsOf: Readonly<Record<ObjectKind, (reader: FactReader) => FactSection[]>> = {
  container: containerFacts,
  service: serviceFacts,
  task: taskFacts,
  node: nodeFacts,
  network: networkFacts,
  volume: volumeFacts,
  image: imageFacts,
  secret: secretFacts,
  config: secretFacts,
  plugin: pluginFacts,
};
