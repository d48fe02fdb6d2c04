// Files of containers as read-only documents of the editor.

import * as vscode from 'vscode';
import { EngineError } from '../../engine/engineError';
import { panelError } from '../../feeds/panelError';
import type { ContainerFile } from '../../model/containerFile';
import type { Disposable } from '../../util/disposable';
import { type FileInContainer, fileOf, fileScheme, fileUri } from './fileUri';
import type { FindContainer } from './findContainer';
import { type Located, locate, looksBinary, readFile, whyNot } from './readFile';

/** An editor asks for a file's state several times while it opens it. */
const keptMs = 5000;

export interface FileDocuments extends Disposable {
  /** Undefined once it is shown; else why not, as a sentence. Rejects when it cannot be read at all. */
  show(file: FileInContainer): Promise<string | undefined>;
}

interface Kept {
  readonly uri: string;
  readonly at: number;
  readonly file: ContainerFile;
  readonly bytes: Uint8Array;
}

export function createFileDocuments(find: FindContainer, log: (line: string) => void): FileDocuments {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const life = new AbortController();
  let kept: Kept | undefined;

  async function look({ target, path }: FileInContainer) {
    const { engine, container } = await find(target, life.signal);
    const located = await locate(engine, container.id, path, life.signal);
    return { engine, container, located };
  }

  async function read(uri: vscode.Uri): Promise<Kept> {
    if (kept?.uri === uri.toString() && Date.now() - kept.at < keptMs) return kept;
    const wanted = fileOf(uri);
    if (!wanted) throw vscode.FileSystemError.FileNotFound(uri);
    const { engine, container, located } = await look(wanted);
    return keep(uri, located, await readFile(engine, container.id, located, life.signal));
  }

  function keep(uri: vscode.Uri, { file }: Located, bytes: Uint8Array): Kept {
    kept = { uri: uri.toString(), at: Date.now(), file, bytes };
    return kept;
  }

  async function asFileSystem<T>(uri: vscode.Uri, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof vscode.FileSystemError) throw error;
      const { message, next } = panelError(error);
      log(`${uri.path}: ${message}`);
      if (error instanceof EngineError && error.reason === 'notFound') throw vscode.FileSystemError.FileNotFound(uri);
      throw vscode.FileSystemError.Unavailable(`${message}${next ? ` ${next}` : ''}`);
    }
  }

  const readOnly = (uri: vscode.Uri) => vscode.FileSystemError.NoPermissions(uri);
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    // A container tells nobody when a file changes.
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) =>
      asFileSystem(uri, async () => {
        const { file, bytes } = await read(uri);
        const modified = Date.parse(file.modifiedAt ?? '') || 0;
        return {
          type: vscode.FileType.File,
          ctime: modified,
          mtime: modified,
          size: bytes.length,
          permissions: vscode.FilePermission.Readonly,
        };
      }),
    readFile: (uri) => asFileSystem(uri, async () => (await read(uri)).bytes),
    readDirectory: (uri) => Promise.reject(vscode.FileSystemError.FileNotADirectory(uri)),
    createDirectory: (uri) => Promise.reject(readOnly(uri)),
    writeFile: (uri) => Promise.reject(readOnly(uri)),
    delete: (uri) => Promise.reject(readOnly(uri)),
    rename: (uri) => Promise.reject(readOnly(uri)),
  };
  const registration = vscode.workspace.registerFileSystemProvider(fileScheme, provider, {
    isCaseSensitive: true,
    isReadonly: true,
  });

  return {
    async show(wanted) {
      const { engine, container, located } = await look(wanted);
      const refusal = whyNot(located.path, located.file);
      if (refusal !== undefined) return refusal;
      const bytes = await readFile(engine, container.id, located, life.signal);
      if (looksBinary(bytes)) return `${located.path} is not text.`;
      const uri = fileUri(wanted);
      keep(uri, located, bytes);
      // An editor that is open already shows what the file holds now.
      changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
      return undefined;
    },
    dispose() {
      life.abort();
      kept = undefined;
      registration.dispose();
      changed.dispose();
    },
  };
}
