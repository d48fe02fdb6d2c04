// Two objects, or one and its earlier self, beside each other in the diff editor, with secrets masked on both sides.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { uniqueName } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

interface Compared {
  readonly left: string;
  readonly right: string;
  readonly differs?: boolean;
}

describe('comparing', () => {
  const names = { one: uniqueName('one'), other: uniqueName('other') };
  const one = { kind: 'container', name: names.one };
  const other = { kind: 'container', name: names.other };
  const ids: string[] = [];

  before(async () => {
    await create(names.one, ['DB_PASSWORD=hunter2', 'API_TOKEN=alike-on-both', 'MODE=fast']);
    await create(names.other, ['MODE=slow', 'API_TOKEN=alike-on-both', 'DB_PASSWORD=swordfish']);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const id of ids) await engineRequest(managerUrl(), 'DELETE', `/containers/${id}?force=1&v=1`);
  });

  async function create(name: string, Env: readonly string[]): Promise<void> {
    const body = { Image: 'busybox:1.36', Cmd: ['sleep', '1000'], Env };
    const made = (await engineRequest(managerUrl(), 'POST', `/containers/create?name=${name}`, body)) as { Id: string };
    ids.push(made.Id);
    await knowsContainer(made.Id);
  }

  const compare = async (target: object, options: object) =>
    vscode.commands.executeCommand<Compared>('dockhound.compare', target, options);

  async function shown(): Promise<{ title: string; left: string; right: string }> {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff, 'a diff is shown');
    const { original, modified } = tab.input;
    const [left, right] = await Promise.all([original, modified].map((uri) => vscode.workspace.openTextDocument(uri)));
    return { title: tab.label, left: left?.getText() ?? '', right: right?.getText() ?? '' };
  }

  it('shows two containers in order, with secrets masked and told apart', async () => {
    const answer = await compare(one, { with: other });
    assert.deepEqual(answer, { left: names.one, right: names.other, differs: true });
    const { title, left, right } = await shown();
    assert.equal(title, `${names.one} ↔ ${names.other}`);
    for (const text of [left, right]) {
      assert.doesNotMatch(text, /hunter2|swordfish|alike-on-both/);
      assert.doesNotMatch(text, /"Pid"|"SandboxID"/);
      assert.match(text, /"API_TOKEN=•+",\s+"DB_PASSWORD=•+ \((one|another) value\)",\s+"MODE=/);
      const keys = Object.keys(JSON.parse(text) as object);
      assert.deepEqual(keys, [...keys].sort());
    }
    assert.match(left, /MODE=fast/);
    assert.match(right, /MODE=slow/);
    await compare(one, { with: other, everything: true });
    assert.match((await shown()).left, /"SandboxID"/);
  });

  it('shows an object beside its earlier self, and says where none is known', async () => {
    // What was compared a moment ago is kept, and is what it is now.
    await assert.rejects(compare(one, { earlier: true }), /Nothing earlier is known of/);
    const policy = { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 } };
    await engineRequest(managerUrl(), 'POST', `/containers/${names.one}/update`, policy);
    const { right, differs } = await compare(one, { earlier: true });
    assert.deepEqual([right, differs], ['now', true]);
    const texts = await shown();
    assert.match(texts.left, /"MaximumRetryCount": 0/);
    assert.match(texts.right, /"MaximumRetryCount": 3/);
    assert.doesNotMatch(texts.left + texts.right, /hunter2/);
  });

  it('compares images with how they were made, and refuses what cannot be compared', async () => {
    const image = (name: string) => ({ kind: 'image', name });
    await compare(image('shop/web:2.4.1'), { with: image('shop/db:16') });
    const { left } = await shown();
    assert.match(left, /"History": \[/);
    await assert.rejects(compare(one, { with: image('shop/db:16') }), /is a container and .* an? image/);
    await assert.rejects(compare(one, { with: one }), /Both are/);
    await assert.rejects(compare(one, { with: 'other' }), /names no object/);
    // A panel's button is a person's: the error is shown, and nobody has to hear of it.
    assert.equal(await compare(one, { with: one, fromPanel: true }), undefined);
    const three = vscode.commands.executeCommand('dockhound.compare', [one, other, one], {});
    await assert.rejects(Promise.resolve(three), /3 objects cannot be compared/);
  });
});
