import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { causeSet } from '../../src/diagnosis/causeSet';
import { ruleSet } from '../../src/diagnosis/ruleSet';

const root = join(__dirname, '..', '..');
const themes = readdirSync(join(root, 'src/diagnosis/causes'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ theme: dirname(file), name: basename(file, '.ts') }));
const files = themes.map(({ name }) => name);
const ids = causeSet.map((cause) => cause.id);
const camel = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('the set of causes', () => {
  it('holds every cause file once, sorted', () => {
    assert.ok(files.length >= 16, `${files.length} files`);
    assert.deepEqual(ids.map(camel), [...files].sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  it('has a test and a page with all its parts for every cause', () => {
    for (const { theme, name } of themes) {
      assert.notEqual(theme, '.', `${name} has a theme`);
      assert.ok(existsSync(join(root, `test/diagnosis/causes/${theme}/${name}.test.ts`)), `test of ${name}`);
    }
    for (const id of ids) {
      const page = readFileSync(join(root, `docs/rules/${id}.md`), 'utf8');
      for (const part of ['What it means', 'How we know', 'How to fix', 'When to ignore']) {
        assert.ok(page.includes(`## ${part}`), `${id}: ${part}`);
      }
    }
  });

  it('is listed in the index of pages, in its order', () => {
    const index = readFileSync(join(root, 'docs/rules/README.md'), 'utf8').split('\n## Causes\n')[1] ?? '';
    assert.deepEqual(
      [...index.matchAll(/^\| \[([\w-]+)\]\(\1\.md\)/gm)].map((match) => match[1]),
      ids,
    );
  });

  it('explains only what exists', () => {
    const known = new Set([...ids, ...ruleSet.map(({ id }) => id)]);
    for (const cause of causeSet)
      for (const id of cause.explains ?? []) assert.ok(known.has(id), `${cause.id} explains ${id}`);
  });
});
