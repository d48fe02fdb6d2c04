// Stacks by command in the real extension: from a compose file to its diff and its removal.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DeployResult } from '../../src/commands/stacks/deploy';
import type { DriftResult } from '../../src/commands/stacks/drift';
import type { Engine } from '../../src/engine/engine';
import { realEngine, uniqueName, until } from '../engine/callsSupport';
import { managerUrl } from '../support/lab';

describe('stacks, by command', function () {
  this.timeout(180_000);
  const stack = uniqueName('stack');
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-stack-'));
  const file = path.join(folder, 'compose.yml');
  let engine: Engine;
  before(async () => {
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('stack.remove', { kind: 'stack', name: stack }, { confirmed: true }).catch(() => undefined);
    engine.dispose();
    rmSync(folder, { recursive: true });
  });

  const run = async <T>(command: string, target: unknown, options: object = {}): Promise<T> =>
    vscode.commands.executeCommand<T>(`dockhound.${command}`, target, options);
  const deploy = (options: object = {}) =>
    run<DeployResult>('stack.deploy', undefined, {
      file,
      name: stack,
      resolveImage: 'never',
      confirmed: true,
      ...options,
    });
  const drift = (options: object = {}) => run<DriftResult>('stack.drift', { kind: 'stack', name: stack }, options);
  const compose = (replicas: number, more = '') =>
    `services:\n  web:\n    image: busybox:\${DH_TAG}\n    command: sh -c 'trap "exit 0" TERM; while :; do sleep 0.2; done'\n    stop_grace_period: 1s\n    environment: {API_TOKEN: "\${DH_TOKEN}"}\n    deploy: {replicas: ${replicas}}\n${more}`;

  it('deploys with what stands in .env, and remembers the file', async () => {
    writeFileSync(path.join(folder, '.env'), 'DH_TAG=1.36\nDH_TOKEN=marker-token\n');
    writeFileSync(file, compose(1));
    const result = await deploy();
    assert.deepEqual([result.done, result.stack, result.creates], [true, stack, ['web']]);
    assert.match(result.warnings.join('\n'), /\.env beside it: DH_TAG, DH_TOKEN/);
    assert.equal(result.steps.length, 2);
    const read = await engine.get('service', `${stack}_web`);
    assert(read.ok);
    assert.equal(read.value.image, 'busybox:1.36');
    const same = await drift();
    assert.deepEqual([same.drifted, same.file, same.services], [false, file, []]);
    assert.match(same.summary, /runs as .* says/);
    assert.doesNotMatch(JSON.stringify([result, same]), /marker-token/);
  });

  it('is inspected: its services and what they share, secrets hidden', async () => {
    const target = { kind: 'stack', name: stack };
    const shown = await run<object>('inspect', target);
    assert.deepEqual(shown, { kind: 'stack', id: `stack:${stack}`, name: stack });
    await run('inspect', target, { raw: true });
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    const json = JSON.parse(text) as { Services: { Spec: { Name: string } }[]; Networks: { Name: string }[] };
    assert.deepEqual(
      json.Services.map((one) => one.Spec.Name),
      [`${stack}_web`],
    );
    assert.deepEqual(
      json.Networks.map((one) => one.Name),
      [`${stack}_default`],
    );
    assert.doesNotMatch(text, /marker-token/);
  });

  it('shows drift in a diff of two read-only documents', async () => {
    writeFileSync(file, compose(3, '  late: {image: "busybox:1.36"}\n'));
    const result = await drift();
    assert.equal(result.drifted, true);
    assert.deepEqual(result.services, [
      { service: 'late', change: 'missing', fields: [] },
      { service: 'web', change: 'changed', fields: [{ field: 'replicas', file: 3, running: 1 }] },
    ]);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert(input instanceof vscode.TabInputTextDiff);
    const text = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(await text(input.original), /^services:\n {2}late:[\s\S]*replicas: 3/);
    assert.match(await text(input.modified), /replicas: 1/);
    assert.doesNotMatch((await text(input.original)) + (await text(input.modified)), /marker-token/);
    const quiet = await drift({ show: false });
    assert.equal(quiet.drifted, true);
  });

  it('refuses a broken file by line, unsaved changes, bad names and bad options; nothing changes', async () => {
    const { version } = await web();
    const refused = (expected: RegExp, options: object = {}) =>
      assert.rejects(deploy(options), (error: Error) => {
        assert.match(error.message, expected);
        return true;
      });
    writeFileSync(file, 'services:\n  web:\n    image: x\n   y: z\n');
    await refused(/compose\.yml cannot be deployed\. Line 4: Not valid YAML/);
    await assert.rejects(drift(), /Line 4/);
    writeFileSync(file, 'services:\n  web:\n    image: x\n    ports: ["99999:80"]\n    nonsense: 1\n');
    await refused(/Line 4: The port 99999/);
    writeFileSync(file, 'services:\n  web:\n    image: x\n    nonsense: 1\n');
    // What only docker's own schema knows.
    await refused(/docker refuses .*nonsense/);
    writeFileSync(file, compose(1));
    await refused(/cannot be the name of a stack/, { name: 'a b' });
    await refused(/name is missing/, { name: undefined });
    await refused(/no way to resolve images/, { resolveImage: 'maybe' });
    await refused(/prune is neither/, { prune: 'yes' });
    await refused(/cannot be read/, { file: path.join(folder, 'none.yml') });
    const document = await vscode.workspace.openTextDocument(file);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# changed\n');
    await vscode.workspace.applyEdit(edit);
    await refused(/changes that are not saved/);
    await document.save();
    assert.equal((await web()).version, version);
  });

  it('tells in its file how much of it runs', async () => {
    await vscode.window.showTextDocument(vscode.Uri.file(file));
    const titles = await until('a lens', async () => {
      const uri = vscode.Uri.file(file);
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
      const told = lenses.map(({ command }) => command?.title);
      return told.includes('1 of 1 running') && told;
    });
    assert.deepEqual(titles, ['1 of 1 running', 'Diagnose']);
  });

  it('removes the stack, and says when there is none', async () => {
    const removed = await run<{ done: boolean; steps: string[] }>(
      'stack.remove',
      { kind: 'stack', name: stack },
      { confirmed: true },
    );
    assert.equal(removed.done, true);
    assert.match(removed.steps.join('\n'), new RegExp(`Remove network ${stack}_default`));
    const { items } = await engine.list('network');
    assert.equal(
      items.some((network) => network.stack === stack),
      false,
    );
    await assert.rejects(
      run('stack.remove', { kind: 'stack', name: stack }, { confirmed: true }),
      /Nothing of a stack/,
    );
    await assert.rejects(drift(), /No stack .* runs/);
    await assert.rejects(run('stack.remove', { kind: 'node', name: 'x' }, { confirmed: true }), /not a stack/);
  });

  async function web() {
    const read = await engine.get('service', `${stack}_web`);
    assert(read.ok);
    return read.value;
  }
});
