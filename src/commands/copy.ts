// Puts names or ids on the clipboard.

import * as vscode from 'vscode';
import type { TargetRef } from '../model/target';

export function copyName(targets: readonly TargetRef[]): Promise<string> {
  return copy(targets.map((target) => target.name ?? target.id ?? ''));
}

export function copyId(targets: readonly TargetRef[]): Promise<string> {
  return copy(targets.map((target) => target.id ?? target.name ?? ''));
}

async function copy(lines: readonly string[]): Promise<string> {
  const text = lines.join('\n');
  await vscode.env.clipboard.writeText(text);
  return text;
}
