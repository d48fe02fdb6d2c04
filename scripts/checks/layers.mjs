// Checks the rooms with dependency-cruiser, and that the check itself works: it must have seen both worlds and the editor's
// types, and must catch violations planted in a copy of the rooms. A misconfigured cruiser says "no violations (0 modules)".
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../provision/paths.mjs';
import { output } from './tool.mjs';

const planted = {
  'src/model/knowsEditor.ts': [
    "import * as vscode from 'vscode';\nexport const value = vscode.version;",
    'vscode-at-the-edge',
  ],
  'src/model/knowsNode.ts': ["import fs from 'node:fs';\nexport const value = fs.constants;", 'room-model'],
  'src/cluster/knowsDockerode.ts': [
    "import Docker from 'dockerode';\nexport const value = Docker;",
    'dockerode-in-its-room',
  ],
  'src/cluster/knowsTransport.ts': [
    "import { call } from '../engine/http';\nexport const value = call;",
    'room-cluster',
  ],
  'src/engine/http.ts': ["import { one } from './one';\nexport const call = one;", undefined],
  'src/engine/one.ts': ["import { call } from './http';\nexport const one = () => call;", 'no-circle'],
  'src/protocol/knowsZod.ts': ["import * as z from 'zod';\nexport const value = z.string();", 'zod-mini-only'],
  'src/elsewhere/stray.ts': ["import { call } from '../engine/http';\nexport const value = call;", 'known-room'],
  'src/model/lost.ts': ["import { gone } from './gone';\nexport const value = gone;", 'resolvable'],
  'webview/logs/main.ts': [
    "import { call } from '../../src/engine/http';\nexport const value = call;",
    'webview-stays-in-the-browser',
  ],
  'webview/stats/main.ts': ["import { value } from '../logs/main';\nexport const other = value;", 'panels-apart'],
  'webview/shared/low.ts': [
    "import { value } from '../logs/main';\nexport const other = value;",
    'shared-below-panels',
  ],
};

/** Resolves to { problems: string[], summary }. */
export async function checkLayers() {
  const problems = await provesItself();
  const { modules, summary } = await cruise(root, ['src', 'webview']);
  for (const { rule, from, to } of summary.violations) {
    if (rule.severity === 'error') problems.push(`${rule.name}: ${from} → ${to}`);
  }
  const seen = (folder) => modules.filter((module) => module.source.startsWith(`${folder}/`)).length;
  for (const folder of ['src', 'webview']) if (seen(folder) === 0) problems.push(`No module seen in ${folder}/.`);
  const editor = modules.flatMap((module) => module.dependencies).filter(({ module }) => module === 'vscode').length;
  if (editor === 0) problems.push('No import of vscode seen: the rule about it would never bite.');
  return {
    problems,
    summary: `${seen('src')} modules in src, ${seen('webview')} in webview, ${editor} imports of vscode`,
  };
}

async function provesItself() {
  const work = mkdtempSync(path.join(tmpdir(), 'dockhound-layers-'));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      copyFileSync(path.join(root, name), path.join(work, name));
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(work, 'node_modules'), 'junction');
    for (const [name, [text]] of Object.entries(planted)) {
      mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
      writeFileSync(path.join(work, name), text);
    }
    const { summary } = await cruise(work, ['src', 'webview']);
    // A circle is told once, from whichever of its files comes first.
    const caught = (file, rule) =>
      summary.violations.some(
        (found) =>
          found.rule.name === rule && [found.from, ...(found.cycle ?? []).map(({ name }) => name)].includes(file),
      );
    return Object.entries(planted)
      .filter(([file, [, rule]]) => rule && !caught(file, rule))
      .map(([file, [, rule]]) => `The rule ${rule} does not catch a planted violation (${file}).`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function cruise(folder, names) {
  const bin = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout, stderr } = await output([bin, ...config, ...names], { cwd: folder });
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`dependency-cruiser gave no report: ${stderr.trim().slice(-1000)}`);
  }
}
