// The one place where a token or key is shown: a dialog that leaves nothing behind, with Copy.

import * as vscode from 'vscode';
import { plainMessage } from '../../views/plainMessage';

export interface ShownKey {
  readonly title: string;
  /** What to do with it, and what it allows. */
  readonly advice: string;
  /** What is shown and copied: the key, or a command that holds it. */
  readonly text: string;
  /** On the button: `Copy Command`. */
  readonly copy: string;
}

/** True when it was copied. Not a notification: those stay in a list. */
export async function showKey({ title, advice, text, copy }: ShownKey): Promise<boolean> {
  const detail = `${text}\n\n${plainMessage(advice)}`;
  const answer = await vscode.window.showInformationMessage(plainMessage(title), { modal: true, detail }, copy);
  if (answer !== copy) return false;
  await vscode.env.clipboard.writeText(text);
  return true;
}
