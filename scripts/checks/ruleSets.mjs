// Checks that every diagnosis rule and audit check is whole: its test, its page and its line in the sorted index.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../provision/paths.mjs';

const sets = [
  { folder: 'src/diagnosis/rules', index: 'src/diagnosis/ruleSet.ts', tests: 'test/diagnosis/rules' },
  { folder: 'src/diagnosis/causes', index: 'src/diagnosis/causeSet.ts', tests: 'test/diagnosis/causes' },
  { folder: 'src/audit/checks', index: 'src/audit/checkSet.ts', tests: 'test/audit/checks' },
];

/** Resolves to { problems, summary }. Sets that do not exist yet are left out, pages without a rule are told. */
export async function checkRuleSets() {
  const problems = [];
  const ids = new Set();
  for (const set of sets.filter(({ folder }) => existsSync(path.join(root, folder)))) {
    const names = readdirSync(path.join(root, set.folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.slice(0, -3))
      .sort();
    for (const name of names) ids.add(kebab(name));
    if (names.length > 0) problems.push(...checkSet(set, names));
  }
  const pages = path.join(root, 'docs', 'rules');
  for (const page of existsSync(pages) ? readdirSync(pages) : []) {
    const id = page.replace(/\.md$/, '');
    if (id !== 'README' && !ids.has(id)) problems.push(`docs/rules/${page} is about no rule.`);
  }
  return { problems, summary: `${ids.size} rules` };
}

function checkSet({ folder, index, tests }, names) {
  const problems = [];
  const need = (file, what, name) => {
    if (!existsSync(path.join(root, file))) problems.push(`${folder}/${name}.ts has no ${what}: ${file} is missing.`);
  };
  for (const name of names) {
    need(`${tests}/${name}.test.ts`, 'test', name);
    need(`docs/rules/${kebab(name)}.md`, 'page', name);
    const text = readFileSync(path.join(root, folder, `${name}.ts`), 'utf8');
    if (!text.includes(`'${kebab(name)}'`))
      problems.push(`${folder}/${name}.ts does not have the id '${kebab(name)}'.`);
  }
  if (!existsSync(path.join(root, index))) return [...problems, `${index} is missing.`];
  const listed = [...readFileSync(path.join(root, index), 'utf8').matchAll(/^ {2}(\w+),$/gm)].map((found) => found[1]);
  for (const name of names)
    if (!listed.includes(name)) problems.push(`${index} does not list ${name} on a line of its own.`);
  const unsorted = listed.findIndex((name, at) => at > 0 && name < listed[at - 1]);
  if (unsorted > 0) problems.push(`${index} is not sorted: ${listed[unsorted]} stands after ${listed[unsorted - 1]}.`);
  return problems;
}

function kebab(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
