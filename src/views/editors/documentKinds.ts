// Which documents Dockhound reads.

import * as vscode from 'vscode';

/** VS Code's own language id comes first: it also covers untitled documents. The names help where the id is another. */
export const dockerfileSelector: readonly vscode.DocumentFilter[] = [
  { language: 'dockerfile' },
  { pattern: '**/{Dockerfile,*.Dockerfile,Dockerfile.*,Containerfile}' },
];

export const dockerfileGlob = '**/{Dockerfile,*.Dockerfile,*.dockerfile,Dockerfile.*,Containerfile}';

/** Compose files bear many names, so every YAML file is looked at. */
export const yamlSelector: readonly vscode.DocumentFilter[] = [{ scheme: 'file', pattern: '**/*.{yml,yaml}' }];

export function isYaml(document: vscode.TextDocument): boolean {
  return vscode.languages.match(yamlSelector, document) > 0;
}

/** As in package.json's menus. */
export function isComposeFile({ uri }: Pick<vscode.TextDocument, 'uri'>): boolean {
  return uri.scheme === 'file' && /(compose|stack)[^/\\]*\.ya?ml$/i.test(uri.path);
}

/** False for `Dockerfile.dockerignore`, whose name fits the pattern, and for what nobody can edit: a side of a diff. */
export function isDockerfile(document: vscode.TextDocument): boolean {
  const { scheme } = document.uri;
  const editable = scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(scheme) === true;
  return editable && document.languageId !== 'ignore' && vscode.languages.match(dockerfileSelector, document) > 0;
}

const serviceNames = /\.dockhound-service\.jsonc?$/;

/** Whether a document describes a service (`*.dockhound-service.json` and `.jsonc`). */
export function isServiceDocument(document: vscode.TextDocument): boolean {
  return serviceNames.test(document.uri.path);
}
