// Reads a Dockerfile into facts: stages, ports, commands, health checks, packages.

import type { CopyFacts, DockerfileFacts, ExposedPort, HealthcheckFacts, Stage } from './dockerfileFacts';
import { expandVariables } from './expandVariables';
import { type Instruction, readInstructions } from './instructions';
import { type PackageChange, packageChanges } from './packageChanges';
import { type CommandFacts, readCommand, splitFlags, splitWords, unquote } from './words';

/**
 * Text in, facts out. Never throws; what cannot be read is left out. Linear in the length of the text.
 * Variables are expanded with ARG defaults and ENV, since a build may pass other values but mostly does not.
 */
export function parseDockerfile(text: string): DockerfileFacts {
  const { lines, escapeChar, instructions } = readInstructions(text);
  const globals = new Map<string, string>();
  const stages: Stage[] = [];
  const names = new Map<string, number>();
  let open: OpenStage | undefined;
  const close = () => {
    if (open) stages.push(closeStage(open));
  };
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM' && !instruction.onbuild) {
      close();
      open = openStage(instruction, stages, globals, names);
    } else if (!open) {
      if (instruction.keyword === 'ARG') readArgs(instruction, globals, globals);
    } else {
      addInstruction(open, instruction, globals);
    }
  }
  close();
  return {
    escapeChar,
    eol: lines.eol,
    stages,
    instructions: instructions.map(({ keyword, range }) => ({ keyword, range })),
  };
}

interface OpenStage {
  readonly stage: Pick<Stage, 'index' | 'name' | 'image' | 'resolvedImage' | 'platform' | 'parent' | 'fromRange'>;
  readonly variables: Map<string, string>;
  readonly env: Map<string, string>;
  readonly ports: ExposedPort[];
  readonly startRanges: Stage['range'][];
  readonly healthchecks: HealthcheckFacts[];
  readonly onbuildHealthchecks: HealthcheckFacts[];
  readonly changes: PackageChange[];
  readonly copies: CopyFacts[];
  end: Stage['range']['end'];
  command?: CommandFacts;
  entrypoint?: CommandFacts;
  user?: string;
  workdir?: string;
  shell?: readonly string[];
}

function openStage(
  { args, range }: Instruction,
  stages: readonly Stage[],
  globals: ReadonlyMap<string, string>,
  names: Map<string, number>,
): OpenStage {
  const { flags, rest } = splitFlags(args);
  const [image = '', as, alias] = splitWords(rest.text).map((word) => unquote(word.text));
  const name = as?.toLowerCase() === 'as' ? alias : undefined;
  const resolvedImage = expandVariables(image, globals);
  const parent = names.get((resolvedImage ?? image).toLowerCase());
  const platform = flags.find((flag) => flag.name === 'platform')?.value;
  const index = stages.length;
  if (name) names.set(name.toLowerCase(), index);
  const parentEnv = parent === undefined ? undefined : stages[parent]?.env;
  // Copying a huge environment into each of thousands of stages would hang; no real file comes near.
  const inherited = parentEnv && parentEnv.size < 1000 ? parentEnv : undefined;
  return {
    stage: {
      index,
      image,
      fromRange: range,
      ...(name && { name }),
      ...(resolvedImage !== undefined && { resolvedImage }),
      ...(platform !== undefined && { platform }),
      ...(parent !== undefined && { parent }),
    },
    variables: new Map(inherited),
    env: new Map(inherited),
    ports: [],
    startRanges: [],
    healthchecks: [],
    onbuildHealthchecks: [],
    changes: [],
    copies: [],
    end: range.end,
  };
}

function closeStage({ stage, variables: _scope, end, ...collected }: OpenStage): Stage {
  return { ...stage, range: { start: stage.fromRange.start, end }, ...collected };
}

function addInstruction(open: OpenStage, instruction: Instruction, globals: ReadonlyMap<string, string>): void {
  const { keyword, args, onbuild, range } = instruction;
  open.end = range.end;
  if (keyword === 'HEALTHCHECK') {
    (onbuild ? open.onbuildHealthchecks : open.healthchecks).push(readHealthcheck(instruction));
    return;
  }
  // What ONBUILD defers does not happen in this build.
  if (onbuild) return;
  switch (keyword) {
    case 'ARG':
      readArgs(instruction, open.variables, globals);
      break;
    case 'ENV':
      readEnv(args.text, open);
      break;
    case 'EXPOSE':
      append(open.ports, readPorts(instruction, open.variables));
      break;
    case 'CMD':
      open.command = readCommand(args);
      open.startRanges.push(range);
      break;
    case 'ENTRYPOINT':
      open.entrypoint = readCommand(args);
      open.startRanges.push(range);
      break;
    case 'USER':
      open.user = expandVariables(args.text, open.variables) ?? args.text;
      break;
    case 'WORKDIR':
      open.workdir = expandVariables(unquote(args.text), open.variables) ?? args.text;
      break;
    case 'SHELL': {
      const shell = readCommand(args);
      if (shell.form === 'exec') open.shell = shell.argv;
      break;
    }
    case 'RUN':
      append(open.changes, readRun(instruction));
      break;
    case 'COPY':
    case 'ADD':
      open.copies.push(readCopy(instruction, open.variables));
      break;
    default:
      break;
  }
}

