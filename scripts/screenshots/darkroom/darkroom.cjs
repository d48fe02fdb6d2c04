// An extension for the pictures only: wears the theme that a file names, since choosing it by hand would close the quick
// picks, completions and hovers that a picture is to show, and VS Code's own watch of its settings is off in this server.
const { readFileSync, unwatchFile, watchFile } = require('node:fs');
const vscode = require('vscode');

exports.activate = (context) => {
  const file = process.env.DOCKHOUND_THEME_FILE;
  if (!file) return;
  const wear = async () => {
    const theme = readFileSync(file, 'utf8').trim();
    await vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, vscode.ConfigurationTarget.Global);
  };
  watchFile(file, { interval: 100 }, wear);
  context.subscriptions.push({ dispose: () => unwatchFile(file, wear) });
};
