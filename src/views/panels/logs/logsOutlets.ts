// Where the lines of a log panel go: the clipboard, a file, an editor; and the settings that all log panels share.

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { panelError } from '../../../feeds/panelError';
import { humanBytes } from '../../../model/bytes';
import { HumanError } from '../../../model/humanError';
import type { Highlight } from '../../../model/logChoice';
import { highlight } from '../../../protocol/logChoice';
import type { Disposable } from '../../../util/disposable';
import { plainMessage } from '../../plainMessage';
import { createLogDocuments } from './logDocuments';
import type { TextPiece } from './logText';
import { writeFile } from './writeFile';

/** What a log panel may do outside of itself. */
export interface LogsOutlets {
  /** Lines a panel keeps at most. */
  maxLines(): number;
  /** Lines a panel begins with. */
  tail(): number;
  highlights(): readonly Highlight[];
  setHighlights(highlights: readonly Highlight[]): Promise<void>;
  onHighlights(listener: () => void): Disposable;
  copy(text: string): Promise<void>;
  /** Asks where to unless `to` says; tells how it goes, can be stopped, never rejects. Where it is now, if it is. */
  save(name: string, pieces: () => AsyncIterable<TextPiece>, to?: string): Promise<string | undefined>;
  /** Read-only; never rejects. */
  openInEditor(name: string, pieces: () => AsyncIterable<TextPiece>): Promise<void>;
}

export const highlightsSetting = 'logs.highlights';
/** What an editor is given at most, in UTF-16 units: VS Code hands no document over 50 MB to anybody. */
const maxEditorChars = 40_000_000;

export function createLogsOutlets(log: (line: string) => void): LogsOutlets & Disposable {
  const documents = createLogDocuments();
  const settings = () => vscode.workspace.getConfiguration('dockhound');
  const tell = (error: unknown, what: string) => {
    const { message, next } = panelError(error);
    log(`${what}: ${message}`);
    void vscode.window.showErrorMessage(plainMessage(next ? `${message} ${next}` : message));
  };
  return {
    maxLines: () => bounded(settings().get('logs.maximumLines'), 1000, 5_000_000, 1_000_000),
    tail: () => bounded(settings().get('logs.tail'), 0, 1_000_000, 1000),
    highlights: () => highlightsOf(settings().get(highlightsSetting)),
    async setHighlights(highlights) {
      await settings().update(highlightsSetting, highlights, vscode.ConfigurationTarget.Global);
    },
    onHighlights: (listener) =>
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`dockhound.${highlightsSetting}`)) listener();
      }),
    copy: async (text) => vscode.env.clipboard.writeText(text),
    async save(name, pieces, to) {
      try {
        return await save(name, pieces, to);
      } catch (error) {
        tell(error, `Saving the log of ${name}`);
        return undefined;
      }
    },
    async openInEditor(name, pieces) {
      try {
        const text = await collect(pieces, name);
        if (text !== undefined) await documents.show(name, text);
      } catch (error) {
        tell(error, `Opening the log of ${name}`);
      }
    },
    dispose: () => documents.dispose(),
  };
}

async function save(
  name: string,
  pieces: () => AsyncIterable<TextPiece>,
  to: string | undefined,
): Promise<string | undefined> {
  const uri = to === undefined ? await askWhere(name) : vscode.Uri.file(to);
  if (!uri) return undefined;
  if (uri.scheme !== 'file') {
    throw new HumanError(`A log cannot be saved to ${uri.scheme}.`, 'Choose a place on the machine Dockhound runs on.');
  }
  const abort = new AbortController();
  const bytes = await withProgress(`Saving the log of ${name}`, abort, async (progress) => {
    try {
      return await writeFile(uri.fsPath, texts(pieces(), progress), abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    }
  });
  if (bytes === undefined) return undefined;
  if (to === undefined) void offerToOpen(uri, bytes);
  return uri.fsPath;
}

function askWhere(name: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri;
  const file = `${name.replace(/[^\w.@-]+/g, '_').slice(0, 100) || 'docker'}.log`;
  return vscode.window.showSaveDialog({
    title: `Save the log of ${plainMessage(name)}`,
    defaultUri: vscode.Uri.joinPath(folder ?? vscode.Uri.file(homedir()), file),
    filters: { Log: ['log', 'txt'] },
  });
}

async function offerToOpen(uri: vscode.Uri, bytes: number): Promise<void> {
  const open = 'Open';
  const message = plainMessage(`Saved ${humanBytes(bytes)} to ${uri.fsPath}.`);
  if ((await vscode.window.showInformationMessage(message, open)) === open) await vscode.window.showTextDocument(uri);
}

/** Undefined when the person stopped it. */
async function collect(pieces: () => AsyncIterable<TextPiece>, name: string): Promise<string | undefined> {
  const abort = new AbortController();
  return withProgress(`Opening the log of ${name}`, abort, async (progress) => {
    let text = '';
    for await (const piece of texts(pieces(), progress)) {
      if (abort.signal.aborted) return undefined;
      text += piece;
      if (text.length <= maxEditorChars) continue;
      throw new HumanError('This log is too long for an editor.', 'Save it to a file instead, or filter it first.');
    }
    return text;
  });
}

async function* texts(pieces: AsyncIterable<TextPiece>, progress: (done: number) => void): AsyncGenerator<string> {
  for await (const { text, done } of pieces) {
    progress(done);
    yield text;
  }
}

async function withProgress<T>(
  title: string,
  abort: AbortController,
  work: (progress: (done: number) => void) => Promise<T>,
): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true };
  return vscode.window.withProgress(options, (report, token) => {
    token.onCancellationRequested(() => abort.abort());
    let told = 0;
    return work((done) => {
      const percent = Math.floor(done * 100);
      if (percent <= told) return;
      report.report({ increment: percent - told, message: `${percent} %` });
      told = percent;
    });
  });
}

/** What a person wrote into the settings, without what cannot be understood. */
function highlightsOf(setting: unknown): readonly Highlight[] {
  if (!Array.isArray(setting)) return [];
  return setting.flatMap((one: unknown) => {
    const read = highlight.safeParse(withDefaults(one));
    return read.success && isExpression(read.data) ? [read.data] : [];
  });
}

function withDefaults(one: unknown): unknown {
  const rule = typeof one === 'string' ? { text: one } : one;
  return typeof rule === 'object' ? { regex: false, matchCase: false, colour: 'yellow', ...rule } : rule;
}

function isExpression({ text, regex }: Highlight): boolean {
  if (!regex) return true;
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    // That is the answer: it does not compile.
    return false;
  }
}

function bounded(value: unknown, least: number, most: number, otherwise: number): number {
  const number = typeof value === 'number' && Number.isFinite(value) ? Math.trunc(value) : otherwise;
  return Math.min(most, Math.max(least, number));
}
