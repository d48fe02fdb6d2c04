// HEALTHCHECK in a real editor: command, code actions, completion, diagnostics and their fixes.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';

const nginx = 'FROM nginx:1.27-alpine\nCOPY site /usr/share/nginx/html\nCMD ["nginx", "-g", "daemon off;"]\n';
const added =
  'FROM nginx:1.27-alpine\nCOPY site /usr/share/nginx/html\n' +
  'HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \\\n' +
  '  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/"]\nCMD ["nginx", "-g", "daemon off;"]\n';

interface Added {
  readonly uri: string;
  readonly line: number;
  readonly candidate: string;
}

function add(target: vscode.Uri, options?: { candidate?: string }): Thenable<Added | undefined> {
  return vscode.commands.executeCommand('dockhound.healthcheck.add', target, options);
}

async function untitled(content: string): Promise<vscode.TextDocument> {
  // VS Code gives the name of an untitled file that was just closed to the next one, whose text may then be the old one's.
  const document = await until(async () => {
    const opened = await vscode.workspace.openTextDocument({ language: 'dockerfile', content });
    return opened.getText() === content ? opened : undefined;
  }, 'an untitled file with its text');
  await vscode.window.showTextDocument(document);
  return document;
}

async function until<T>(read: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail(`Waited in vain for ${what}`);
}

/** Ours only: another extension may speak about Dockerfiles too. */
function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === 'Dockhound');
}

function diagnosed(document: vscode.TextDocument, ...codes: string[]): Promise<vscode.Diagnostic[]> {
  return until(
    () => {
      const found = ours(document);
      const same = JSON.stringify(found.map((one) => one.code).sort()) === JSON.stringify([...codes].sort());
      return same ? found : undefined;
    },
    `diagnostics ${codes.join(', ') || 'to go'}`,
  );
}

async function actions(document: vscode.TextDocument, line: number, kind?: string): Promise<vscode.CodeAction[]> {
  const range = document.lineAt(line).range;
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind,
  );
  return found;
}

