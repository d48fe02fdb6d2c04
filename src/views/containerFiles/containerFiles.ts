// Files of containers, for a panel and for commands alike: opened in an editor, or saved to disk.

import * as vscode from 'vscode';
import { panelError } from '../../feeds/panelError';
import { HumanError } from '../../model/humanError';
import type { TargetRef } from '../../model/target';
import type { OpenAnswer } from '../../protocol/changes';
import type { Disposable } from '../../util/disposable';
import { plainMessage } from '../plainMessage';
import { createFileDocuments } from './fileDocuments';
import type { FindContainer } from './findContainer';
import { type SavedFile, saveFile, tellSaved } from './saveFile';

export interface ContainerFiles extends Disposable {
  readonly find: FindContainer;
  /** Shows a file read-only. Rejects when it cannot be read. */
  open(target: TargetRef, path: string): Promise<OpenAnswer>;
  /** Asks where to, unless `to` says; undefined when the person turned away. */
  saveTo(target: TargetRef, path: string, to?: string): Promise<SavedFile | undefined>;
  /** The same for a panel: tells by notifications how it went, and never rejects. */
  save(target: TargetRef, path: string): Promise<void>;
}

export function createContainerFiles(find: FindContainer, log: (line: string) => void): ContainerFiles {
  const documents = createFileDocuments(find, log);
  const tell = (saved: SavedFile) => {
    tellSaved(saved).catch((error: unknown) => log(`A saved file could not be shown: ${String(error)}`));
  };
  return {
    find,
    async open(target, path) {
      const why = await documents.show({ target, path });
      return why === undefined ? { type: 'opened' } : { type: 'no', why, canSave: !/no content to show/.test(why) };
    },
    async saveTo(target, path, to) {
      const saved = await saveFile(find, target, path, to);
      if (saved && to === undefined) tell(saved);
      return saved;
    },
    async save(target, path) {
      try {
        const saved = await saveFile(find, target, path);
        if (saved) tell(saved);
      } catch (error) {
        const { message, next } = panelError(error);
        log(`Saving ${path}: ${message}`);
        void vscode.window.showErrorMessage(plainMessage(`${message}${next ? ` ${next}` : ''}`));
      }
    },
    dispose: () => documents.dispose(),
  };
}

/** Absolute paths only: a container has no folder that one is in. Throws a `HumanError`. */
export function assertContainerPath(path: string): void {
  const why = pathProblem(path);
  if (why !== undefined) throw new HumanError(why, 'Give the path in full, for example /etc/hosts.');
}

/** Undefined for a path that can be asked for. */
export function pathProblem(path: string): string | undefined {
  if (path.includes('\0')) return 'A path has no NUL in it.';
  if (!path.startsWith('/') && !/^[a-z]:[\\/]/i.test(path)) return `${path || 'Nothing'} is not an absolute path.`;
  return undefined;
}
