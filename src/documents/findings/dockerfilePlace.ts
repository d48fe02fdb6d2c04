// A finding and the Dockerfile of its image → where in the file its cause stands, and how to mend it there.

import type { Finding, FindingData } from '../../model/finding';
import { type DockerfileFacts, finalStage, type Stage, stageChain } from '../dockerfile/dockerfileFacts';
import type { CommandFacts } from '../dockerfile/words';
import { healthcheckAdvice } from '../healthcheck/healthcheckAdvice';
import { replaceHealthcheckEdit } from '../healthcheck/healthcheckEdit';
import { type TextEdit, type TextLines, type TextRange, textLines } from '../textLines';
import { soundChecks } from './composeHealth';
import { portsIn } from './composeSpot';
import { execForm } from './execForm';
import { edit, type Fix, type Place } from './place';
import { hasWord, movePort, probeTarget } from './probeText';
import { addLines, sourceAt } from './yamlEdits';

export interface DockerfileDocument {
  readonly text: string;
  readonly facts: DockerfileFacts;
  /** Name of the stage that the image is made of; the last one when absent. */
  readonly target?: string;
}

interface Spot extends Pick<DockerfileDocument, 'text' | 'facts'> {
  readonly lines: TextLines;
  readonly stage: Stage;
  /** The stage and those it starts from. */
  readonly chain: readonly Stage[];
  readonly data: FindingData;
}

/** Whether findings of this rule may have a place at all. */
export function dockerfileKnows(rule: string): boolean {
  return Object.hasOwn(placers, rule);
}

/** Undefined where the cause does not stand in this file. */
export function dockerfilePlace({ text, facts, target }: DockerfileDocument, finding: Finding): Place | undefined {
  const placer = dockerfileKnows(finding.rule) ? placers[finding.rule] : undefined;
  const stage = target === undefined ? finalStage(facts) : facts.stages.find(({ name }) => name === target);
  if (placer === undefined || stage === undefined) return undefined;
  const chain = stageChain(facts, stage);
  return placer({ text, facts, lines: textLines(text), stage, chain, data: finding.data ?? {} });
}

const placers: Readonly<Record<string, (spot: Spot) => Place | undefined>> = {
  'healthcheck-wrong-port': checkPort,
  'healthcheck-tool-missing': checkTool,
  'healthcheck-timeout-too-short': (spot) =>
    checkFlag(spot, 'timeout', Math.max(10, 3 * Number(spot.data.seconds)), 'Give the health check more time'),
  'start-period-too-short': (spot) =>
    checkFlag(spot, 'start-period', Math.max(60, 4 * Number(spot.data.period)), 'Give it more time to start'),
  'healthcheck-failing': (spot) => place(checkOf(spot)?.range),
  'crlf-line-endings': script,
  'entrypoint-not-executable': notExecutable,
  'missing-shebang': (spot) => place(copyOf(spot)?.range ?? startOf(spot)?.range),
  'command-not-found': (spot) => place(startOf(spot)?.range),
  'command-path-missing': (spot) => place(startOf(spot)?.range),
  'sigterm-ignored': signals,
};

function place(range: TextRange | undefined): Place | undefined {
  return range && { range, fixes: [] };
}

function checkPort(spot: Spot): Place | undefined {
  const { asked } = spot.data;
  const [listens] = portsIn(String(spot.data.listens ?? ''));
  const check = checkOf(spot);
  if (check?.command === undefined || typeof asked !== 'number' || listens === undefined) return undefined;
  const { range } = check.command;
  const source = sourceAt(spot, range);
  const newText = source.includes('$') ? undefined : movePort(source, asked, listens);
  if (newText === undefined) return portless(source) ? place(range) : undefined;
  return { range, fixes: edit(`Let the health check ask port ${listens}`, { range, newText }) };
}

