// The logs command of the real extension: what it opens, on one and on many, and what it refuses.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { sleeper, uniqueName, until, workshop } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

interface Shown {
  readonly kind: string;
  readonly target: { readonly kind: string; readonly id: string; readonly name: string };
}

describe('logs', () => {
  const made = workshop(managerUrl);
  const [first, second, project, stack] = ['one', 'two', 'compose', 'stack'].map(uniqueName) as [
    string,
    string,
    string,
    string,
  ];
  const service = `${stack}_web`;
  let id = '';

  before(async () => {
    const Labels = { 'com.docker.compose.project': project, 'com.docker.compose.service': 'web' };
    await made.container({ ...sleeper, Labels }, { name: second });
    id = await knowsContainer(await made.container(sleeper, { name: first }));
    const { ID } = (await engineRequest(managerUrl(), 'POST', '/services/create', {
      Name: service,
      Labels: { 'com.docker.stack.namespace': stack },
      TaskTemplate: { ContainerSpec: { Image: 'busybox:1.36', Command: ['sleep', '1000'] } },
      Mode: { Replicated: { Replicas: 0 } },
    })) as { ID: string };
    made.later(`/services/${ID}`);
    const api = await vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound')?.activate();
    await until('the picture holds all', async () => {
      const { containers = [], stacks = [] } = (await api?.snapshot()) ?? {};
      return containers.some(({ name }) => name === second) && stacks.some(({ name }) => name === stack);
    });
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await made.clear();
  });

  const logs = (...given: unknown[]) => vscode.commands.executeCommand<Shown>('dockhound.logs', ...given);
  const titles = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it('opens the log of an object, and answers with it', async () => {
    const shown = await logs({ kind: 'container', name: first });
    assert.deepEqual(shown, { kind: 'logs', target: { kind: 'container', id, name: first } });
    await until('its panel', () => titles().includes(`${first} · Logs`));
    await logs({ kind: 'container', id }, { tail: 5 });
    assert.equal(titles().filter((title) => title === `${first} · Logs`).length, 1, 'the same panel again');
  });

  it('takes a Compose project, a stack, a service, and several objects in one panel', async () => {
    assert.equal((await logs({ kind: 'project', name: project })).target.name, project);
    assert.deepEqual((await logs({ kind: 'stack', name: stack })).target, {
      ...{ kind: 'stack', id: `stack:${stack}`, name: stack },
    });
    assert.equal((await logs({ kind: 'service', name: service })).target.name, service);
    const several = await logs([
      { kind: 'container', name: second },
      { kind: 'container', id },
      { kind: 'stack', name: stack },
    ]);
    assert.equal(several.target.name, second);
    for (const title of [project, stack, service, `${second} and 2 more`])
      await until(`the panel ${title}`, () => titles().includes(`${title} · Logs`));
  });

  it('rejects a range that cannot be read, and what is not there', async () => {
    const target = { kind: 'container', id };
    for (const range of [{ tail: 'some' }, { since: 'yesterday' }, { until: '1.5h' }])
      await assert.rejects(Promise.resolve(logs(target, range)), /range of a log cannot be read/);
    await assert.rejects(
      Promise.resolve(logs({ kind: 'container', name: uniqueName('none') })),
      /There is no container/,
    );
  });
});
