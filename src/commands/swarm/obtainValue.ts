// Where the content of a secret or config comes from: a program, a masked input, a file, or the selection.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { FileKind } from '../../model/secret';
import { sizeTrouble } from '../../operations/fileNames';
import { SecretValue } from '../../operations/secretValue';
import { messageOf } from '../../util/messageOf';
import { plainMessage } from '../../views/plainMessage';
import type { GivenOptions } from '../givenOptions';

/** Options `value` (text or bytes) or `file` (path or `Uri`) are taken as they are; a person is asked about a newline. */
export async function obtainValue(
  kind: FileKind,
  title: string,
  options: GivenOptions,
): Promise<SecretValue | undefined> {
  const { value, file } = options;
  if (value !== undefined && file !== undefined) {
    throw new HumanError('The options value and file are both given.', 'Give one of them.');
  }
  if (typeof value === 'string') return new SecretValue(Buffer.from(value));
  // A copy, since it is wiped in the end and the original belongs to the caller.
  if (value instanceof Uint8Array) return new SecretValue(Buffer.from(value));
  if (value !== undefined) throw new HumanError('The option value is neither text nor bytes.', 'Give one of them.');
  if (typeof file === 'string' && file !== '') return fromFile(kind, vscode.Uri.file(file));
  if (file instanceof vscode.Uri) return fromFile(kind, file);
  if (file !== undefined) throw new HumanError('The option file is neither a path nor a Uri.', 'Give one of them.');
  const asked = await ask(kind, title);
  return asked && withOrWithoutNewline(asked, kind, title);
}

/** One line of text, trimmed; undefined when the person turned away. */
export async function askForLine(question: {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  trouble(text: string): string | undefined;
}): Promise<string | undefined> {
  const { title, prompt, value, trouble } = question;
  const text = await vscode.window.showInputBox({
    ...{ title: plainMessage(title), prompt, ignoreFocusOut: true },
    ...(value === undefined ? {} : { value }),
    validateInput: (typed) => trouble(typed.trim()),
  });
  return text?.trim();
}

async function ask(kind: FileKind, title: string): Promise<SecretValue | undefined> {
  const editor = vscode.window.activeTextEditor;
  const typed = { label: '$(key) Type or Paste It', description: 'hidden while you type' };
  const file = { label: '$(file) From a File…', description: '' };
  const selection = { label: '$(selection) The Selection', description: 'in the active editor' };
  const ways = [typed, file, ...(editor && !editor.selection.isEmpty ? [selection] : [])];
  const way = await vscode.window.showQuickPick(ways, {
    title: plainMessage(title),
    placeHolder: `Where the content of the ${kind} comes from`,
  });
  if (way === selection && editor) return new SecretValue(Buffer.from(editor.document.getText(editor.selection)));
  if (way === file) {
    const [uri] =
      (await vscode.window.showOpenDialog({ title: plainMessage(title), openLabel: 'Use This File' })) ?? [];
    return uri && fromFile(kind, uri);
  }
  if (way !== typed) return undefined;
  const text = await vscode.window.showInputBox({
    ...{ title: plainMessage(title), prompt: `Content of the ${kind}`, password: true, ignoreFocusOut: true },
    validateInput: (value) => sizeTrouble(kind, Buffer.byteLength(value)),
  });
  return text === undefined ? undefined : new SecretValue(Buffer.from(text));
}

/** Its size is looked at first, so that a huge file is never read. */
async function fromFile(kind: FileKind, uri: vscode.Uri): Promise<SecretValue> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    const trouble = size > 0 ? sizeTrouble(kind, size) : undefined;
    if (trouble) throw new HumanError(`${uri.fsPath}: ${trouble}`);
    const bytes = await vscode.workspace.fs.readFile(uri);
    return new SecretValue(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    if (error instanceof HumanError) throw error;
    throw new HumanError(`${uri.fsPath} cannot be read: ${messageOf(error)}`);
  }
}

async function withOrWithoutNewline(
  value: SecretValue,
  kind: FileKind,
  title: string,
): Promise<SecretValue | undefined> {
  if (!value.endsWithNewline) return value;
  // In a password it is a mistake, in a file of settings it is usual.
  const cut = {
    label: 'Cut the Newline',
    description: kind === 'secret' ? 'most programs take it for a part of the value' : '',
  };
  const keep = { label: 'Keep It', description: 'the content stays as it is, byte for byte' };
  const picked = await vscode.window.showQuickPick(kind === 'secret' ? [cut, keep] : [keep, cut], {
    title: plainMessage(title),
    placeHolder: `The ${kind} ends with a newline`,
    ignoreFocusOut: true,
  });
  if (picked === keep) return value;
  if (picked === cut) return value.withoutNewline();
  value.wipe();
  return undefined;
}
