// One line of text for a person to fill in, judged while it is typed.

import * as vscode from 'vscode';
import { plainMessage } from '../../views/plainMessage';

export interface FieldQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeHolder?: string;
  /** A sentence that keeps it from being taken. */
  trouble(text: string): string | undefined;
  /** A sentence that only warns. */
  doubt?(text: string): string | undefined;
}

/** Trimmed; undefined when the person turned away. */
export async function askField({ title, trouble, doubt, ...more }: FieldQuestion): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    ...more,
    ...{ title: plainMessage(title), ignoreFocusOut: true },
    validateInput(typed) {
      const wrong = trouble(typed.trim());
      if (wrong) return plainMessage(wrong);
      const odd = doubt?.(typed.trim());
      return odd && { message: plainMessage(odd), severity: vscode.InputBoxValidationSeverity.Warning };
    },
  });
  return text?.trim();
}
