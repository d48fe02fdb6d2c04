// Asks before something is lost.

import * as vscode from 'vscode';
import { plainMessage } from '../views/plainMessage';
import { flagOption, type GivenOptions } from './givenOptions';

export interface Confirmation {
  /** One question that names the object and the engine: `Remove container api from lab?` */
  readonly question: string;
  /** What is lost, and what follows. */
  readonly detail?: string;
  /** The word on the button: `Remove`. */
  readonly action: string;
}

/** True when the person agreed, or the caller already had: the option `confirmed` stands for the person's yes. */
export async function confirm(confirmation: Confirmation, options: GivenOptions): Promise<boolean> {
  if (flagOption(options, 'confirmed')) return true;
  const answer = await vscode.window.showWarningMessage(
    plainMessage(confirmation.question),
    { modal: true, detail: (confirmation.detail ?? '').split('\n').map(plainMessage).join('\n') },
    confirmation.action,
  );
  return answer === confirmation.action;
}
