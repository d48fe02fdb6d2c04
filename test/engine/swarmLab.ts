// A swarm of its own for tests that break it: engines beside the two of the ring, in no swarm before and after.

import type { LabNode } from '../../scripts/provision/control.mjs';
import type { Engine } from '../../src/engine/engine';
import { type Plan, runPlan } from '../../src/operations/plan';
import { engineRequest, lab } from '../support/lab';
import { realEngine } from './callsSupport';

export interface SpareNode extends LabNode {
  readonly url: string;
  readonly engine: Engine;
}

/** The third, fourth and fifth engines, made where they are not there yet; none is in a swarm. */
export async function spareNodes(count: 1 | 2 | 3): Promise<SpareNode[]> {
  const { nodes } = await lab('describe');
  const found = nodes.slice(2, 2 + count);
  while (found.length < count) found.push(await lab('addNode'));
  return Promise.all(
    found.map(async (node) => {
      const url = `unix://${node.socket}`;
      await outOfSwarm(url);
      return { ...node, url, engine: await realEngine(url) };
    }),
  );
}

/** Past all code under test. */
export async function outOfSwarm(url: string): Promise<void> {
  await engineRequest(url, 'POST', '/swarm/leave?force=1').catch((error: unknown) => {
    if (!/not part of a swarm/.test(String(error))) throw error;
  });
}

/**
 * A new swarm of this one manager, past all code under test: what joins and leaves it, or fails to, costs the swarm of the
 * ring nothing.
 */
export async function newSwarm({ url, address }: SpareNode): Promise<void> {
  await outOfSwarm(url);
  await engineRequest(url, 'POST', '/swarm/init', { ListenAddr: '0.0.0.0:2377', AdvertiseAddr: address });
}

/** Takes the engines out of their swarms, and removes what they left in the list of `manager`. */
export async function clearSpare(spare: readonly SpareNode[], manager: string): Promise<void> {
  for (const { url, engine } of spare) {
    await outOfSwarm(url);
    engine.dispose();
  }
  const left = new Set(spare.map(({ hostname }) => hostname));
  const list = (await engineRequest(manager, 'GET', '/nodes')) as { ID: string; Description: { Hostname: string } }[];
  for (const { ID, Description } of list) {
    if (left.has(Description.Hostname)) await engineRequest(manager, 'DELETE', `/nodes/${ID}?force=1`);
  }
}

/** Runs it as a command would; resolves with what a person was told on the way. */
export async function run(plan: Plan): Promise<string[]> {
  const words: string[] = [];
  await runPlan(plan, AbortSignal.timeout(100_000), (progress) => words.push(progress.words));
  return words;
}
