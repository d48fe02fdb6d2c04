// A task on another node than the one this window is connected to, through the real extension.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl, workerUrl } from '../support/lab';

interface Outcome {
  readonly containerId: string;
  readonly exitCode?: number;
}

describe('a task on another node', () => {
  const made = workshop(managerUrl);
  const name = uniqueName('far');
  const target = { kind: 'task', name: `${name}.1` };
  const settings = () => vscode.workspace.getConfiguration('dockhound');
  let nodeName: string;
  let nodeId: string;

  before(async () => {
    const { Name, Swarm } = (await engineRequest(workerUrl(), 'GET', '/info')) as {
      Name: string;
      Swarm: { NodeID: string };
    };
    nodeName = Name;
    nodeId = Swarm.NodeID;
    await made.service(name, {
      ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'], Hostname: 'inside-far' },
      Placement: { Constraints: ['node.role==worker'] },
    });
    const api = await vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound')?.activate();
    await until('the task runs', async () => {
      const snapshot = await api?.snapshot();
      return snapshot?.tasks.some((task) => task.name === target.name && task.state === 'running');
    });
  });
  after(async () => {
    await vscode.commands.executeCommand('dockhound.node.connect', { kind: 'node', id: nodeId }, { forget: true });
    await settings().update('nodes', undefined, vscode.ConfigurationTarget.Global);
    await made.clear();
  });

  const exec = async (script: string) =>
    vscode.commands.executeCommand<Outcome>('dockhound.exec', target, { command: ['sh', '-c', script], wait: true });

  it('says how to connect while no way is known', async () => {
    await assert.rejects(exec('true'), (error: Error) => {
      assert.match(error.message, new RegExp(`runs on node ${nodeName}\\. No way to the engine of node ${nodeName}`));
      return true;
    });
  });

  it('refuses to connect to a node by the address of another', async () => {
    const node = { kind: 'node', id: nodeId };
    const connected = async () => vscode.commands.executeCommand('dockhound.node.connect', node, { url: managerUrl() });
    await assert.rejects(connected, /and not to node/);
  });

  it('is entered through the setting dockhound.nodes', async () => {
    await settings().update('nodes', { [nodeName]: workerUrl() }, vscode.ConfigurationTarget.Global);
    const outcome = await exec('test "$(hostname)" = inside-far && exit 42');
    assert.equal(outcome.exitCode, 42);
  });

  it('is entered through what node.connect remembered, until that is forgotten', async () => {
    await settings().update('nodes', undefined, vscode.ConfigurationTarget.Global);
    const node = { kind: 'node', name: nodeName };
    const connection = await vscode.commands.executeCommand<object>('dockhound.node.connect', node, {
      url: workerUrl(),
    });
    assert.deepEqual(connection, { node: nodeName, engine: nodeName, url: workerUrl() });
    assert.equal((await exec('test "$(hostname)" = inside-far && exit 43')).exitCode, 43);
    const forget = () => vscode.commands.executeCommand<object>('dockhound.node.forget', node);
    assert.deepEqual(await forget(), { node: nodeName, address: workerUrl() });
    await assert.rejects(exec('true'), /No way to the engine of node/);
    assert.deepEqual(await forget(), { node: nodeName });
  });
});
