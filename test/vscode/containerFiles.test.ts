// Processes, changes and files of containers through the commands of the real extension.

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { shell, uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';

interface Shown {
  readonly kind: string;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
}

describe('processes, changes and files', () => {
  const made = workshop(managerUrl);
  const name = uniqueName('inside');
  const service = uniqueName('spread');
  const stopped = { kind: 'container', name };
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-saved-'));
  let id: string;
  let running: string;

  const settings = () => vscode.workspace.getConfiguration('dockhound');
  const run = async <T>(command: string, target: object, options?: object) =>
    vscode.commands.executeCommand<T>(`dockhound.${command}`, target, options);
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.label);

  before(async () => {
    const script =
      'mkdir /made; echo "hello from inside" >/made/note.txt; ln -s note.txt /made/link; printf "\\000" >/made/bin';
    id = await made.container(shell(script), { name });
    running = await made.container(shell('exec sleep 1000'));
    await made.service(service, {
      ContainerSpec: { Image: 'busybox:1.36', Command: ['sh', '-c', 'echo far >/far.txt; exec sleep 1000'] },
      Placement: { Constraints: ['node.role==worker'] },
    });
    const api = await vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound')?.activate();
    await until('the task runs', async () => {
      const { tasks } = (await api?.snapshot()) ?? { tasks: [] };
      return tasks.some((task) => task.name === `${service}.1` && task.state === 'running');
    });
  });
  after(async () => {
    await settings().update('nodes', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
    await made.clear();
  });

  it('show their panels, and say which', async () => {
    const shown = await run<Shown>('changes', stopped);
    assert.deepEqual(shown, { kind: 'changes', target: { kind: 'container', id, name } });
    const top = await run<Shown>('top', { kind: 'service', name: service });
    assert.deepEqual([top.kind, top.target.kind, top.target.name], ['top', 'service', service]);
    const one = await run<Shown>('top', { kind: 'service', name: service }, { task: 1 });
    assert.deepEqual([one.target.kind, one.target.name], ['task', `${service}.1`]);
    const several = [
      { kind: 'container', id: running },
      { kind: 'task', name: `${service}.1` },
    ] as const;
    const both = await vscode.commands.executeCommand<Shown>('dockhound.top', several);
    assert.equal(both.target.kind, 'task', 'tasks are kept current for the first');
    await until('the tabs', () => tabs().includes(`${name} · Changes`) && tabs().includes(`${service} · Processes`));
    assert.ok(tabs().includes(`${service}.1 and 1 more · Processes`), String(tabs()));
  });

  it('open a file of a stopped container read-only, through a symlink', async () => {
    assert.deepEqual(await run('file.open', stopped, { path: '/made/link' }), { path: '/made/link' });
    const editor = vscode.window.activeTextEditor ?? assert.fail('no editor');
    assert.equal(editor.document.getText(), 'hello from inside\n');
    assert.equal(editor.document.uri.scheme, 'dockhound-file');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('dockhound-file'), false);
    await assert.rejects(async () => vscode.workspace.fs.writeFile(editor.document.uri, Buffer.from('x')));
    const gone = editor.document.uri.with({ query: editor.document.uri.query.replace('/made/link', '/made/gone') });
    await assert.rejects(async () => vscode.workspace.fs.stat(gone), { code: 'FileNotFound' });
  });

  it('refuse what is no text, and what is no path', async () => {
    await assert.rejects(run('file.open', stopped, { path: '/made/bin' }), /is not text/);
    await assert.rejects(run('file.open', stopped, { path: '/made' }), /is a folder/);
    await assert.rejects(run('file.open', stopped, { path: 'made/note.txt' }), /not an absolute path/);
    await assert.rejects(run('file.save', stopped, { path: '/made', to: 'relative' }), /not an absolute path/);
  });

  it('save a file and a folder, to a place where nothing is yet', async () => {
    const note = path.join(folder, 'note.txt');
    assert.deepEqual(await run('file.save', stopped, { path: '/made/note.txt', to: note }), {
      ...{ to: note, files: 1, bytes: 18, leftOut: [] },
    });
    assert.equal(readFileSync(note, 'utf8'), 'hello from inside\n');
    await assert.rejects(run('file.save', stopped, { path: '/made/note.txt', to: note }), /is there already/);
    const all = path.join(folder, 'all');
    const saved = await run<{ files: number }>('file.save', stopped, { path: '/made', to: all });
    assert.equal(saved?.files, 2);
    assert.equal(readFileSync(path.join(all, 'link'), 'utf8'), 'hello from inside\n');
    const nowhere = path.join(folder, 'no', 'such', 'folder');
    await assert.rejects(run('file.save', stopped, { path: '/made', to: nowhere }), /There is no folder/);
    assert.ok(!existsSync(path.join(folder, 'no')));
  });

  it('reach into a task on another node, once a way is known', async () => {
    const task = { kind: 'task', name: `${service}.1` };
    await assert.rejects(run('file.open', task, { path: '/far.txt' }), /No way to the engine of node/);
    const { Name } = (await engineRequest(workerUrl(), 'GET', '/info')) as { Name: string };
    await settings().update('nodes', { [Name]: workerUrl() }, vscode.ConfigurationTarget.Global);
    await run('file.open', task, { path: '/far.txt' });
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'far\n');
  });
});
