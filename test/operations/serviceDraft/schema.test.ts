// The schema that VS Code checks documents with says the same as the code that reads them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJsonc } from '../../../src/documents/json/parseJsonc';
import { draftChoices, emptyDraft, emptyItems } from '../../../src/model/serviceDraft';
import { draftDocument } from '../../../src/operations/serviceDraft/draftDocument';
import { readDraft } from '../../../src/operations/serviceDraft/readDraft';
import { dice, randomDraft } from './randomDrafts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly string[];
}

const file = path.resolve(__dirname, '../../../media/service.schema.json');
const whole = JSON.parse(readFileSync(file, 'utf8')) as Schema;

/** The form with members or items, of several. */
function structured(schema: Schema | undefined): Schema | undefined {
  return schema?.anyOf ? schema.anyOf.map(structured).find((one) => one?.properties ?? one?.items) : schema;
}

function keysOf(schema: Schema | undefined): readonly string[] {
  return Object.keys(structured(schema)?.properties ?? {})
    .filter((key) => key !== '$schema')
    .sort();
}

describe('the schema of service documents', () => {
  const root = structured(whole);
  const at = (name: string) => root?.properties?.[name];

  it('has every field of a draft and no other', () => {
    assert.deepEqual(keysOf(root), Object.keys(emptyDraft).sort());
    for (const [name, value] of Object.entries(emptyDraft)) {
      if (typeof value === 'object' && !Array.isArray(value)) {
        assert.deepEqual(keysOf(at(name)), Object.keys(value).sort(), name);
      }
    }
    for (const [list, item] of Object.entries(emptyItems)) {
      const items = structured(at(list))?.items;
      if (typeof item === 'object') assert.deepEqual(keysOf(items), Object.keys(item).sort(), list);
    }
  });

  it('offers the same choices', () => {
    for (const [field, choices] of Object.entries(draftChoices)) {
      const [head = '', ...rest] = field.split('.');
      const found = rest.reduce<Schema | undefined>(
        (schema, key) => (key === '*' ? structured(schema)?.items : structured(schema)?.properties?.[key]),
        at(head),
      );
      assert.deepEqual(found?.enum, choices, field);
    }
  });

  it('describes documents that read back as the draft they were written from', () => {
    const random = dice(5);
    for (let i = 0; i < 200; i++) {
      const draft = randomDraft(random);
      const { value, errors } = parseJsonc(draftDocument(draft));
      assert.deepEqual(errors, []);
      assert.deepEqual(readDraft(value), { draft, problems: [] });
    }
  });
});
