// What differs between two versions of a spec, as a person looks for it: paths with before and after, secrets masked.

import { atPointer, maskSecrets } from './maskSecrets';
import { isPlainObject, type PlainJson } from './plainJson';

export interface SpecChange {
  /** Keys with dots: `TaskTemplate.ContainerSpec.Env.COLOUR`. */
  readonly path: string;
  /** Undefined where there is none. */
  readonly before?: string;
  readonly after?: string;
}

/** Items of a list are matched by what they are (name, target), so that an inserted one does not change all others. */
export function specChanges(before: PlainJson, after: PlainJson): readonly SpecChange[] {
  const changes: SpecChange[] = [];
  const [old, now] = [maskedRoot(before), maskedRoot(after)];
  compare([], side(old, before, ''), side(now, after, ''));
  return changes;

  function compare(path: readonly string[], was: Side, is: Side): void {
    if (same(was.raw, is.raw)) return;
    const list = path.at(-1) ?? '';
    const [left, right] = [members(was, list), members(is, list)];
    if (left && right) {
      for (const key of new Set([...left.keys(), ...right.keys()])) {
        compare([...path, key], left.get(key) ?? nothing, right.get(key) ?? nothing);
      }
      return;
    }
    const texts = { before: textOf(was), after: textOf(is) };
    // Masked, both would look alike.
    const hidden = texts.before !== undefined && texts.before === texts.after;
    changes.push({
      path: path.join('.'),
      ...(texts.before === undefined ? {} : { before: texts.before }),
      ...(texts.after === undefined ? {} : { after: hidden ? `${texts.after} (another one)` : texts.after }),
    });
  }
}

/** A value with its masked form. */
interface Side {
  readonly raw: PlainJson | undefined;
  readonly shown: PlainJson | undefined;
}

const nothing: Side = { raw: undefined, shown: undefined };

function maskedRoot(json: PlainJson): PlainJson {
  return maskSecrets(json).json;
}

function side(shown: PlainJson, raw: PlainJson, pointer: string): Side {
  return { shown: atPointer(shown, pointer), raw: atPointer(raw, pointer) };
}

function members({ raw, shown }: Side, list: string): ReadonlyMap<string, Side> | undefined {
  if (Array.isArray(raw) && Array.isArray(shown)) {
    // A command is one thing, in its order.
    if (!unordered.has(list) && (raw as readonly PlainJson[]).some((item) => typeof item === 'string'))
      return undefined;
    const found = new Map<string, Side>();
    (raw as readonly PlainJson[]).forEach((item, i) => {
      const own = itemKey(item, i, list);
      let key = own;
      for (let more = 2; found.has(key); more++) key = `${own} (${more})`;
      const masked = (shown as readonly PlainJson[])[i];
      found.set(
        key,
        isVariable(item, list)
          ? { raw: variableValue(item), shown: variableValue(masked) }
          : { raw: item, shown: masked },
      );
    });
    return found;
  }
  if (!isPlainObject(raw) || !isPlainObject(shown)) return undefined;
  return new Map(Object.keys(raw).map((key) => [key, { raw: raw[key], shown: shown[key] }]));
}

/** Lists of texts whose order says nothing. */
const unordered = new Set(['Env', 'Constraints']);

/** What tells an item of a spec's lists from the others (Engine API, `ServiceSpec`). */
function itemKey(item: PlainJson, position: number, list: string): string {
  if (isVariable(item, list)) return item.slice(0, item.indexOf('='));
  if (typeof item === 'string') return item;
  if (!isPlainObject(item)) return String(position);
  const file = item.File;
  const target = isPlainObject(file) ? file.Name : item.Target;
  const name = item.SecretName ?? item.ConfigName;
  const port = item.TargetPort === undefined ? undefined : `${item.TargetPort}/${item.Protocol ?? 'tcp'}`;
  const words = [name, target, port].filter((word) => typeof word === 'string');
  return words.length > 0 ? words.join(' at ') : String(position);
}

function isVariable(item: PlainJson, list: string): item is string {
  return list === 'Env' && typeof item === 'string' && item.indexOf('=') > 0;
}

function variableValue(item: PlainJson | undefined): PlainJson | undefined {
  return typeof item === 'string' ? item.slice(item.indexOf('=') + 1) : item;
}

function textOf({ shown }: Side): string | undefined {
  if (shown === undefined) return undefined;
  return typeof shown === 'string' ? shown : JSON.stringify(shown);
}

function same(a: PlainJson | undefined, b: PlainJson | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: PlainJson, i) => same(item, (b as readonly PlainJson[])[i]));
  }
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key], b[key]));
}
