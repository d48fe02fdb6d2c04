// Asks before something is lost.

import * as vscode from 'vscode';

export interface Confirmation {
  /** One question that names the object and the engine: `Remove container api from lab?` */
  readonly question: string;
  /** What is lost, and what follows. */
  readonly detail?: string;
  /** The word on the button: `Remove`. */
  readonly action: string;
}

export interface Confirmed {
  /** Stands for the person's yes, for programs. */
  readonly confirmed?: boolean;
}

/** True when the person agreed, or the caller already had. */
export async function confirm(confirmation: Confirmation, options: Confirmed | undefined): Promise<boolean> {
  if (options?.confirmed === true) return true;
  const answer = await vscode.window.showWarningMessage(
    confirmation.question,
    { modal: true, ...(confirmation.detail === undefined ? {} : { detail: confirmation.detail }) },
    confirmation.action,
  );
  return answer === confirmation.action;
}
