// The two ways by which text leaves a panel: onto the clipboard, and into a file that the person chooses.

import * as vscode from 'vscode';

export interface TextDoors {
  copy(text: string): Promise<void>;
  /** The text is only made once a place is chosen. False when the person turned away. */
  save(suggestedName: string, text: () => string): Promise<boolean>;
}

export const textDoors: TextDoors = {
  copy: async (text) => vscode.env.clipboard.writeText(text),
  async save(suggestedName, text) {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const place = folder ? vscode.Uri.joinPath(folder.uri, suggestedName) : vscode.Uri.file(suggestedName);
    const uri = await vscode.window.showSaveDialog({ defaultUri: place, saveLabel: 'Save Events' });
    if (!uri) return false;
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text()));
    return true;
  },
};
