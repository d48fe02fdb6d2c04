// What the file of a stack says against what runs.

import { maskedForms } from './maskedForms';
import type { PlainJson } from './maskSecrets';
import { type ServiceForm, type StackForm, same } from './stackForm';

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

export interface StackDrift {
  readonly stack: string;
  readonly drifted: boolean;
  /** By name; services that are the same are not in it. */
  readonly services: readonly ServiceDrift[];
  /** Both sides fit for showing. */
  readonly file: StackForm;
  readonly running: StackForm;
}

export function stackDrift(file: StackForm, running: StackForm): StackDrift {
  const meant = { ...running, services: withDigestsAsAsked(file, running) };
  const masked = maskedForms(file, meant);
  const names = [...new Set([...Object.keys(file.services), ...Object.keys(meant.services)])].sort();
  const services = names.flatMap((service): readonly ServiceDrift[] => {
    const wanted = file.services[service];
    const there = meant.services[service];
    if (!wanted || !there) return [{ service, change: wanted ? 'missing' : 'extra', fields: [] }];
    const fields = changedFields(wanted, there).map((field): FieldDrift => {
      const [left, right] = [masked.file.services[service]?.[field], masked.running.services[service]?.[field]];
      return {
        field,
        ...(left === undefined ? {} : { file: left }),
        ...(right === undefined ? {} : { running: right }),
      };
    });
    return fields.length === 0 ? [] : [{ service, change: 'changed', fields }];
  });
  return { stack: file.stack, drifted: services.length > 0, services, ...masked };
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
