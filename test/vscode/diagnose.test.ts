// Diagnosis through the command and the public API, which agree.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import type { Diagnosis } from '../../src/model/finding';
import { engineRequest, managerUrl } from '../support/lab';

describe('diagnosing', function () {
  this.timeout(60_000);
  const name = `diagnosed-${process.pid}`;
  const project = `${name}-project`;
  let api: DockhoundApi;
  const request = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);

  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    api = await extension.activate();
    await request('POST', `/containers/create?name=${name}`, {
      Image: 'busybox:1.36',
      Labels: { 'com.docker.compose.project': project },
      Cmd: ['sh', '-c', 'echo "KeyError: \'QUEUE_URL\'"; exit 1'],
    });
    await request('POST', `/containers/${name}/start`);
    await request('POST', `/containers/${name}/wait`);
  });
  after(() => request('DELETE', `/containers/${name}?force=1`));

  it('finds the cause by the command and by the API, and shows it in a panel', async () => {
    const target = { kind: 'container' as const, name };
    const told = await api.diagnose(target, { symptom: 'it never starts' });
    assert.deepEqual([told.status, told.findings[0]?.rule], ['problem', 'missing-env-var']);
    const shown = await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnose', target);
    assert.deepEqual(
      shown.findings.map(({ rule }) => rule),
      told.findings.map(({ rule }) => rule),
    );
    // A second call shows the panel that is there.
    await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnose', target, { symptom: 'it never starts' });
    assert.deepEqual(await panels(), [`${name} · Diagnosis`]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('diagnoses a Compose project by what it is made of', async () => {
    const target = { kind: 'project' as const, name: project };
    const told = await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnose', target, { show: false });
    assert.deepEqual([told.findings[0]?.rule, told.findings[0]?.subject.name], ['missing-env-var', name]);
  });

  it('diagnoses everything, the ill container among it, in a panel of the engine', async () => {
    const all = await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnoseAll', undefined, { show: false });
    assert(all.findings.some(({ rule, subject }) => rule === 'missing-env-var' && subject.name === name));
    await vscode.commands.executeCommand('dockhound.diagnoseAll', undefined, { deadlineMs: 2000 });
    assert.match((await panels()).join(), /^[^,]+ · Diagnosis$/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

/** Titles of the diagnoses that are open; a new one is told of, and named in full, a moment later. */
async function panels(): Promise<readonly string[]> {
  for (const end = Date.now() + 10_000; ; ) {
    const open = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('dockhound.diagnosis'));
    const named = open.length > 0 && open.every(({ label }) => label.endsWith(' · Diagnosis'));
    if (named || Date.now() > end) return open.map(({ label }) => label);
    await new Promise((done) => setTimeout(done, 50));
  }
}
