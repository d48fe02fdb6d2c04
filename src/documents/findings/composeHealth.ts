// Findings about health checks → their places in a compose file.

import type { ComposeNode } from '../compose/composeTree';
import { textOf } from '../compose/treeValues';
import { parseDockerfile } from '../dockerfile/parseDockerfile';
import { type HealthcheckCandidate, healthcheckAdvice } from '../healthcheck/healthcheckAdvice';
import type { TextEdit } from '../textLines';
import { secondsOf } from './composeLimits';
import { type ComposePlacer, type ComposeSpot, firstAt, numberIn, portsIn, replaceValue, textIn } from './composeSpot';
import { edit, type Fix, type Place } from './place';
import { hasWord, movePort, probeTarget } from './probeText';
import { addKey, indentBefore, rewriteScalar, within } from './yamlEdits';

/** The check asks a port on which the program does not listen. */
export const checkPort: ComposePlacer = (spot) => {
  const asked = numberIn(spot, 'asked');
  const [listens] = portsIn(textIn(spot, 'listens'));
  const test = testOf(spot);
  if (asked === undefined || listens === undefined || test === undefined) return undefined;
  const edits = test.parts.flatMap((part): readonly (TextEdit | undefined)[] => {
    const moved = movePort(textOf(part) ?? '', asked, listens);
    return moved === undefined ? [] : [rewriteScalar(spot.yaml, part, (source) => movePort(source, asked, listens))];
  });
  // A URL without a port asks 80 or 443: there is nothing to replace, and the place is sure all the same.
  const said =
    edits.length > 0 || test.parts.some((part) => /\bhttps?:\/\/[^:/\s"']+(?:\/|["'\s]|$)/i.test(textOf(part) ?? ''));
  if (!said) return undefined;
  const fixes = edits.length === 0 ? [] : edit(`Let the health check ask port ${listens}`, ...edits);
  return { range: test.range, fixes };
};

/** The check calls a tool that the image does not have. */
export const checkTool: ComposePlacer = (spot) => {
  const tool = textIn(spot, 'tool');
  const test = testOf(spot);
  if (tool === undefined || test === undefined) return undefined;
  const words = test.parts.map((part) => textOf(part) ?? '');
  if (!words.some((word) => hasWord(word, tool))) return undefined;
  return { range: test.range, fixes: otherChecks(spot, tool, words.join(' '), test.node) };
};

export const checkTimeout: ComposePlacer = (spot) => {
  const seconds = numberIn(spot, 'seconds');
  const next = `${Math.max(10, 3 * (seconds ?? 0))}s`;
  return timing(spot, 'timeout', seconds, next, `Give the health check ${next} (timeout)`);
};

export const checkStartPeriod: ComposePlacer = (spot) => {
  const seconds = numberIn(spot, 'period');
  const next = `${Math.max(60, 4 * (seconds ?? 0))}s`;
  return timing(spot, 'start_period', seconds, next, `Give it ${next} to start (start_period)`);
};

export const checkTest: ComposePlacer = (spot) => {
  const test = testOf(spot);
  return test && { range: test.range, fixes: [] };
};

/** Its value when that is what runs; where there is none, the check as a whole. */
function timing(
  spot: ComposeSpot,
  key: string,
  seconds: number | undefined,
  next: string,
  title: string,
): Place | undefined {
  const check = firstAt(spot, ['healthcheck']);
  if (check?.node.type !== 'map' || !within(check.node.range, spot.yaml.own)) return undefined;
  if (check.node.entries.has(key)) {
    return replaceValue(
      spot,
      [['healthcheck', key]],
      (value) => secondsOf(value) === seconds,
      () => title,
      () => next,
    );
  }
  return { range: check.keyRange, fixes: edit(title, addKey(spot.yaml, check.node, [`${key}: ${next}`])) };
}

function testOf(spot: ComposeSpot) {
  const found = firstAt(spot, ['healthcheck', 'test']);
  if (found === undefined) return undefined;
  const parts = found.node.type === 'list' ? found.node.items : [found.node];
  // A block list begins at its first dash: its key tells it better.
  const range = found.node.range.start.line === found.node.range.end.line ? found.node.range : found.keyRange;
  return { node: found.node, parts, range };
}

/** What the image surely has instead; known images only, since a build of one's own may hold anything. */
function otherChecks(spot: ComposeSpot, tool: string, test: string, node: ComposeNode): readonly Fix[] {
  const image = spot.service.image?.value;
  if (image === undefined || spot.service.build !== undefined || !within(node.range, spot.yaml.own)) return [];
  const facts = parseDockerfile(`FROM ${image}\n`);
  return soundChecks(healthcheckAdvice(facts, { target: probeTarget(test) }), tool).flatMap((candidate) => {
    const written = flowTest(candidate.command);
    const replaced = replaceTest(spot, node, written);
    return replaced === undefined ? [] : edit(`Check with ${candidate.tool}: ${candidate.title}`, replaced);
  });
}

/** Of what is advised, that which needs another tool and surely works. */
export function soundChecks(
  candidates: readonly HealthcheckCandidate[],
  tool: string,
): readonly HealthcheckCandidate[] {
  return candidates.filter((one) => one.tool !== tool && one.id !== 'own-command' && one.confidence >= 0.5).slice(0, 2);
}

function flowTest(command: HealthcheckCandidate['command']): string {
  const words = typeof command === 'string' ? ['CMD-SHELL', command] : ['CMD', ...command];
  // Compose fills in what follows a dollar sign.
  return `[${words.map((word) => JSON.stringify(word.replaceAll('$', '$$$$'))).join(', ')}]`;
}

/** One line is replaced as it stands; a block list with its items, which end where the last one does. */
function replaceTest({ yaml }: ComposeSpot, node: ComposeNode, newText: string): TextEdit | undefined {
  if (node.range.start.line === node.range.end.line) return { range: node.range, newText };
  const last = node.type === 'list' ? node.items.at(-1) : undefined;
  const first = node.type === 'list' ? node.items[0] : undefined;
  if (last === undefined || first === undefined || last.range.start.line !== last.range.end.line) return undefined;
  if (indentBefore(yaml, node.range) === undefined) return undefined;
  return { range: { start: node.range.start, end: last.range.end }, newText };
}
