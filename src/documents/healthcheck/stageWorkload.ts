// What a stage runs and where that listens, from its command, its ports, its environment and its base image.

import { type DockerfileFacts, type Stage, stageChain } from '../dockerfile/dockerfileFacts';
import { expandVariables } from '../dockerfile/expandVariables';
import { simpleCommands } from '../dockerfile/packageChanges';
import type { CommandFacts } from '../dockerfile/words';
import type { ImageFamily } from './imageFamilies';
import { tcpOnlyPorts, type Workload, type WorkloadId, workloadByProgram, workloads } from './workloads';

export interface StageWorkload extends Workload {
  readonly id: WorkloadId;
  /** What the container starts, when that is a file or a program with a name. */
  readonly program?: string;
  readonly listens: ListeningPort;
}

export interface ListeningPort {
  readonly number: number;
  readonly source: 'command' | 'expose' | 'environment' | 'default' | 'guess';
  readonly secure: boolean;
}

export function stageWorkload(facts: DockerfileFacts, stage: Stage, family: ImageFamily): StageWorkload {
  const chain = stageChain(facts, stage);
  const entrypointAt = chain.findIndex((part) => part.entrypoint !== undefined);
  const commandAt = chain.findIndex((part) => part.command !== undefined);
  const entrypoint = chain[entrypointAt]?.entrypoint;
  // A new ENTRYPOINT drops the CMD that came from an earlier stage.
  const command = entrypoint && commandAt > entrypointAt ? undefined : chain[commandAt]?.command;
  const starts = [entrypoint, command].flatMap((part) => (part ? startedWords(part, stage) : []));
  const words = starts.flat();
  const byCommand = workloadOf(words);
  // A command of one's own replaces the image's program, but a language image still says the language.
  const id = byCommand && !isVariant(family.workload, byCommand) ? byCommand : (family.workload ?? 'binary');
  const workload = workloads[id];
  const program = words.find((word) => /\.(jar|dll)$/.test(word)) ?? words.find((word) => /^[\w./-]+$/.test(word));
  const listens = listeningPort(chain, words, workload);
  const speaks = workload.speaks === 'http' && tcpOnlyPorts.has(listens.number) ? 'tcp' : workload.speaks;
  return {
    ...workload,
    id,
    speaks,
    listens,
    ...(program !== undefined && { program }),
  };
}

// The image knows more than the command's name: `dotnet` in an old image, `mysqld` in MariaDB's.
const variants: Partial<Readonly<Record<WorkloadId, WorkloadId>>> = {
  dotnet80: 'dotnet',
  mongoLegacy: 'mongo',
  web8080: 'web',
  mariadb: 'mysql',
  valkey: 'redis',
};

function isVariant(ofImage: WorkloadId | undefined, ofCommand: WorkloadId): boolean {
  return ofImage !== undefined && variants[ofImage] === ofCommand;
}

/** The words of every simple command, with the variables that the file knows. */
function startedWords(command: CommandFacts, stage: Stage): string[][] {
  const commands =
    command.form === 'exec'
      ? [command.argv, ...shellScripts(command.argv)]
      : simpleCommands(command.script.slice(0, 4096));
  return commands.map((words) => words.map((word) => expandVariables(word, stage.env) ?? word));
}

/** `["sh", "-c", "exec gunicorn app"]` starts gunicorn. */
function shellScripts(argv: readonly string[]): string[][] {
  const at = argv.findIndex((word) => /^-\w*c$/.test(word));
  const script = at >= 0 && /(^|\/)(ba|da|a)?sh$/.test(argv[0] ?? '') ? argv[at + 1] : undefined;
  return script === undefined ? [] : simpleCommands(script.slice(0, 4096));
}

function workloadOf(words: readonly string[]): WorkloadId | undefined {
  const names = words.map((word) => word.slice(word.lastIndexOf('/') + 1).replace(/^(python|ruby|php)[\d.]+$/, '$1'));
  // A worker tells itself apart by its own word (`python -m celery`); Flask by its name or by its module.
  for (const id of ['worker', 'flask'] as const) {
    if (names.some((name) => workloadByProgram.get(name) === id)) return id;
  }
  for (const name of names) {
    const id = workloadByProgram.get(name);
    if (id) return id;
    if (/\.jar$/.test(name)) return 'java';
    if (/^[\w.-]+\.dll$/.test(name)) return 'dotnet';
    if (/\.[cm]?js$/.test(name)) return 'node';
    if (/\.py$/.test(name)) return 'python';
  }
  return undefined;
}

const portFlags =
  /^(?:--?(?:http-?|server[.-]?|listen-?)?port|-p|--listen|--bind|-b|-l|--addr|--address|--host|--http)$/i;
const portVariables = [
  'PORT',
  'HTTP_PORT',
  'SERVER_PORT',
  'APP_PORT',
  'ASPNETCORE_HTTP_PORTS',
  'ASPNETCORE_URLS',
  'UVICORN_PORT',
  'FLASK_RUN_PORT',
];
const commonHttpPorts = [80, 8080, 8000, 3000, 5000, 8888, 9000];
const securePorts: ReadonlySet<number> = new Set([443, 8443, 9443]);

function listeningPort(chain: readonly Stage[], words: readonly string[], workload: Workload): ListeningPort {
  const found = (number: number, source: ListeningPort['source']): ListeningPort => ({
    number,
    source,
    secure: securePorts.has(number),
  });
  const exposed = chain.flatMap((stage) => stage.ports).flatMap((port) => (port.protocol === 'tcp' ? [port.port] : []));
  const commanded = commandPort(words);
  if (commanded !== undefined) return found(commanded, 'command');
  if (exposed.length > 0) {
    const wanted = workload.speaks === 'http' ? [workload.port, ...commonHttpPorts] : [workload.port];
    const best = wanted.find((port) => port !== undefined && exposed.includes(port));
    const open = exposed.find((port) => !securePorts.has(port));
    return found(best ?? open ?? exposed[0] ?? 0, 'expose');
  }
  for (const name of portVariables) {
    const number = portIn(chain[0]?.env.get(name) ?? '');
    if (number !== undefined) return found(number, 'environment');
  }
  return workload.port === undefined ? found(8080, 'guess') : found(workload.port, 'default');
}

function commandPort(words: readonly string[]): number | undefined {
  for (const [index, word] of words.entries()) {
    const [, flag = '', value] = /^(-[\w.-]+)=(.*)$/s.exec(word) ?? [];
    if (value !== undefined && portFlags.test(flag)) {
      const number = portIn(value);
      if (number !== undefined) return number;
    }
    if (portFlags.test(word)) {
      const number = portIn(words[index + 1] ?? '');
      if (number !== undefined) return number;
    }
    // `manage.py runserver 0.0.0.0:8000`, `-b0.0.0.0:80`
    const [, bound] = /^(?:-b)?(?:0\.0\.0\.0|\[::\]|\*):(\d{2,5})$/.exec(word) ?? [];
    if (bound !== undefined) return portIn(bound);
  }
  return undefined;
}

/** `8000`, `:8000`, `0.0.0.0:8000`, `http://+:8000`. */
function portIn(text: string): number | undefined {
  const [, digits] = /(?:^|:)(\d{2,5})\/?$/.exec(text.slice(0, 200)) ?? [];
  const number = Number(digits);
  return number >= 1 && number <= 65535 ? number : undefined;
}
