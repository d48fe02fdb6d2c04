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
    const files = readdirSync(path.join(root, set.folder), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -3));
    for (const file of files) ids.add(kebab(path.basename(file)));
    if (files.length > 0) problems.push(...checkSet(set, files));
  }
  const pages = path.join(root, 'docs', 'rules');
  for (const page of existsSync(pages) ? readdirSync(pages) : []) {
    const id = page.replace(/\.md$/, '');
    if (id !== 'README' && !ids.has(id)) problems.push(`docs/rules/${page} is about no rule.`);
  }
  return { problems, summary: `${ids.size} rules` };
}

/** `files`: below the folder, without their ending; a test lies as deep as what it tests. */
function checkSet({ folder, index, tests }, files) {
  const problems = [];
  const names = files.map((file) => path.basename(file)).sort();
  const need = (wanted, what, file) => {
    if (!existsSync(path.join(root, wanted)))
      problems.push(`${folder}/${file}.ts has no ${what}: ${wanted} is missing.`);
  };
  for (const file of files) {
    const id = kebab(path.basename(file));
    need(`${tests}/${file}.test.ts`, 'test', file);
    need(`docs/rules/${id}.md`, 'page', file);
    const text = readFileSync(path.join(root, folder, `${file}.ts`), 'utf8');
    if (!text.includes(`'${id}'`)) problems.push(`${folder}/${file}.ts does not have the id '${id}'.`);
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
