// What the always-running rules of the screen say of the target: symptoms, unless a rule names a cause by itself.

import type { Dossier } from '../../model/dossier/dossier';
import { type Known, valueIn } from '../../model/dossier/known';
import type { ObjectKind, ObjectOf } from '../../model/objects';
import type { Suspicion } from '../cause';
import { chooseRules, judge, surroundingsOf } from '../judge';
import { ruleSet } from '../ruleSet';
import { timeOf } from '../words';
import { indexPicture } from './pictureIndex';
import { partStates, type ScreenPicture } from './screenPicture';

/** Rules about nodes and the swarm name the cause; those about containers and services see only its outside. */
export function screenSuspicions(dossier: Dossier): readonly Suspicion[] {
  const picture = pictureOf(dossier);
  const now = timeOf(dossier.takenAt) ?? 0;
  const rules = chooseRules(ruleSet, partStates(picture)).run;
  const around = surroundingsOf(picture, indexPicture(picture), now);
  const own = <T extends { readonly depth: number; readonly id: string }>(subjects: readonly T[]) =>
    subjects.filter(({ depth }) => depth === 0);
  const symptoms = [
    ...own(dossier.containers).flatMap(({ id, facts }) => {
      // What is gone has no trouble any more, whatever the list still says.
      if (!facts.known && facts.gap.reason === 'notFound') return [];
      const container = picture.all('container')?.get(id);
      return container === undefined ? [] : judge(rules.container, container, around).findings;
    }),
    ...own(dossier.services).flatMap(({ service }) => judge(rules.service, service, around).findings),
  ];
  const info = picture.info;
  const causes = [
    ...own(dossier.nodes).flatMap(({ node }) => judge(rules.node, node, around).findings),
    // Where swarm's own lists did not come, the swarm itself is asked about, whatever was to be looked at in it.
    ...(dossier.target.kind === 'swarm' ||
    dossier.target.kind === 'engine' ||
    (ofSwarm.has(dossier.target.kind) && !dossier.picture.services.known)
      ? info === undefined
        ? []
        : judge(rules.engine, info, around).findings
      : []),
  ];
  return [
    ...symptoms.map((finding): Suspicion => ({ finding, rank: 'symptom', explains: [] })),
    ...causes.map((finding): Suspicion => ({ finding, rank: 'cause', explains: [] })),
  ];
}

const ofSwarm: ReadonlySet<string> = new Set(['service', 'task', 'stack', 'node', 'secret', 'config']);

function pictureOf(dossier: Dossier): ScreenPicture {
  const { picture } = dossier;
  const parts: { readonly [K in ObjectKind]?: Known<readonly ObjectOf[K][]> } = {
    container: picture.containers,
    service: picture.services,
    task: picture.tasks,
    node: picture.nodes,
    network: picture.networks,
    volume: picture.volumes,
    image: picture.images,
    secret: picture.secrets,
    config: picture.configs,
  };
  const made = new Map<ObjectKind, ReadonlyMap<string, ObjectOf[ObjectKind]>>();
  return {
    info: valueIn(dossier.engine),
    gaps: [],
    all<K extends ObjectKind>(kind: K) {
      const known = made.get(kind);
      if (known) return known as ReadonlyMap<string, ObjectOf[K]>;
      const part: Known<readonly ObjectOf[K][]> | undefined = parts[kind];
      const list = part === undefined ? undefined : valueIn(part);
      if (list === undefined) return undefined;
      const map = new Map(list.map((one) => [one.id, one]));
      made.set(kind, map);
      return map;
    },
  };
}
