// Shell, attach and stats on a service through the real extension: one of its tasks by name, or all of them.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';

interface Outcome {
  readonly terminal: string;
  readonly containerId: string;
  readonly exitCode?: number;
}

interface Outcomes {
  readonly done: readonly Outcome[];
  readonly failed: readonly { readonly task: string; readonly message: string }[];
}

describe('a service as the target of what works on tasks', () => {
  const made = workshop(managerUrl);
  const name = uniqueName('each');
  const single = uniqueName('one');
  const target = { kind: 'service', name };
  const settings = () => vscode.workspace.getConfiguration('dockhound');
  let nodeName = '';

  before(async () => {
    nodeName = ((await engineRequest(workerUrl(), 'GET', '/info')) as { Name: string }).Name;
    const sleeps = { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'] } };
    const onManager = { ...sleeps, Placement: { Constraints: ['node.role==manager'] } };
    await made.service(single, onManager);
    await made.service(name, { ...sleeps, Placement: { MaxReplicas: 1 } }, { Replicated: { Replicas: 2 } });
    const api = await vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound')?.activate();
    await until('its tasks run', async () => {
      const tasks = (await api?.snapshot())?.tasks ?? [];
      return tasks.filter((task) => task.name.startsWith(`${name}.`) && task.state === 'running').length === 2;
    });
  });
  after(async () => {
    await settings().update('nodes', undefined, vscode.ConfigurationTarget.Global);
    await made.clear();
  });

  const exec = async <T>(on: object, options: object) =>
    vscode.commands.executeCommand<T>('dockhound.exec', on, options);
  const script = (text: string) => ({ command: ['sh', '-c', text], wait: true });

  it('asks nothing where only one task runs', async () => {
    const outcome = await exec<Outcome>({ kind: 'service', name: single }, script('exit 3'));
    assert.equal(outcome.exitCode, 3);
    const attached = await vscode.commands.executeCommand<Outcome>('dockhound.attach', {
      kind: 'service',
      name: single,
    });
    assert.equal(attached.terminal.endsWith('· Attach'), true);
    vscode.window.terminals.find((terminal) => terminal.name === attached.terminal)?.dispose();
  });

  it('refuses a task that is not there, naming those that are', async () => {
    await assert.rejects(exec(target, { ...script('true'), task: 7 }), (error: Error & { next?: string }) => {
      assert.equal(error.message, `${name} runs no task 7.`);
      assert.equal(error.next, `Name one of ${name}.1, ${name}.2, or its slot or id.`);
      return true;
    });
  });

  it('runs in all tasks, and says of the one on a node that is not reached why it does not', async () => {
    const { done, failed } = await exec<Outcomes>(target, { ...script('exit 4'), task: 'all' });
    assert.deepEqual([done.map(({ exitCode }) => exitCode), failed.length], [[4], 1]);
    assert.match(failed[0]?.message ?? '', new RegExp(`runs on node ${nodeName}\\. No way to the engine of node`));
  });

  it('runs in all tasks on all nodes, or in the one that was named', async () => {
    await settings().update('nodes', { [nodeName]: workerUrl() }, vscode.ConfigurationTarget.Global);
    const all = await exec<Outcomes>(target, { ...script('exit 5'), task: 'all' });
    assert.deepEqual([all.done.map(({ exitCode }) => exitCode), all.failed], [[5, 5], []]);
    assert.equal(new Set(all.done.map(({ containerId }) => containerId)).size, 2);
    const found = await Promise.all(
      [1, `${name}.2`].map(async (task) => (await exec<Outcome>(target, { ...script('exit 6'), task })).containerId),
    );
    assert.deepEqual([...found].sort(), all.done.map(({ containerId }) => containerId).sort());
  });

  it('shows the stats of all tasks to a program, or of the task it names, or of much more', async () => {
    type Shown = { readonly target: { readonly kind: string; readonly name: string } };
    const all = await vscode.commands.executeCommand<Shown>('dockhound.stats', target);
    assert.deepEqual([all.target.kind, all.target.name], ['service', name]);
    const one = await vscode.commands.executeCommand<Shown>('dockhound.stats', target, { task: 2 });
    assert.deepEqual([one.target.kind, one.target.name], ['task', `${name}.2`]);
    const everything = await vscode.commands.executeCommand<Shown>('dockhound.statsAll');
    assert.equal(everything.target.kind, 'swarm');
    const several = await vscode.commands.executeCommand<Shown>('dockhound.stats', [
      { kind: 'project', name: 'none' },
      { kind: 'node', name: nodeName },
      target,
    ]);
    // What is made of tasks comes first.
    assert.deepEqual([several.target.kind, several.target.name], ['node', nodeName]);
    const engine = await vscode.commands.executeCommand<Shown>('dockhound.stats', { kind: 'engine' });
    assert.equal(engine.target.kind, 'engine');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
