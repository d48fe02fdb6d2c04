// Services by command in the real extension: created, changed, compared, and written as documents.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import type { Engine } from '../../src/engine/engine';
import { realEngine, uniqueName, until, workshop } from '../engine/callsSupport';
import { managerUrl } from '../support/lab';

interface Result {
  readonly done: boolean;
  readonly id: string;
  readonly name: string;
  readonly changes: readonly { readonly path: string; readonly before?: string; readonly after?: string }[];
}

describe('services, by command', function () {
  this.timeout(120_000);
  const made = workshop(managerUrl);
  let engine: Engine;
  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    await (await extension.activate()).ready();
    engine = await realEngine(managerUrl());
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await made.clear();
    engine.dispose();
  });

  const run = async (command: string, target?: unknown, options: object = {}): Promise<Result> =>
    vscode.commands.executeCommand<Result>(`dockhound.service.${command}`, target, { confirmed: true, ...options });
  const quick = { image: 'busybox:1.36', args: ['sleep', '1000'], endpointMode: 'dnsrr', stopGrace: '100ms' };
  const soon = { ...quick, update: { monitor: '1s' } };
  const create = async (options: object = {}) => {
    const name = uniqueName('svc');
    made.later(`/services/${name}`);
    const result = await run('create', undefined, { name, ...soon, ...options });
    return { ...result, target: { kind: 'service', name } };
  };
  const specOf = async (name: string) => JSON.stringify((await engine.swarm.read('service', name)).spec);

  it('creates, edits, updates the image and removes one', async () => {
    const { name, id, done, target } = await create({
      env: { COLOUR: 'blue' },
      networks: [],
      limits: { memory: '64M' },
    });
    assert.ok(done && id);
    assert.match(await specOf(name), /"COLOUR=blue".*"MemoryBytes":67108864/s);
    const { changes } = await run('update', target, {
      env: { COLOUR: null, SHAPE: 'round' },
      mounts: [{ type: 'tmpfs', target: '/scratch' }],
      ports: [{ target: 80, published: 18997, mode: 'host' }],
      constraints: ['node.platform.os==linux'],
    });
    assert.equal(changes.length, 5);
    const spec = await specOf(name);
    assert.doesNotMatch(spec, /COLOUR/);
    for (const part of ['"SHAPE=round"', '/scratch', '18997', 'node.platform.os==linux', '67108864']) {
      assert.ok(spec.includes(part), part);
    }
    await run('updateImage', target, { image: 'alpine:3.20' });
    assert.match(await specOf(name), /"Image":"alpine:3.20"/);
    await run('remove', target);
    assert.equal(
      (await engine.list('service')).items.some((service) => service.name === name),
      false,
    );
  });

  it('refuses bad input with the field named, and changes nothing', async () => {
    const { name, target } = await create();
    const before = await specOf(name);
    await assert.rejects(run('update', target, { ports: [{ target: 0 }] }), /ports.0.target/);
    await assert.rejects(run('update', target, { colour: 'blue' }), /colour is no field of a service/);
    await assert.rejects(run('update', target, { limits: { memory: 'lots' } }), /limits.memory/);
    await assert.rejects(run('create', undefined, { ...quick, name: '-x' }), /name: /);
    await assert.rejects(run('create', undefined, { spec: 'x' }), /spec is not an object/);
    assert.equal(await specOf(name), before);
  });

  it('keeps a service whose tasks fail, and says what they said', async () => {
    const restart = { delay: '100ms' };
    const name = uniqueName('svc');
    made.later(`/services/${name}`);
    await assert.rejects(
      run('create', undefined, { ...quick, name, image: 'no-such-image:1', restart }),
      /is kept.*No such image/s,
    );
    assert.ok(await specOf(name));
  });

  it('shows what the last update changed, secrets masked', async () => {
    const { target } = await create({ env: { DB_PASSWORD: 'hunter2' } });
    await assert.rejects(run('diff', target), /no previous spec/);
    await run('update', target, { env: { DB_PASSWORD: 'swordfish', PLAIN: 'seen' } });
    const { changes } = await run('diff', target);
    assert.deepEqual(
      changes.map(({ path }) => path.replace(/^.*Env\./, '')),
      ['DB_PASSWORD', 'PLAIN'],
    );
    const tab = await until('the diff is shown', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    });
    const texts = await Promise.all(
      [tab.original, tab.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()),
    );
    assert.doesNotMatch(JSON.stringify([changes, texts]), /hunter2|swordfish/);
    assert.match(texts[1] ?? '', /PLAIN=seen/);
    assert.notEqual(texts[0], texts[1]);
  });

  it('writes a document, says what is wrong in it where it stands, and creates from it', async () => {
    const name = uniqueName('svc');
    made.later(`/services/${name}`);
    const address = await vscode.commands.executeCommand<string>('dockhound.service.editAsJson', undefined, {
      ...quick,
      name,
      ports: [{ target: '80', published: '70000' }],
    });
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
    assert(document);
    assert.equal(document.languageId, 'jsonc');
    const own = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Dockhound');
    const [problem] = await until('it is judged', () => (own().length > 0 ? own() : undefined));
    assert(problem);
    assert.equal(document.getText(problem.range), '"70000"');
    await assert.rejects(run('createFromJson', document.uri), /ports.0.published/);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, problem.range, '18996');
    const protocol = document.getText().indexOf('"ingress"');
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(protocol), document.positionAt(protocol + '"ingress"'.length)),
      '"host"',
    );
    await vscode.workspace.applyEdit(edit);
    await until('nothing is wrong any more', () => own().length === 0);
    const { done } = await run('createFromJson', document.uri);
    assert.ok(done);
    assert.match(await specOf(name), /18996/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows the form when nothing is said', async () => {
    await vscode.commands.executeCommand('dockhound.service.create');
    const shown = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    await until('the form is shown', () => shown() === 'Create Service');
    const { name, target } = await create();
    await vscode.commands.executeCommand('dockhound.service.update', target);
    await until('the form of the service is shown', () => shown() === `${name} · Edit`);
  });
});
