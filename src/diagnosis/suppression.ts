// Which findings somebody chose not to see: by a label of the object, or by a setting.

import type { Finding, SuppressedFinding } from '../model/finding';
import { type TargetKind, type TargetRef, targetKinds } from '../model/target';
import { globMatches } from '../util/globMatches';

/** Its value: rules by name, divided by commas or blanks; `*` means all. */
export const ignoreLabel = 'dockhound.ignore';

/** One entry of the setting: a rule (or `*`), and patterns of objects; none means every object. */
export interface Suppression {
  readonly rule: string;
  /** `name` or `kind/name`, where `*` and `?` stand for any text and any letter. */
  readonly objects: readonly string[];
}

/** Labels of an object as far as they are known. */
export type LabelsOf = (object: TargetRef) => Readonly<Record<string, string>> | undefined;

export interface Sifted {
  readonly listed: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Divides findings; `listed` is the very same array where nothing is suppressed. */
export function sift(findings: readonly Finding[], settings: readonly Suppression[], labelsOf: LabelsOf): Sifted {
  const suppressed: SuppressedFinding[] = [];
  const listed = findings.filter((finding) => {
    const by = suppressedBy(finding, settings, labelsOf);
    if (by !== undefined) suppressed.push({ finding, by });
    return by === undefined;
  });
  return { listed: suppressed.length === 0 ? findings : listed, suppressed };
}

export function suppressedBy(
  { rule, subject }: Finding,
  settings: readonly Suppression[],
  labelsOf: LabelsOf,
): SuppressedFinding['by'] | undefined {
  const label = labelsOf(subject)?.[ignoreLabel];
  if (label !== undefined && namesIn(label).some((name) => name === rule || name === '*')) return 'label';
  return settings.some((one) => suits(one, rule, subject)) ? 'setting' : undefined;
}

/**
 * The setting's value, `{ rule: "objects" }`, as VS Code hands it over: what is no such thing is left out. `true` and an empty
 * text mean every object, `false` none.
 */
export function readSuppressions(value: unknown): readonly Suppression[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([rule, objects]: [string, unknown]) => {
    if (objects === true) return [{ rule, objects: [] }];
    return typeof objects === 'string' ? [{ rule, objects: namesIn(objects) }] : [];
  });
}

/** The setting's value with one more object; undefined: every object. */
export function withSuppression(value: string | undefined, object: string | undefined): string {
  const before = value === undefined ? [] : namesIn(value);
  if (object === undefined || (value !== undefined && before.length === 0)) return '*';
  return [...before.filter((one) => one !== object), object].join(', ');
}

/** The setting's value with one object less; undefined: nothing is left of it. */
export function withoutSuppression(value: string, object: string): string | undefined {
  const left = namesIn(value).filter((one) => one !== object);
  return left.length === 0 ? undefined : left.join(', ');
}

/** How the setting names exactly this object: `container/shop-api-1`. */
export function patternOf({ kind, name, id }: TargetRef): string {
  return `${kind}/${name ?? id ?? ''}`;
}

function suits({ rule, objects }: Suppression, found: string, { kind, name, id }: TargetRef): boolean {
  if (rule !== found && rule !== '*') return false;
  if (objects.length === 0 || objects.includes('*')) return true;
  return objects.some((pattern) => {
    const of = kindOf(pattern);
    if (of !== undefined && of !== kind) return false;
    const wanted = of === undefined ? pattern : pattern.slice(of.length + 1);
    return [name, id].some((one) => one !== undefined && globMatches(wanted, one));
  });
}

/** Names of images hold slashes, too. */
function kindOf(pattern: string): TargetKind | undefined {
  const word = pattern.slice(0, Math.max(0, pattern.indexOf('/')));
  return targetKinds.find((kind) => kind === word);
}

function namesIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
