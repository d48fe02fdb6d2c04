// What the file of a stack says against what runs.

import { maskedForms } from './maskedForms';
import type { PlainJson } from './plainJson';
import { type ServiceForm, type StackForm, same } from './stackForm';
import { type ObjectForm, type StackObjectKind, type StackObjects, stackObjectKinds } from './stackObjects';

export interface FieldDrift {
  /** As in a compose file: `replicas`, `environment`. */
  readonly field: string;
  /** Undefined where that side does not say it. Secrets are masked. */
  readonly file?: PlainJson;
  readonly running?: PlainJson;
}

export interface ServiceDrift {
  /** Name within the stack. */
  readonly service: string;
  /** `missing`: in the file alone; `extra`: running alone. */
  readonly change: 'missing' | 'extra' | 'changed';
  /** Empty unless `changed`. */
  readonly fields: readonly FieldDrift[];
}

export interface ObjectDrift extends Omit<ServiceDrift, 'service'> {
  readonly kind: StackObjectKind;
  /** Full name, as swarm calls it. */
  readonly name: string;
}

export interface StackDrift {
  readonly stack: string;
  readonly drifted: boolean;
  /** By name; services that are the same are not in it. */
  readonly services: readonly ServiceDrift[];
  /** Networks, volumes, secrets and configs that are not the same; those that docker made once it never changes. */
  readonly objects: readonly ObjectDrift[];
  /** Both sides fit for showing. */
  readonly file: StackForm;
  readonly running: StackForm;
}

export function stackDrift(file: StackForm, running: StackForm): StackDrift {
  const meant = { ...running, services: withDigestsAsAsked(file, running), objects: comparable(file, running) };
  const masked = maskedForms(file, meant);
  const services = differences(file.services, meant.services, masked.file.services, masked.running.services).map(
    ({ name, ...rest }): ServiceDrift => ({ service: name, ...rest }),
  );
  const objects = stackObjectKinds.flatMap((kind) => {
    const [left, right] = [file.objects[kind], meant.objects[kind]];
    const found = differences(left, right, masked.file.objects[kind], masked.running.objects[kind]);
    return found.map((one): ObjectDrift => ({ kind, ...one }));
  });
  return { stack: file.stack, drifted: services.length + objects.length > 0, services, objects, ...masked };
}

type Forms = Readonly<Record<string, ServiceForm>>;

interface Difference extends Pick<ServiceDrift, 'change' | 'fields'> {
  readonly name: string;
}

function differences(file: Forms, running: Forms, shownFile: Forms, shownRunning: Forms): readonly Difference[] {
  const names = [...new Set([...Object.keys(file), ...Object.keys(running)])].sort();
  return names.flatMap((name): readonly Difference[] => {
    const [wanted, there] = [file[name], running[name]];
    if (!wanted || !there) return [{ name, change: wanted ? 'missing' : 'extra', fields: [] }];
    const fields = changedFields(wanted, there).map((field): FieldDrift => {
      const [left, right] = [shownFile[name]?.[field], shownRunning[name]?.[field]];
      return {
        field,
        ...(left === undefined ? {} : { file: left }),
        ...(right === undefined ? {} : { running: right }),
      };
    });
    return fields.length === 0 ? [] : [{ name, change: 'changed', fields }];
  });
}

/**
 * What of the objects around can be compared: the stack's own, and those that the file names. Where the file leaves the
 * subnets to the engine, whatever it chose is right; of an external object only that it is there.
 */
function comparable(file: StackForm, running: StackForm): StackObjects {
  const of = (kind: StackObjectKind): Readonly<Record<string, ObjectForm>> =>
    Object.fromEntries(
      Object.entries(running.objects[kind]).flatMap(([name, form]): [string, ObjectForm][] => {
        const wanted = file.objects[kind][name];
        // A volume has no stack, and that a service mounts another one is said of the service.
        if (!wanted) return isExternal(form) || kind === 'volume' ? [] : [[name, form]];
        if (isExternal(wanted) !== isExternal(form)) return [[name, { ...wanted, external: isExternal(form) }]];
        const { subnets: _, ...rest } = form;
        return [[name, kind === 'network' && wanted.subnets === undefined ? rest : form]];
      }),
    );
  return { network: of('network'), volume: of('volume'), secret: of('secret'), config: of('config') };
}

function isExternal({ external }: ObjectForm): boolean {
  return external === true;
}

function changedFields(a: ServiceForm, b: ServiceForm): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => !same(a[field], b[field]));
}

/** Swarm pins the digest that it found; that is drift only against a file that names another one. */
function withDigestsAsAsked(file: StackForm, running: StackForm): StackForm['services'] {
  return Object.fromEntries(
    Object.entries(running.services).map(([name, form]) => {
      const { image } = form;
      const asked = file.services[name]?.image;
      if (typeof image !== 'string' || (typeof asked === 'string' && asked.includes('@'))) return [name, form];
      return [name, { ...form, image: image.replace(/@sha256:.*$/, '') }];
    }),
  );
}
