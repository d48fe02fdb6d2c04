// The events commands of the real extension: what they open, on what, and what they refuse.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { sleeper, uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

interface Shown {
  readonly kind: string;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
}

describe('events', () => {
  const made = workshop(managerUrl);
  const name = uniqueName('told');
  let id = '';

  before(async () => {
    id = await knowsContainer(await made.container(sleeper, { name }));
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await made.clear();
  });

  const run = (command: string, ...given: unknown[]) =>
    vscode.commands.executeCommand<Shown>(`dockhound.${command}`, ...given);
  const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it('opens the events of an object, and answers with it', async () => {
    const shown = await run('events', { kind: 'container', name });
    assert.deepEqual([shown.kind, shown.target], ['events', { kind: 'container', id, name }]);
    await until('its panel', () => titles().includes(`${name} · Events`));
    // The same again is the same panel.
    await run('events', { kind: 'container', id });
    assert.equal(titles().filter((title) => title === `${name} · Events`).length, 1);
  });

  it('takes stacks, projects, the swarm, the engine, and several objects in one panel', async () => {
    const { ID } = (await engineRequest(managerUrl(), 'GET', '/info')) as { ID: string };
    assert.equal((await run('eventsAll', undefined, {})).target.id, ID);
    assert.equal((await run('events', { kind: 'engine' })).target.id, ID);
    assert.equal((await run('events', { kind: 'swarm' })).target.kind, 'swarm');
    assert.deepEqual((await run('events', { kind: 'stack', name: 'shop' })).target, {
      ...{ kind: 'stack', id: 'stack:shop', name: 'shop' },
    });
    assert.equal((await run('events', { kind: 'project', name: 'blog' })).target.name, 'blog');
    const networks = (await engineRequest(managerUrl(), 'GET', '/networks')) as { Id: string; Name: string }[];
    const bridge = networks.find((network) => network.Name === 'bridge');
    const several = await run('events', [
      { kind: 'container', id },
      { kind: 'network', id: bridge?.Id },
    ]);
    assert.equal(several.target.name, name);
    await until('the panel of both', () => titles().includes(`${name} and 1 more · Events`));
  });

  it('rejects for what is not there', async () => {
    await assert.rejects(
      Promise.resolve(run('events', { kind: 'container', name: uniqueName('none') })),
      /There is no container/,
    );
  });
});
