// Problems of running containers on the lines of the files that made them: marks, fixes, lenses, suppression; and that a
// lens, the command and the API say the same (the row of a tree is pressed in test/ui/editorFindings.test.ts).

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import type { Diagnosis } from '../../src/model/finding';
import { diagnosisDoors } from '../../src/views/panels/diagnosis/diagnosisDoors';
import { until } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

const compose = [
  'services:',
  '  web: # the front',
  '    image: busybox:1.36',
  '    mem_limit: 8m  # small',
  '  api:',
  '    image: busybox:1.36',
  '    build: { context: ., dockerfile: api.Dockerfile }',
  '    environment:',
  '      CACHE: x',
  'secrets:',
  '  token:',
  '    file: ./token',
  '',
].join('\r\n');

const dockerfile = 'FROM busybox:1.36\nHEALTHCHECK CMD curl -f http://localhost:80/\nCMD ["sleep", "60"]\n';

describe('problems in the files that cause them', function () {
  this.timeout(120_000);
  const project = `edited-${process.pid}`;
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'dockhound-edited-')));
  const file = path.join(folder, 'compose.yaml');
  const request = (method: string, url: string, body?: unknown) => engineRequest(managerUrl(), method, url, body);
  const ids = new Map<string, string>();
  let api: DockhoundApi;
  let document: vscode.TextDocument;

  const make = async (service: string, command: string, more: object = {}) => {
    const name = `${project}-${service}-1`;
    const labels = {
      'com.docker.compose.project': project,
      'com.docker.compose.service': service,
      'com.docker.compose.project.config_files': file,
      'com.docker.compose.project.working_dir': folder,
    };
    await request('POST', `/containers/create?name=${name}`, {
      ...{ Image: 'busybox:1.36', Cmd: ['sh', '-c', command], Labels: labels },
      ...more,
    });
    await request('POST', `/containers/${name}/start`);
    const { Id } = (await request('GET', `/containers/${name}/json`)) as { Id: string };
    ids.set(service, await knowsContainer(Id));
  };

  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    api = await extension.activate();
    writeFileSync(file, compose);
    writeFileSync(path.join(folder, 'api.Dockerfile'), dockerfile);
    await make('web', 'echo "open /run/secrets/token: no such file or directory"; exit 1');
    await make('api', 'sleep 600', {
      Healthcheck: { Test: ['CMD-SHELL', 'curl -f http://localhost:80/'], Interval: 1e9, Timeout: 1e9, Retries: 1 },
    });
    document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
  });
  after(async () => {
    await vscode.workspace.getConfiguration('dockhound').update('diagnosis.ignore', undefined, true);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const id of ids.values()) await request('DELETE', `/containers/${id}?force=1`);
    rmSync(folder, { recursive: true });
  });

  const target = (service: string) => ({ kind: 'container' as const, id: ids.get(service) ?? '' });
  const diagnose = (service: string, options: object = {}) =>
    vscode.commands.executeCommand<Diagnosis>('dockhound.diagnose', target(service), { show: false, ...options });
  const marks = (uri = document.uri) =>
    vscode.languages.getDiagnostics(uri).flatMap((one) => {
      const { code } = one;
      return one.source === 'Dockhound' && typeof code === 'object'
        ? [{ ...one, rule: code.value, page: code.target, range: one.range }]
        : [];
    });
  const marked = (rule: string, uri = document.uri) =>
    until(`a mark of ${rule}`, async () => marks(uri).find((one) => one.rule === rule));
  const actionsAt = (uri: vscode.Uri, range: vscode.Range) =>
    vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, 'quickfix');
  const lenses = async (uri = document.uri) => {
    const all = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    return all.map(({ range, command }) => ({ line: range.start.line + 1, ...command }));
  };

  it('marks the service that misses a secret; its fix gives it, and keeps the rest of the file', async () => {
    const { findings } = await diagnose('web');
    assert.equal(findings[0]?.rule, 'secret-not-mounted');
    const place = `${vscode.workspace.asRelativePath(document.uri)}:2`;
    assert.deepEqual(findings[0]?.evidence.at(-1), { source: 'document', path: place, excerpt: 'web: # the front' });
    const mark = await marked('secret-not-mounted');
    assert.deepEqual([mark.range.start.line, document.getText(mark.range)], [1, 'web']);
    assert(readFileSync(mark.page.fsPath, 'utf8').includes('## How to fix'), 'its page');
    const actions = await actionsAt(document.uri, mark.range);
    const fix = actions.find(({ title }) => title === 'Give the secret token to web');
    assert(fix?.edit);
    assert.equal(fix.isPreferred, true);
    assert(await vscode.workspace.applyEdit(fix.edit));
    const lines = ['    image: busybox:1.36', '    secrets:', '      - token', '    mem_limit'].join('\r\n');
    assert.equal(document.getText(), compose.replace('    image: busybox:1.36\r\n    mem_limit', lines));
    await until('the mark to go: the file says it no longer', async () => marks().length === 0 || undefined);
    await vscode.commands.executeCommand('undo');
    await marked('secret-not-mounted');
  });

  it('offers the same fix as a remedy of the diagnosis, which changes the file and saves nothing', async () => {
    const { findings } = await diagnose('web');
    const remedy = findings[0]?.remedies[0];
    assert.match(remedy?.title ?? '', /^Give the secret token to web, in .*compose\.yaml$/);
    const mend = () => vscode.commands.executeCommand(remedy?.command ?? '', ...(remedy?.arguments ?? []));
    assert.equal(await mend(), document.uri.toString());
    assert.match(document.getText(), / {4}secrets:\r\n {6}- token/);
    assert.deepEqual([document.isDirty, readFileSync(file, 'utf8')], [true, compose]);
    await assert.rejects(async () => mend(), /does not say that any more/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), compose);
    await marked('secret-not-mounted');
  });

  it('leads from the evidence to the line, in files of this window alone', async () => {
    const doors = await diagnosisDoors(vscode.Uri.file(folder));
    await doors.openDocument(vscode.workspace.asRelativePath(document.uri), 2);
    const editor = vscode.window.activeTextEditor;
    assert.deepEqual([editor?.document.uri.toString(), editor?.selection.active.line], [document.uri.toString(), 1]);
    await assert.rejects(doors.openDocument('/etc/hostname', 1), /in no folder of this window/);
  });

  it('marks the Dockerfile of the service whose health check lacks its tool', async () => {
    const uri = vscode.Uri.file(path.join(folder, 'api.Dockerfile'));
    const opened = await vscode.workspace.openTextDocument(uri);
    await until(
      'an unhealthy container',
      async () => (await diagnose('api')).findings[0]?.rule === 'healthcheck-tool-missing' || undefined,
    );
    const mark = await marked('healthcheck-tool-missing', uri);
    assert.equal(opened.getText(mark.range), 'curl -f http://localhost:80/');
    const fixes = (await actionsAt(uri, mark.range)).filter(({ edit }) => edit !== undefined);
    assert(
      fixes.some(({ title }) => /wget/.test(title)),
      fixes.map(({ title }) => title).join(),
    );
    const [from] = await until('a lens above FROM', async () => {
      const found = await lenses(uri);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual([from?.line, from?.title], [1, 'running, unhealthy']);
  });

  it('says above each service how it fares, and diagnoses what the command and the API diagnose', async () => {
    const found = await until('lenses', async () => {
      const all = await lenses();
      return all.some(({ title }) => title === 'exited (1)') ? all : undefined;
    });
    assert.deepEqual(
      found.map(({ line, title }) => [line, title]),
      [
        [2, 'exited (1)'],
        [2, 'Diagnose'],
        [5, 'running, unhealthy'],
        [5, 'Diagnose'],
      ],
    );
    const lens = found.find(({ line, title }) => line === 2 && title === 'Diagnose');
    const [asked, options] = (lens?.arguments ?? []) as [object, object];
    const told = [
      await vscode.commands.executeCommand<Diagnosis>(lens?.command ?? '', asked, { ...options, show: false }),
      await diagnose('web'),
      await vscode.commands.executeCommand<Diagnosis>(
        'dockhound.diagnose',
        { kind: 'container', name: `${project}-web-1` },
        { show: false },
      ),
      await api.diagnose(target('web')),
    ];
    for (const one of told)
      assert.deepEqual(
        one.findings.map(({ rule }) => rule),
        ['secret-not-mounted'],
      );
    const settings = vscode.workspace.getConfiguration('dockhound.editor');
    await settings.update('codeLens', false, true);
    try {
      await until('no lens', async () => (await lenses()).length === 0 || undefined);
    } finally {
      await settings.update('codeLens', undefined, true);
    }
  });

  it('leaves out what is suppressed, everywhere, and tells it again', async () => {
    const entry = await vscode.commands.executeCommand('dockhound.problem.suppress', target('web'), {
      rule: 'secret-not-mounted',
    });
    const objects = `container/${project}-web-1`;
    assert.deepEqual(entry, { rule: 'secret-not-mounted', objects, by: 'setting' });
    await until('the mark to go', async () => marks().length === 0 || undefined);
    const silent = await api.diagnose(target('web'));
    assert.deepEqual(silent.findings, []);
    assert.notEqual(silent.status, 'problem');
    assert.deepEqual(
      silent.suppressed?.map(({ finding, by }) => [finding.rule, by]),
      [['secret-not-mounted', 'setting']],
    );
    const list = await vscode.commands.executeCommand('dockhound.problem.suppressions', undefined, { list: true });
    assert.deepEqual(list, [entry]);
    await assert.rejects(async () => {
      await vscode.commands.executeCommand('dockhound.problem.suppressions', undefined, { undo: { rule: 'x' } });
    }, /does not suppress x/);
    const left = await vscode.commands.executeCommand('dockhound.problem.suppressions', undefined, { undo: entry });
    assert.deepEqual(left, []);
    await marked('secret-not-mounted');
    assert.equal((await api.diagnose(target('web'))).findings[0]?.rule, 'secret-not-mounted');
  });

  it('puts a problem aside until it changes, and tells it again', async () => {
    const list = (options: object) =>
      vscode.commands.executeCommand<{ by: string }[]>('dockhound.problem.suppressions', undefined, options);
    const aside = await vscode.commands.executeCommand<{ rule: string; objects: string; by: string }[]>(
      'dockhound.problem.dismiss',
      target('web'),
    );
    const [one] = aside;
    assert.deepEqual([one?.objects, one?.by], [`container/${project}-web-1`, 'dismissed']);
    assert.deepEqual(await list({ list: true }), aside);
    await assert.rejects(async () => {
      await vscode.commands.executeCommand('dockhound.problem.dismiss', target('web'));
    }, /No such problem of .* is listed/);
    for (const undo of aside) await list({ undo });
    assert.deepEqual(await list({ list: true }), []);
  });

  it('honours the label of a container, and forgets its mark with it', async () => {
    const { findings, suppressed } = await diagnose('web');
    assert.deepEqual([findings.length, suppressed], [1, undefined]);
    const id = ids.get('web') ?? '';
    await request('DELETE', `/containers/${id}?force=1`);
    ids.delete('web');
    await until('the mark to go', async () => marks().length === 0 || undefined);
    const Labels = { 'dockhound.ignore': 'missing-file, secret-not-mounted' };
    await make('web', 'echo "open /run/secrets/token: no such file or directory"; exit 1', { Labels });
    const labelled = await diagnose('web');
    assert.deepEqual([labelled.findings, labelled.suppressed?.map(({ by }) => by)], [[], ['label']]);
  });
});
