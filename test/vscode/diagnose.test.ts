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

  it('finds the cause by the command and by the API, and shows it as a document', async () => {
    const target = { kind: 'container' as const, name };
    const told = await api.diagnose(target, { symptom: 'it never starts' });
    assert.deepEqual([told.status, told.findings[0]?.rule], ['problem', 'missing-env-var']);
    const shown = await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnose', target);
    assert.deepEqual(
      shown.findings.map(({ rule }) => rule),
      told.findings.map(({ rule }) => rule),
    );
    const document = vscode.workspace.textDocuments.find((one) =>
      one.getText().includes(`# Diagnosis of container ${name}`),
    );
    assert.match(document?.getText() ?? '', /QUEUE\\_URL is not set/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('diagnoses a Compose project by what it is made of', async () => {
    const target = { kind: 'project' as const, name: project };
    const told = await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnose', target, { show: false });
    assert.deepEqual([told.findings[0]?.rule, told.findings[0]?.subject.name], ['missing-env-var', name]);
  });

  it('diagnoses everything, the ill container among it', async () => {
    const all = await vscode.commands.executeCommand<Diagnosis>('dockhound.diagnoseAll', undefined, { show: false });
    assert(all.findings.some(({ rule, subject }) => rule === 'missing-env-var' && subject.name === name));
  });
});
