// What VS Code is told of a row.

import * as vscode from 'vscode';
import type { Row } from './row';
import type { RowLook, RowTone } from './rowLook';

/** Its tooltip is told later, when somebody points at it. */
export function treeItem(row: Row, look: RowLook, folding: keyof typeof foldingState): vscode.TreeItem {
  const item = new vscode.TreeItem(look.label, foldingState[folding]);
  item.id = row.id;
  if (look.description) item.description = look.description;
  item.iconPath = new vscode.ThemeIcon(look.icon, toneColours[look.tone]);
  item.contextValue = look.contextValue;
  item.accessibilityInformation = { label: [look.label, look.spoken, look.description].filter(Boolean).join(', ') };
  // Without arguments: VS Code would keep a delegate for each, and the selection says which row it was.
  item.command = rowClicked;
  return item;
}

const rowClicked: vscode.Command = { command: 'dockhound.rowClicked', title: 'Open' };

const foldingState = {
  leaf: vscode.TreeItemCollapsibleState.None,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
  open: vscode.TreeItemCollapsibleState.Expanded,
};

// Not list.errorForeground and its kin: in high contrast these are no colour at all, and only what is well would have one.
const toneColours: Readonly<Record<RowTone, vscode.ThemeColor | undefined>> = {
  good: new vscode.ThemeColor('testing.iconPassed'),
  warning: new vscode.ThemeColor('problemsWarningIcon.foreground'),
  error: new vscode.ThemeColor('problemsErrorIcon.foreground'),
  quiet: new vscode.ThemeColor('descriptionForeground'),
  plain: undefined,
};
