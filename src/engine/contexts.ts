// Reads Docker's contexts: config.json for the current one, contexts/meta and contexts/tls for what they say.
// The layout is that of docker/cli, cli/context/store: folders named by the SHA-256 of the context's name.

import { createHash } from 'node:crypto';
import { messageOf } from '../util/messageOf';
import { badConfiguration } from './badConfiguration';
import { pathsOf } from './certificates';
import { errorCode, type Surroundings } from './surroundings';

export interface DockerContext {
  readonly name: string;
  readonly description?: string;
  /** The engine's address as written in the context. */
  readonly host: string;
  readonly skipVerify: boolean;
  /** Where this context's certificates are, if it has any. */
  readonly certificates: string;
}

export type ContextListing =
  | { readonly ok: true; readonly context: DockerContext }
  | { readonly ok: false; readonly name: string; readonly problem: string };

export function dockerFolder({ env, home, platform }: Surroundings): string {
  return env.DOCKER_CONFIG || pathsOf(platform).join(home, '.docker');
}

/** The name in config.json; undefined where there is no file or none is named. Rejects when the file is broken. */
export async function readCurrentContext(surroundings: Surroundings): Promise<string | undefined> {
  const file = pathsOf(surroundings.platform).join(dockerFolder(surroundings), 'config.json');
  const config = await readJson(file, 'Docker configuration', surroundings);
  const name = config?.currentContext;
  if (name === undefined || name === '' || name === 'default') return undefined;
  if (typeof name === 'string') return name;
  throw badConfiguration(
    'Docker configuration',
    `Cannot tell which Docker context is current: currentContext in ${file} is not text.`,
    repairNext,
  );
}

/** One context by name. Rejects with an `EngineError` naming the file when it is missing or cannot be understood. */
export async function readContext(name: string, surroundings: Surroundings): Promise<DockerContext> {
  const file = metaFile(folderName(name), surroundings);
  const meta = await readJson(file, name, surroundings);
  if (!meta) {
    throw badConfiguration(
      name,
      `There is no Docker context named ${JSON.stringify(name)}: ${file} is missing.`,
      'Choose another engine, or create the context with docker context create.',
      { reason: 'notFound' },
    );
  }
  return understand(meta, name, file, surroundings);
}

/** All contexts but `default`, which has no file, sorted by name; broken ones with what is wrong with them. */
export async function listContexts(surroundings: Surroundings): Promise<readonly ContextListing[]> {
  const folder = pathsOf(surroundings.platform).join(dockerFolder(surroundings), 'contexts', 'meta');
  let names: readonly string[];
  try {
    names = await surroundings.listFolder(folder);
  } catch (error) {
    return [
      { ok: false, name: 'Docker contexts', problem: `${folder} cannot be read (${errorCode(error) ?? error}).` },
    ];
  }
  const listed = await Promise.all(names.filter(isFolderName).map((name) => listOne(name, surroundings)));
  const nameOf = (listing: ContextListing) => (listing.ok ? listing.context.name : listing.name);
  return listed.sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
}

async function listOne(folder: string, surroundings: Surroundings): Promise<ContextListing> {
  const file = metaFile(folder, surroundings);
  try {
    const meta = await readJson(file, folder.slice(0, 12), surroundings);
    const name = meta?.Name;
    if (!meta) return { ok: false, name: folder.slice(0, 12), problem: `${file} is missing.` };
    if (typeof name !== 'string' || name === '')
      return { ok: false, name: folder.slice(0, 12), problem: `${file} names no context.` };
    if (folderName(name) !== folder) return { ok: false, name, problem: `${file} lies in the folder of another name.` };
    return { ok: true, context: understand(meta, name, file, surroundings) };
  } catch (error) {
    return { ok: false, name: folder.slice(0, 12), problem: messageOf(error) };
  }
}

function understand(meta: JsonRecord, name: string, file: string, surroundings: Surroundings): DockerContext {
  const docker = record(record(meta.Endpoints)?.docker);
  const host = docker?.Host;
  if (!docker || typeof host !== 'string' || host.trim() === '') {
    throw badConfiguration(
      name,
      `The Docker context ${JSON.stringify(name)} names no engine: Endpoints.docker.Host is missing in ${file}.`,
      repairNext,
    );
  }
  const description = record(meta.Metadata)?.Description;
  return {
    name,
    host,
    skipVerify: docker.SkipTLSVerify === true,
    certificates: pathsOf(surroundings.platform).join(
      dockerFolder(surroundings),
      'contexts',
      'tls',
      folderName(name),
      'docker',
    ),
    ...(typeof description === 'string' && description !== '' && { description }),
  };
}

const repairNext = 'Correct the file, or choose another engine.';

type JsonRecord = Readonly<Record<string, unknown>>;

function record(value: unknown): JsonRecord | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : undefined;
}

async function readJson(file: string, engine: string, surroundings: Surroundings): Promise<JsonRecord | undefined> {
  let text: string | undefined;
  try {
    text = await surroundings.readFile(file);
  } catch (cause) {
    throw badConfiguration(engine, `Cannot read ${file}.`, 'Check who may read the file.', { cause });
  }
  // docker creates config.json empty in places, and treats that as one without settings.
  if (text === undefined || text.trim() === '') return undefined;
  try {
    const value = record(JSON.parse(text.replace(/^\uFEFF/, '')));
    if (value) return value;
  } catch (cause) {
    throw badConfiguration(engine, `${file} is not valid JSON.`, repairNext, { cause });
  }
  throw badConfiguration(engine, `${file} holds no JSON object.`, repairNext);
}

function metaFile(folder: string, surroundings: Surroundings): string {
  return pathsOf(surroundings.platform).join(dockerFolder(surroundings), 'contexts', 'meta', folder, 'meta.json');
}

function folderName(contextName: string): string {
  return createHash('sha256').update(contextName).digest('hex');
}

function isFolderName(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
