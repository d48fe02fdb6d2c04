// Proposes health checks that fit a stage, the best first.

import { type DockerfileFacts, finalStage, type Stage } from '../dockerfile/dockerfileFacts';
import { httpProbes, ownCommandProbe, tcpProbes } from './genericProbes';
import type { ProbeTimings } from './healthcheckText';
import { impliedTools, ownProbes, type ProbeRecipe } from './ownProbes';
import { type ProbeCommand, plainCommand } from './probeCommand';
import { type StageTools, stageTools, type ToolState } from './stageTools';
import { type ListeningPort, type StageWorkload, stageWorkload } from './stageWorkload';

export interface HealthcheckCandidate extends ProbeTimings {
  /** Kebab-case, stable, one of its kind in the list: `http-wget`. */
  readonly id: string;
  readonly title: string;
  /** Plain sentences: why this one, what it rests on, what to check. */
  readonly why: string;
  readonly tool: string;
  /** An array for the exec form, a string for the shell form. */
  readonly command: readonly string[] | string;
  /** The same with the parts to fill in. */
  readonly probe: ProbeCommand;
  /** 0..1: how sure it is that this works as it stands. */
  readonly confidence: number;
}

export interface AdviceOptions {
  /** Index of the stage; the last one when absent. */
  readonly stage?: number;
  /** What to ask, when that is known better than from the file: as an earlier check has it. */
  readonly target?: { readonly port?: number; readonly path?: string };
  /** What a container of the image was found to hold, which is more than any file tells. */
  readonly held?: (tool: string) => ToolState;
}

/** Empty only when the file has no stage. */
export function healthcheckAdvice(
  facts: DockerfileFacts,
  { stage: index, target, held }: AdviceOptions = {},
): HealthcheckCandidate[] {
  const stage = index === undefined ? finalStage(facts) : facts.stages[index];
  if (!stage) return [];
  const told = stageTools(facts, stage);
  const tools = held === undefined ? told : { ...told, state: held };
  const workload = aimed(stageWorkload(facts, stage, tools.family), target);
  const found = recipesFor(workload, tools).flatMap((recipe) => candidate(recipe, workload, tools, stage) ?? []);
  const best = new Map<string, Considered>();
  for (const one of found.sort((a, b) => b.candidate.confidence - a.candidate.confidence)) {
    const general = /^(http|tcp)-/.test(one.candidate.id);
    // Tools that may be there are worth a word only where none is there for sure.
    const beaten =
      general && !one.certain && found.some((other) => other.certain && other.candidate.id !== 'own-command');
    if (!beaten && !best.has(one.candidate.id)) best.set(one.candidate.id, one);
  }
  return [...best.values()].map((one) => one.candidate);
}

interface Considered {
  readonly candidate: HealthcheckCandidate;
  readonly certain: boolean;
}

function aimed(workload: StageWorkload, target: AdviceOptions['target']): StageWorkload {
  if (!target) return workload;
  const { port, path } = target;
  return {
    ...workload,
    ...(path !== undefined && { path }),
    ...(port !== undefined && { listens: { number: port, source: 'command', secure: workload.listens.secure } }),
  };
}

function recipesFor(workload: StageWorkload, tools: StageTools): ProbeRecipe[] {
  const { id } = tools.family.system;
  const own = ownProbes(workload);
  // A program of one's own can learn to check itself; a bought one cannot.
  const self = workload.id === 'binary' || (id === 'nothing' && own.length === 0) ? [ownCommandProbe(workload)] : [];
  switch (workload.speaks) {
    case 'http':
      return [...own, ...httpProbes(workload, id === 'windows' ? 'NUL' : '/dev/null'), ...tcpProbes(workload), ...self];
    case 'tcp':
      return [...own, ...tcpProbes(workload), ...self];
    case 'none':
      return [ownCommandProbe(workload)];
  }
}

function candidate(
  recipe: ProbeRecipe,
  workload: StageWorkload,
  tools: StageTools,
  stage: Stage,
): Considered | undefined {
  const ownCommand = recipe.id === 'own-command' && workload.id !== 'worker';
  const needs = [recipe.tool, ...(recipe.command.form === 'shell' ? ['sh'] : [])];
  const implied = impliedTools(workload.id);
  const states = needs.map((tool) => (ownCommand || implied.includes(tool) ? 'yes' : tools.state(tool)));
  // A full path is only ever offered when the image is known to hold it.
  if (states.includes('no') || (recipe.tool.startsWith('/') && !ownCommand && states[0] !== 'yes')) return undefined;
  const certain = !states.includes('unknown');
  const command = plainCommand(recipe.command);
  const why = [recipe.why, toolSentence(recipe, certain, tools, stage), portSentence(command, workload)];
  const { interval, timeout, startPeriod, retries } = workload.timings;
  return {
    certain,
    candidate: {
      id: recipe.id,
      title: recipe.title,
      why: why.filter(Boolean).join(' '),
      tool: recipe.tool,
      command,
      probe: recipe.command,
      confidence: confidence(recipe, certain, workload),
      interval,
      timeout,
      startPeriod,
      retries,
    },
  };
}

/** Order: what the program brings, then HTTP, then a mere connection; what is not certain comes after what is. */
function confidence({ id }: ProbeRecipe, certain: boolean, workload: StageWorkload): number {
  const kind =
    id === 'own-command'
      ? 0.3
      : id.startsWith('tcp-')
        ? 0.6
        : id === 'http-bash'
          ? 0.7
          : id === 'http-curl' || id === 'http-wget'
            ? 0.8
            : 0.9;
  const portFactor: Readonly<Record<ListeningPort['source'], number>> = {
    command: 1,
    expose: 1,
    environment: 0.95,
    default: 0.95,
    guess: 0.6,
  };
  const usesPort = id !== 'own-command';
  const value = kind * (usesPort ? portFactor[workload.listens.source] : 1) * (certain ? 1 : 0.4);
  return Math.round(value * 100) / 100;
}

function toolSentence(
  { id, tool }: ProbeRecipe,
  certain: boolean,
  { baseImage, family }: StageTools,
  stage: Stage,
): string {
  if (id === 'own-command')
    return family.system.id === 'nothing' ? `${baseImage} holds neither a shell nor curl or wget.` : '';
  if (!certain) return `It is not known whether this image holds ${tool}: check it, or install it.`;
  if (tool.startsWith('/') || family.workload === undefined)
    return `${tool} is in this image (${stage.resolvedImage ?? stage.image}).`;
  return '';
}

function portSentence(command: HealthcheckCandidate['command'], { listens, name }: StageWorkload): string {
  const text = typeof command === 'string' ? command : command.join(' ');
  if (!text.includes(String(listens.number))) return '';
  switch (listens.source) {
    case 'expose':
      return `Port ${listens.number} is what EXPOSE names.`;
    case 'command':
      return `Port ${listens.number} is what the command names.`;
    case 'environment':
      return `Port ${listens.number} is what the environment names.`;
    case 'default':
      return `Nothing here names a port; ${listens.number} is the usual one for ${name}.`;
    case 'guess':
      return `Nothing here names a port; ${listens.number} is a guess.`;
  }
}
