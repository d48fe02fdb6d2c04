// A draft as a JSON document that a person edits: what is not said is left out.

import { emptyDraft, type ServiceDraft } from '../../model/serviceDraft';

const intro = [
  '// What docker should run. Fields that are left out are as docker has them by default.',
  '// "Dockhound: Create Service from This JSON" (also above the editor) shows what will be done, and asks.',
];

/** With comments; `name` and `image` always stand in it. */
export function draftDocument(draft: ServiceDraft): string {
  const said = { name: draft.name, image: draft.image, ...(spoken(draft, emptyDraft) as object) };
  return `${intro.join('\n')}\n${JSON.stringify(said, undefined, 2)}\n`;
}

function spoken(value: unknown, usual: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((item) => spokenItem(item));
  if (typeof value !== 'object' || value === null) return value === usual ? undefined : value;
  const members = Object.entries(value).flatMap(([key, member]) => {
    const own = spoken(member, (usual as Readonly<Record<string, unknown>>)[key]);
    return own === undefined ? [] : [[key, own] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function spokenItem(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  const isPair = Object.keys(item).length === 2 && 'value' in item;
  return Object.fromEntries(Object.entries(item).filter(([, one]) => isPair || (one !== '' && one !== false)));
}
