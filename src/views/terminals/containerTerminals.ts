// The terminals that this window has open into containers, and what they share.

import * as vscode from 'vscode';
import { plainMessage } from '../plainMessage';
import { ContainerTerminal, type TerminalPlan } from './containerTerminal';
import { ShellMemory } from './shells';

export interface TerminalLook {
  /** For example `api · Shell`. */
  readonly name: string;
  readonly icon: 'terminal' | 'debug-console' | 'play';
  /** Terminals of one engine share a colour, so that two engines are not mixed up. */
  readonly engine: string;
}

// Red stays free: it means that something is wrong.
const colors = ['Blue', 'Green', 'Magenta', 'Cyan', 'Yellow'] as const;

export class ContainerTerminals implements vscode.Disposable {
  readonly shells = new ShellMemory();
  private readonly open = new Set<ContainerTerminal>();

  /** Shows a terminal; resolves when its stream is open. When it does not open, the terminal goes and the error comes. */
  async show(look: TerminalLook, plan: TerminalPlan): Promise<{ terminal: vscode.Terminal; pty: ContainerTerminal }> {
    const pty = new ContainerTerminal(plan);
    this.open.add(pty);
    void pty.left.then(() => this.open.delete(pty));
    const terminal = vscode.window.createTerminal({
      name: plainMessage(look.name),
      pty,
      iconPath: new vscode.ThemeIcon(look.icon),
      color: new vscode.ThemeColor(`terminal.ansi${colorOf(look.engine)}`),
      isTransient: true,
    });
    terminal.show();
    try {
      await pty.opened;
    } catch (error) {
      terminal.dispose();
      throw error;
    }
    return { terminal, pty };
  }

  /** Leaves every container; resolves when no shell of ours is left behind. For the end of the extension. */
  async leaveAll(): Promise<void> {
    const all = [...this.open];
    for (const pty of all) pty.close();
    await Promise.all(all.map((pty) => pty.left));
  }

  dispose(): void {
    void this.leaveAll();
  }
}

function colorOf(engine: string): string {
  let sum = 0;
  for (const character of engine) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return colors[sum % colors.length] ?? 'Blue';
}
