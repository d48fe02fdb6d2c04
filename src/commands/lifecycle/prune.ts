// `dockhound.prune`: removes what nothing uses any more, after showing what that is.

import * as vscode from 'vscode';
import type { Engine, PruneKind } from '../../engine/engine';
import { humanBytes } from '../../model/bytes';
import { HumanError } from '../../model/humanError';
import type { ObjectKind, ObjectOf } from '../../model/objects';
import { counted } from '../../util/counted';
import { plainMessage } from '../../views/plainMessage';
import type { CommandContext } from '../commandContext';
import { confirm } from '../confirm';
import type { GivenOptions } from '../givenOptions';
import type { PrunedKind } from './lifecycleResult';
import { withPatience } from './progress';
import { type PruneCandidates, type PrunePicture, pruneCandidates, pruneKinds } from './pruneCandidates';
import { nameList } from './words';

const pruneDeadlineMs = 10 * 60_000;

/** Option `kinds`: any of container, network, volume, image; asked for unless given. Empty when the person said no. */
export async function prune(context: CommandContext, options: GivenOptions = {}): Promise<PrunedKind[]> {
  const given = kindsOption(options);
  const engine = await context.cluster.engine();
  const picture = await takePicture(context, engine);
  const kinds = given ?? (await askKinds(picture, engine.label));
  if (!kinds || kinds.length === 0) return [];
  const candidates = pruneCandidates(picture, kinds);
  const confirmation = {
    question: `Remove what is unused from ${engine.label}?`,
    detail: candidates.map(sentence).join('\n'),
    action: 'Prune',
  };
  if (!(await confirm(confirmation, options))) return [];

  const done: PrunedKind[] = [];
  await withPatience(plainMessage(`Removing what is unused from ${engine.label}…`), async (signal) => {
    for (const { kind } of candidates) {
      const result = await engine.prune(kind, { signal, deadlineMs: pruneDeadlineMs });
      done.push({ kind, removed: result.removed, reclaimedBytes: result.reclaimedBytes });
      if (kind === 'container' || kind === 'volume') for (const id of result.removed) context.cluster.touch(kind, id);
    }
  });
  void vscode.window.showInformationMessage(plainMessage(resultSentence(done, engine.label)));
  return done;
}

const nouns: Readonly<Record<PruneKind, string>> = {
  container: 'stopped container',
  network: 'unused network',
  volume: 'unused volume',
  image: 'dangling image',
};

function kindsOption(options: GivenOptions): readonly PruneKind[] | undefined {
  const { kinds } = options;
  if (kinds === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(kinds) ? kinds : [kinds];
  const wrong = list.find((kind) => !pruneKinds.some((known) => known === kind));
  if (list.length === 0 || wrong !== undefined) {
    const what = wrong === undefined ? 'nothing' : `${plainMessage(String(wrong))}, which is nothing`;
    throw new HumanError(`The option kinds names ${what} that can be pruned.`, `Give any of ${pruneKinds.join(', ')}.`);
  }
  return pruneKinds.filter((kind) => list.includes(kind));
}

/** From the live picture where it has the part, else listed now. Rejects when a part cannot be read: no guess here. */
async function takePicture(context: CommandContext, engine: Engine): Promise<PrunePicture> {
  const { cluster } = context;
  const part = async <K extends ObjectKind>(kind: K): Promise<readonly ObjectOf[K][]> => {
    const live = cluster.all(kind);
    return live ? [...live.values()] : (await engine.list(kind)).items;
  };
  const info = cluster.info ?? (await engine.info());
  const [containers, images, volumes, networks, services] = await Promise.all([
    part('container'),
    part('image'),
    part('volume'),
    part('network'),
    info.swarm.role === 'manager' ? part('service') : [],
  ]);
  const [, minor] = info.apiVersion.split('.');
  const anonymousVolumesOnly = Number(minor) >= 42;
  return { containers, images, volumes, networks, services, anonymousVolumesOnly };
}

async function askKinds(picture: PrunePicture, engine: string): Promise<readonly PruneKind[] | undefined> {
  const items = pruneKinds.map((kind) => {
    const names = pruneCandidates(picture, [kind])[0]?.names ?? [];
    return {
      label: `${nouns[kind]}s`,
      description: String(names.length),
      detail: plainMessage(names.length > 0 ? nameList(names) : 'none'),
      picked: names.length > 0 && kind !== 'volume',
      pruneKind: kind,
    };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: plainMessage(`Prune ${engine}`),
    placeHolder: 'What shall be removed?',
    canPickMany: true,
  });
  return chosen?.map((item) => item.pruneKind);
}

function sentence({ kind, names, bytes }: PruneCandidates): string {
  const size = bytes ? ` (up to ${humanBytes(bytes)})` : '';
  const lost = kind === 'volume' && names.length > 0 ? ' Their data is lost.' : '';
  return `${counted(names.length, nouns[kind])}${names.length > 0 ? `: ${nameList(names)}${size}.` : '.'}${lost}`;
}

function resultSentence(done: readonly PrunedKind[], engine: string): string {
  const parts = done
    .filter(({ removed }) => removed.length > 0)
    .map(({ kind, removed }) => counted(removed.length, kind));
  if (parts.length === 0) return `Nothing on ${engine} was unused.`;
  const bytes = done.reduce((sum, { reclaimedBytes }) => sum + reclaimedBytes, 0);
  return `Removed ${nameList(parts)} from ${engine}. ${humanBytes(bytes)} are free again.`;
}