describe('HEALTHCHECK in the editor', () => {
  let folder = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dockhound-healthcheck-'));
    await vscode.extensions.getExtension('dockhound.dockhound')?.activate();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('adds the named check to a file, without asking', async () => {
    const path = join(folder, 'Dockerfile');
    writeFileSync(path, nginx);
    const uri = vscode.Uri.file(path);
    const result = await add(uri, { candidate: 'http-wget' });
    assert.deepEqual(result, { uri: uri.toString(), line: 2, candidate: 'http-wget' });
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), added);
    await vscode.window.showTextDocument(document);
  });

  it('refuses a second one, an unknown one and a file without FROM, in words', async () => {
    const { uri } = await untitled(added);
    await assert.rejects(Promise.resolve(add(uri, { candidate: 'http-wget' })), /HEALTHCHECK on line 3 already/);
    const bare = await untitled(nginx);
    await assert.rejects(Promise.resolve(add(bare.uri, { candidate: 'no-such' })), /no-such/);
    const empty = await untitled('# nothing yet\n');
    await assert.rejects(Promise.resolve(add(empty.uri, { candidate: 'http-wget' })), /no FROM/);
  });

  it('puts a snippet with fields in when there is one check only', async () => {
    const document = await untitled('FROM memcached:1.6-alpine\r\nCMD ["memcached"]\r\n');
    const result = await add(document.uri);
    assert.equal(result?.candidate, 'tcp-nc');
    assert.match(
      document.getText(),
      /^FROM .*\r\nHEALTHCHECK --interval=30s .*\\\r\n {2}CMD \["nc", .*"11211"\]\r\nCMD/,
    );
    const editor = await until(() => vscode.window.activeTextEditor, 'an editor');
    assert.equal(document.getText(editor.selection), '30s', 'the first field is selected');
  });

  it('offers to add one on FROM and CMD of the last stage, and does it', async () => {
    const document = await untitled(`FROM golang:1.22 AS build\nRUN go build\n${nginx}`);
    const none = (await actions(document, 0)).filter((action) => action.title.includes('HEALTHCHECK'));
    assert.deepEqual(none, []);
    for (const line of [2, 4]) {
      const titles = (await actions(document, line)).map((action) => action.title);
      assert.ok(titles.includes('Add HEALTHCHECK: HTTP check with wget'), titles.join());
      assert.ok(titles.includes('Add HEALTHCHECK…'), titles.join());
    }
    const [direct] = (await actions(document, 4)).filter((action) => action.title.startsWith('Add HEALTHCHECK:'));
    assert.ok(direct?.edit);
    assert.ok(await vscode.workspace.applyEdit(direct.edit));
    assert.match(document.getText(), /HEALTHCHECK --interval=30s .*\n {2}CMD \["wget".*\]\nCMD \["nginx"/);
    const titles = (await actions(document, 4)).map((action) => action.title);
    assert.ok(titles.includes('Replace HEALTHCHECK…') && !titles.some((title) => title.startsWith('Add HEALTHCHECK')));
  });

  it('is a source action of the whole file', async () => {
    const document = await untitled(nginx);
    const titles = (await actions(document, 1, 'source.healthcheck')).map((action) => action.title);
    assert.deepEqual(titles, ['Add HEALTHCHECK: HTTP check with wget', 'Add HEALTHCHECK…']);
  });

  it('completes at the start of a line, one item for each check that fits', async () => {
    const document = await untitled('FROM node:20-alpine\nEXPOSE 4000\nHEAL\nCMD ["node", "a.js"]\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 4),
    );
    const items = list.items.filter((item) => item.detail?.startsWith('Dockhound: '));
    assert.deepEqual(
      items.map((item) => item.detail),
      ['Dockhound: HTTP check with Node.js', 'Dockhound: HTTP check with wget', 'Dockhound: Connection check with nc'],
    );
    const [first] = items;
    assert.ok(first?.insertText instanceof vscode.SnippetString);
    assert.match(first.insertText.value, /^HEALTHCHECK --interval=\$\{1:30s\} .*\$\{5:4000\}/s);
    assert.ok(first.documentation instanceof vscode.MarkdownString);
    assert.match(first.documentation.value, /EXPOSE/);
  });

  it('does not complete inside another instruction', async () => {
    const document = await untitled('FROM node:20-alpine\nRUN echo \\\n  HEAL\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 6),
    );
    assert.deepEqual(
      list.items.filter((item) => item.detail?.startsWith('Dockhound: ')),
      [],
    );
  });

  it('marks a second check and a missing unit, repairs both, and forgets a closed file', async () => {
    const broken = added.replace('--interval=30s', '--interval=30').replace('COPY', 'HEALTHCHECK NONE\nCOPY');
    const document = await untitled(broken);
    const [duplicate, unit] = await diagnosed(document, 'healthcheck-duplicate', 'healthcheck-duration-unit').then(
      (found) => found.sort((a, b) => String(a.code).localeCompare(String(b.code))),
    );
    assert.equal(duplicate?.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(duplicate?.range.start.line, 1);
    assert.equal(document.getText(unit?.range), '30');
    assert.equal(unit?.severity, vscode.DiagnosticSeverity.Error);

    for (const [line, title] of [
      [3, 'Change to 30s'],
      [1, 'Remove this HEALTHCHECK'],
    ] as const) {
      const [fix] = (await actions(document, line, 'quickfix')).filter((action) => action.title === title);
      assert.ok(fix?.edit, title);
      assert.equal(fix.isPreferred, true);
      assert.ok(await vscode.workspace.applyEdit(fix.edit));
    }
    assert.equal(document.getText(), added);
    await diagnosed(document);

    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'FROM alpine AS x\nHEALTHCHECK --timeout=1 CMD ["x"]\n');
    await vscode.workspace.applyEdit(edit);
    await diagnosed(document, 'healthcheck-duration-unit', 'healthcheck-unused-stage');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await diagnosed(document);
  });

  it('is silent when the setting says so, and speaks again after', async () => {
    const document = await untitled('FROM alpine\nHEALTHCHECK --interval=5 CMD ["x"]\n');
    await diagnosed(document, 'healthcheck-duration-unit');
    const settings = vscode.workspace.getConfiguration('dockhound.dockerfile');
    await settings.update('diagnostics', false, vscode.ConfigurationTarget.Global);
    try {
      await diagnosed(document);
    } finally {
      await settings.update('diagnostics', undefined, vscode.ConfigurationTarget.Global);
    }
    await diagnosed(document, 'healthcheck-duration-unit');
  });
});
