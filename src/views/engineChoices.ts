// Which engine this window was told to use, and which were used before. Addresses only; they never hold a password.

import type * as vscode from 'vscode';
import type { EngineChoice } from '../engine/resolveEndpoint';

const currentKey = 'dockhound.engineChoice';
const recentKey = 'dockhound.recentEngines';
const recentLimit = 8;

export class EngineChoices {
  constructor(
    private readonly window: vscode.Memento,
    private readonly everywhere: vscode.Memento,
  ) {}

  current(): EngineChoice | undefined {
    return this.window.get<EngineChoice>(currentKey);
  }

  recent(): readonly EngineChoice[] {
    return this.everywhere.get<readonly EngineChoice[]>(recentKey) ?? [];
  }

  /** `undefined` goes back to what settings, environment and contexts say. */
  async remember(choice: EngineChoice | undefined): Promise<void> {
    await this.window.update(currentKey, choice);
    if (!choice) return;
    const key = JSON.stringify(choice);
    const others = this.recent().filter((one) => JSON.stringify(one) !== key);
    await this.everywhere.update(recentKey, [choice, ...others].slice(0, recentLimit));
  }
}
