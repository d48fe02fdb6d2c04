import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeSet } from '../../src/diagnosis/causeSet';
import { ruleSet } from '../../src/diagnosis/ruleSet';

const root = join(__dirname, '..', '..');
const files = readdirSync(join(root, 'src/diagnosis/rules')).map((name) => name.replace(/\.ts$/, ''));
const ids = ruleSet.map((rule) => rule.id);
const camel = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

describe('the set of rules', () => {
  it('holds every rule file once, sorted', () => {
    assert.ok(files.length >= 16, `${files.length} files`);
    assert.deepEqual(ids.map(camel), [...files].sort());
    assert.deepEqual(ids, [...new Set(ids)].sort());
  });

  it('has a test and a page for every rule, and a page for nothing else', () => {
    for (const id of ids) {
      assert.ok(existsSync(join(root, `test/diagnosis/rules/${camel(id)}.test.ts`)), `test of ${id}`);
      const page = readFileSync(join(root, `docs/rules/${id}.md`), 'utf8');
      for (const part of ['What it means', 'How we know', 'How to fix', 'When to ignore']) {
        assert.ok(page.includes(`## ${part}`), `${id}: ${part}`);
      }
    }
    const pages = readdirSync(join(root, 'docs/rules')).filter((name) => name !== 'README.md');
    const all = [...ids, ...causeSet.map(({ id }) => id)];
    assert.deepEqual(pages.sort(), all.map((id) => `${id}.md`).sort());
  });

  it('is listed in the index of pages, sorted', () => {
    const index = readFileSync(join(root, 'docs/rules/README.md'), 'utf8').split('\n## Causes\n')[0] ?? '';
    assert.deepEqual(
      [...index.matchAll(/^\| \[([\w-]+)\]\(\1\.md\)/gm)].map((match) => match[1]),
      ids,
    );
  });

  it('explains only rules that exist', () => {
    for (const rule of ruleSet) for (const id of rule.explains ?? []) assert.ok(ids.includes(id), `${rule.id}: ${id}`);
  });
});
