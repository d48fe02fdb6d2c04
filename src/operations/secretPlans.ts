// What can be done to secrets and configs, as plans; no plan, step, warning or undo knows a value.

import type { Engine, FileSpec, JsonObject } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { HumanError } from '../model/humanError';
import type { FileKind, FileMeta } from '../model/secret';
import type { Service } from '../model/service';
import { messageOf } from '../util/messageOf';
import { baseName, checkFile, nextVersion, versionLabel } from './fileNames';
import {
  attached,
  detached,
  type FileTarget,
  pathInTask,
  referenceFor,
  referencesTo,
  swapped,
  uses,
} from './fileReferences';
import { LeftAsIs, type Plan, type Step } from './plan';
import type { SecretValue } from './secretValue';
import { isLostAnswer, serviceSteps } from './serviceSteps';

/** How long it is waited for what the engine says of a removal whose answer was lost. */
const lookMs = 15_000;

/** What is there now: plans are made of it and check it before anything changes. */
export interface FileSurroundings {
  readonly engine: Engine;
  /** All of the file's kind. */
  readonly files: readonly FileMeta[];
  readonly services: readonly Service[];
  /** Services that could not be understood, so that nobody knows what they use. */
  readonly unreadable: number;
}

/** A plan with the name under which its outcome is found. */
export interface FilePlan extends Plan {
  readonly name: string;
}

/** The value is wiped by whoever made it, once the plan has run. */
export function createFilePlan(
  kind: FileKind,
  name: string,
  value: SecretValue,
  labels: Readonly<Record<string, string>>,
  { engine, files }: FileSurroundings,
): FilePlan {
  checkFile(kind, name, value);
  const there = files.find((file) => file.name === name);
  if (there) {
    throw new HumanError(
      `There is a ${kind} ${name} already, and its value cannot be changed.`,
      'Rotate it to give its services a new value, or choose another name.',
      [{ title: 'Rotate', command: `dockhound.${kind}.rotate`, arguments: [{ kind, id: there.id, name }] }],
    );
  }
  return {
    ...{ name, title: `Create ${kind} ${name}`, warnings: [] },
    steps: [createStep(kind, async () => ({ name, labels }), name, value, engine).step],
  };
}

/** A new version, then every service moved to it under the same target, owner and mode, then the old one removed. */
export function rotateFilePlan(file: FileMeta, value: SecretValue, around: FileSurroundings): FilePlan {
  const { kind } = file;
  const { engine, files } = around;
  if (file.kind === 'secret' && file.driver) {
    throw new HumanError(`The value of ${file.name} comes from ${file.driver}.`, 'Change it there.');
  }
  const name = nextVersion(file, files);
  checkFile(kind, name, value);
  const users = usersOf(file, around);
  // Templating and labels stand in the spec alone, so they are read from it.
  const likeOld = async (signal: AbortSignal): Promise<FileSpec> => {
    const old = await engine.swarm.readFile(kind, file.id, { signal });
    return { ...old, name, labels: { ...old.labels, [versionLabel]: baseName(file) } };
  };
  const { step: create, made } = createStep(kind, likeOld, name, value, engine);
  const moves = users.flatMap((service) =>
    serviceSteps(service, engine, {
      title: `Give ${service.name} ${name} in place of ${file.name}`,
      there: (spec) => swapped(spec, file, made()),
      back: (spec) => swapped(spec, { ...file, ...made() }, file),
    }),
  );
  return {
    name,
    title: `Rotate ${kind} ${file.name} to ${name}`,
    warnings: [
      ...effects(users, around),
      ...(users.length > 0 ? ['Afterwards they cannot be rolled back to a spec with the old value.'] : []),
    ],
    steps: [create, ...moves, removeStep(file, engine)],
    afterUndo: `${file.name} was kept, and everything uses it as before.`,
  };
}

/** Taken from every service, then removed. */
export function revokeFilePlan(file: FileMeta, around: FileSurroundings): FilePlan {
  const { engine } = around;
  const users = usersOf(file, around);
  return {
    name: file.name,
    title: `Revoke ${file.kind} ${file.name}`,
    warnings: [
      ...(users.length > 0 ? ['Their tasks start without it, and may fail.'] : []),
      ...effects(users, around),
      lost(file),
    ],
    steps: [...users.flatMap((service) => detachSteps(service, file, engine)), removeStep(file, engine)],
    afterUndo: `${file.name} was kept, and everything uses it as before.`,
  };
}

export function injectFilePlan(
  file: FileMeta,
  service: Service,
  target: FileTarget,
  spec: JsonObject,
  around: FileSurroundings,
): FilePlan {
  const path = pathInTask(file.kind, target.target);
  // Said before anything changes, and looked at again in the spec that is written.
  referenceFor(spec, file, target);
  return {
    name: file.name,
    title: `Inject ${file.kind} ${file.name} into ${service.name} as ${path}`,
    warnings: [`Its tasks are replaced.`, ...jobs([service])],
    steps: serviceSteps(service, around.engine, {
      title: `Give ${service.name} ${file.name} as ${path}`,
      there: (now) => attached(now, file.kind, [referenceFor(now, file, target)]),
      back: (now) => withoutReference(now, file, path),
    }),
  };
}

