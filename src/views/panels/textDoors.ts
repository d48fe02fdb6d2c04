// The two ways by which text leaves a panel: onto the clipboard, and into a file that the person chooses.

import * as vscode from 'vscode';

export interface TextDoors {
  copy(text: string): Promise<void>;
  /**
   * `kinds`: the forms offered, with their extensions. The text is only made once a place is chosen, whose file name tells the
   * form. False when the person turned away.
   */
  save(
    suggestedName: string,
    kinds: Readonly<Record<string, string[]>>,
    text: (fileName: string) => string,
  ): Promise<boolean>;
}

export const textDoors: TextDoors = {
  copy: async (text) => vscode.env.clipboard.writeText(text),
  async save(suggestedName, kinds, text) {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const place = folder ? vscode.Uri.joinPath(folder.uri, suggestedName) : vscode.Uri.file(suggestedName);
    const uri = await vscode.window.showSaveDialog({ defaultUri: place, filters: { ...kinds } });
    if (!uri) return false;
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text(uri.path)));
    return true;
  },
};