function portless(source: string): boolean {
  return /\bhttps?:\/\/[^:/\s"']+(?:[/"'\s]|$)/i.test(source);
}

function checkTool(spot: Spot): Place | undefined {
  const { tool } = spot.data;
  const check = checkOf(spot);
  if (check?.command === undefined || typeof tool !== 'string') return undefined;
  const { range } = check.command;
  const source = sourceAt(spot, range);
  if (!hasWord(source, tool)) return undefined;
  const advice = healthcheckAdvice(spot.facts, { stage: spot.stage.index, target: probeTarget(source) });
  const fixes = soundChecks(advice, tool).flatMap((candidate) =>
    edit(
      `Check with ${candidate.tool}: ${candidate.title}`,
      replaceHealthcheckEdit(spot.text, spot.facts, check, candidate).edit,
    ),
  );
  return { range, fixes };
}

/** `--timeout=3s` becomes longer; where it is not given, it goes in front of CMD. */
function checkFlag(spot: Spot, name: string, seconds: number, title: string): Place | undefined {
  const check = checkOf(spot);
  if (check?.type !== 'cmd' || !Number.isFinite(seconds)) return undefined;
  const flag = check.flags.find((one) => one.name === name);
  const words = `${title} (--${name}=${seconds}s)`;
  if (flag?.valueRange !== undefined) {
    const fixes = flag.value?.includes('$') ? [] : edit(words, { range: flag.valueRange, newText: `${seconds}s` });
    return { range: flag.range, fixes };
  }
  const at = check.keywordRange.end;
  return {
    range: check.range,
    fixes: edit(words, { range: { start: at, end: at }, newText: ` --${name}=${seconds}s` }),
  };
}

/** A script of Windows line ends comes in by COPY: there it is put right for the image, or in the file itself. */
function script(spot: Spot): Place | undefined {
  const { path } = spot.data;
  const copy = copyOf(spot);
  if (spot.data.script !== true || typeof path !== 'string') return undefined;
  if (copy === undefined) return startNaming(spot, path);
  const insert = runAfter(spot, copy.range, `RUN sed -i 's/\\r$//' ${path}`);
  const source =
    copy.sources.find((one) => fileName(one) === fileName(path)) ??
    (copy.sources.length === 1 ? copy.sources[0] : undefined);
  const lineEnds: readonly Fix[] =
    source === undefined || !source.endsWith(fileName(path))
      ? []
      : [{ type: 'lineEnds', title: `Give ${source} Unix line ends (LF)`, path: source }];
  return { range: copy.range, fixes: [...lineEnds, ...edit('Take the carriage returns out while building', insert)] };
}

function notExecutable(spot: Spot): Place | undefined {
  const { path } = spot.data;
  const copy = copyOf(spot);
  if (typeof path !== 'string') return undefined;
  if (copy === undefined) return startNaming(spot, path);
  return {
    range: copy.range,
    fixes: edit('Make it executable while building', runAfter(spot, copy.range, `RUN chmod +x ${path}`)),
  };
}

/** CMD in shell form: the shell is the first process, and hands no signal on. */
function signals(spot: Spot): Place | undefined {
  if (spot.data.shell !== true) return undefined;
  const start = startOf(spot);
  if (start?.form !== 'shell') return undefined;
  const newText = spot.stage.shell === undefined ? execForm(start.script) : undefined;
  return {
    range: start.range,
    fixes: newText === undefined ? [] : edit('Start the program itself (exec form)', { range: start.range, newText }),
  };
}

/** ENTRYPOINT is the first process; without one CMD is. */
function startOf({ chain }: Spot): CommandFacts | undefined {
  return (
    chain.find(({ entrypoint }) => entrypoint !== undefined)?.entrypoint ??
    chain.find(({ command }) => command !== undefined)?.command
  );
}

function startNaming(spot: Spot, path: string): Place | undefined {
  const start = startOf(spot);
  return start !== undefined && sourceAt(spot, start.range).includes(fileName(path)) ? place(start.range) : undefined;
}

/** The last check counts, of the nearest stage that has one. */
function checkOf({ chain }: Spot) {
  return chain.find(({ healthchecks }) => healthchecks.length > 0)?.healthchecks.at(-1);
}

/** The COPY that brings the file of the finding into the image. */
function copyOf({ chain, data }: Spot): Stage['copies'][number] | undefined {
  const { path } = data;
  if (typeof path !== 'string' || !/^[\w./-]+$/.test(path)) return undefined;
  const name = fileName(path);
  return chain
    .flatMap(({ copies }) => copies.toReversed())
    .find(
      ({ from, sources, target }) =>
        from === undefined &&
        (target === path || (sources.some((source) => fileName(source) === name) && isFolderOf(target, path))),
    );
}

/** Relative targets depend on WORKDIR: that the name fits is all there is to go by. */
function isFolderOf(target: string, path: string): boolean {
  if (!target.startsWith('/')) return target.endsWith('/') || target === '.' || fileName(target) === fileName(path);
  return path.startsWith(target.endsWith('/') ? target : `${target}/`);
}

function runAfter({ lines }: Spot, { end }: TextRange, run: string): TextEdit {
  return addLines({ lines }, end.line + 1, [run]);
}

function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