/** Refused by a `HumanError` that names the services, while there are any. */
export function removeFilePlan(file: FileMeta, around: FileSurroundings): FilePlan {
  const users = usersOf(file, around);
  if (users.length > 0) throw inUse(file, users);
  return {
    name: file.name,
    title: `Remove ${file.kind} ${file.name}`,
    warnings: [lost(file)],
    steps: [removeStep(file, around.engine)],
  };
}

function usersOf(file: FileMeta, { services }: FileSurroundings): readonly Service[] {
  return services.filter((service) => uses(service, file)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function createStep(
  kind: FileKind,
  specOf: (signal: AbortSignal) => Promise<FileSpec>,
  name: string,
  value: SecretValue,
  engine: Engine,
): { step: Step; made(): { readonly id: string; readonly name: string } } {
  let id = '';
  const step: Step = {
    title: `Create ${kind} ${name}`,
    run: async (signal) => {
      const spec = await specOf(signal);
      id = await value.use((bytes) => engine.swarm.createFile(kind, spec, bytes, { signal }));
    },
    undo: () => engine.swarm.removeFile(kind, id),
  };
  return { step, made: () => ({ id, name }) };
}

function removeStep(file: FileMeta, engine: Engine): Step {
  return {
    title: `Remove ${file.kind} ${file.name}`,
    run: async (signal) => {
      try {
        await engine.swarm.removeFile(file.kind, file.id, { signal });
      } catch (error) {
        if (isLostAnswer(error) && (await isGone(file, engine))) return;
        if (!(error instanceof EngineError) || !/is in use by/.test(error.message)) throw error;
        // Somebody has given it to a service meanwhile.
        const { items } = await engine.list('service', { signal });
        throw inUse(
          file,
          items.filter((service) => uses(service, file)),
        );
      }
    },
    // It looks whether the engine had done it already.
    whenCut: 'nothing',
  };
}

/** Not cancelled, and nothing is undone unless it is there: services cannot be given back what has been removed. */
async function isGone({ kind, id, name }: FileMeta, engine: Engine): Promise<boolean> {
  try {
    const { items, unreadable } = await engine.list(kind, { signal: AbortSignal.timeout(lookMs) });
    return ![...items, ...unreadable].some((one) => one.id === id);
  } catch (error) {
    throw new LeftAsIs(
      new HumanError(
        `Cancelled during: Remove ${kind} ${name}. Whether that was done all the same is not known: ${messageOf(error)}`,
        'Everything before it was done, and stays. Refresh, and remove it if it is still there.',
      ),
    );
  }
}

function detachSteps(service: Service, file: FileMeta, engine: Engine): readonly Step[] {
  let taken: readonly JsonObject[] = [];
  return serviceSteps(service, engine, {
    title: `Take ${file.name} from ${service.name}`,
    there: (spec) => {
      taken = referencesTo(spec, file);
      return detached(spec, file);
    },
    // Swarm itself may have gone back already.
    back: (spec) => (referencesTo(spec, file).length > 0 ? undefined : attached(spec, file.kind, taken)),
  });
}

function withoutReference(spec: JsonObject, file: FileMeta, path: string): JsonObject | undefined {
  const others = referencesTo(spec, file).filter((reference) => pathOf(file.kind, reference) !== path);
  const without = detached(spec, file);
  return without && (attached(without, file.kind, others) ?? without);
}

function pathOf(kind: FileKind, { File }: JsonObject): string | undefined {
  const name = typeof File === 'object' && File !== null && 'Name' in File ? File.Name : undefined;
  return typeof name === 'string' ? pathInTask(kind, name) : undefined;
}

function inUse({ kind, id, name }: FileMeta, users: readonly Service[]): HumanError {
  const names = users.map((service) => service.name).join(', ');
  return new HumanError(
    `${name} is used by ${names || 'a service'}, so it cannot be removed.`,
    'Revoke it to take it from them first.',
    [{ title: 'Revoke', command: `dockhound.${kind}.revoke`, arguments: [{ kind, id, name }] }],
  );
}

function lost({ kind, name }: FileMeta): string {
  return kind === 'secret'
    ? `The value of ${name} is lost: swarm tells it to nobody.`
    : `The content of ${name} is lost.`;
}

function effects(users: readonly Service[], { unreadable }: FileSurroundings): readonly string[] {
  const names = users.map((service) => (service.stack ? `${service.name} (stack ${service.stack})` : service.name));
  return [
    names.length === 0
      ? 'No service uses it.'
      : `Tasks are replaced, one service after the other: ${names.join(', ')}.`,
    ...jobs(users),
    ...(unreadable > 0 ? [`${unreadable} services cannot be read, so they may use it without being named here.`] : []),
  ];
}

function jobs(users: readonly Service[]): readonly string[] {
  return users.filter(({ mode }) => /job$/.test(mode)).map(({ name }) => `${name} is a job: it runs again.`);
}