/** `push(...items)` overflows the stack on very long lists. */
function append<T>(list: T[], items: readonly T[]): void {
  for (const item of items) list.push(item);
}

function readRun({ args, heredocs }: Instruction): PackageChange[] {
  const { rest } = splitFlags(args);
  const command = readCommand(rest);
  const script = command.form === 'exec' ? command.argv.join(' ') : command.script;
  // `RUN <<EOF` runs the heredoc itself; `RUN python <<EOF` hands it to a program.
  const itself = /^\d*<<-?\S+\s*$/.test(script);
  return itself ? heredocs.flatMap(({ content }) => packageChanges(content)) : packageChanges(script);
}

function readCopy({ args, range }: Instruction, variables: ReadonlyMap<string, string>): CopyFacts {
  const { flags, rest } = splitFlags(args);
  const command = readCommand(rest);
  const words = command.form === 'exec' ? [...command.argv] : splitWords(rest.text).map((word) => unquote(word.text));
  const paths = words.map((word) => expandVariables(word, variables) ?? word);
  const from = flags.find((flag) => flag.name === 'from')?.value;
  return { range, sources: paths.slice(0, -1), target: paths.at(-1) ?? '', ...(from !== undefined && { from }) };
}

/** `ARG NAME=default`, or `ARG NAME` in a stage, which takes the value given before the first FROM. */
function readArgs({ args }: Instruction, variables: Map<string, string>, globals: ReadonlyMap<string, string>): void {
  for (const { text } of splitWords(args.text)) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? globals.get(name) : expandVariables(unquote(text.slice(equals + 1)), variables);
    if (value === undefined) variables.delete(name);
    else variables.set(name, value);
  }
}

/** `ENV A=1 B="two words"`, and the old `ENV A all the rest`. */
function readEnv(text: string, { variables, env }: OpenStage): void {
  const words = splitWords(text);
  const first = words[0]?.text ?? '';
  const pairs: [string, string][] = first.includes('=')
    ? words.map((word) => {
        const equals = word.text.indexOf('=');
        return equals < 0 ? [word.text, ''] : [word.text.slice(0, equals), unquote(word.text.slice(equals + 1))];
      })
    : [[first, text.slice(words[0]?.end ?? 0).trim()]];
  // All values of one ENV see the variables as they were before it.
  const values = pairs.map(([name, raw]) => [name, expandVariables(raw, variables)] as const);
  for (const [name, value] of values) {
    if (value === undefined) {
      variables.delete(name);
      env.delete(name);
    } else {
      variables.set(name, value);
      env.set(name, value);
    }
  }
}

function readPorts({ args }: Instruction, variables: ReadonlyMap<string, string>): ExposedPort[] {
  return splitWords(args.text).flatMap((word) => {
    const range = args.rangeOf(word.start, word.end);
    // One variable may hold several ports.
    const texts = (expandVariables(unquote(word.text), variables) ?? '').split(/\s+/);
    return texts.flatMap((text) => {
      const [, first, protocol = 'tcp'] = /^(\d{1,5})(?:-\d{1,5})?(?:\/(tcp|udp))?$/i.exec(text) ?? [];
      const port = Number(first);
      if (!(port >= 1 && port <= 65535)) return [];
      return { port, protocol: protocol.toLowerCase() === 'udp' ? ('udp' as const) : ('tcp' as const), range };
    });
  });
}

function readHealthcheck({ args, range }: Instruction): HealthcheckFacts {
  const { flags, rest } = splitFlags(args);
  const first = splitWords(rest.text)[0];
  const start = range.start;
  const common = {
    range,
    keywordRange: { start, end: { line: start.line, character: start.character + 'HEALTHCHECK'.length } },
    flags,
    bodyRange: rest.text ? rest.rangeOf(0, rest.text.length) : { start: range.end, end: range.end },
  };
  if (!first) return { ...common, type: 'missing' };
  const after = rest.slice(rest.text.length - rest.text.slice(first.end).trimStart().length);
  switch (first.text.toUpperCase()) {
    case 'NONE':
      return { ...common, type: 'none', ...(after.text && { extra: after.rangeOf(0, after.text.length) }) };
    case 'CMD': {
      const command = after.text ? readCommand(after) : undefined;
      const empty = !command || (command.form === 'exec' && command.argv.length === 0);
      return { ...common, type: 'cmd', ...(!empty && { command }) };
    }
    default:
      return { ...common, type: 'other' };
  }
}
