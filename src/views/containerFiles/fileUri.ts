// The address of a file inside a container, as editors keep it.

import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { TargetRef } from '../../model/target';

export const fileScheme = 'dockhound-file';

export interface FileInContainer {
  readonly target: TargetRef;
  /** Absolute, inside the container. */
  readonly path: string;
}

/** The path is what a tab shows and a language is chosen by; the query is what counts. */
export function fileUri({ target, path }: FileInContainer): vscode.Uri {
  const { kind, id, name } = target;
  const shown = [name ?? id ?? kind, ...path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..')];
  return vscode.Uri.from({
    scheme: fileScheme,
    path: `/${shown.join('/')}`,
    query: JSON.stringify({ kind, id, name, path }),
  });
}

const named = z.object({
  kind: z.enum(['container', 'task']),
  id: z.optional(z.string()),
  name: z.optional(z.string()),
  path: z.string(),
});

/** Undefined for an address that is not one of ours: programs and saved editors may hold anything. */
export function fileOf(uri: vscode.Uri): FileInContainer | undefined {
  try {
    const read = named.safeParse(JSON.parse(uri.query));
    if (!read.success) return undefined;
    const { kind, id, name, path } = read.data;
    return { target: { kind, ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) }, path };
  } catch {
    return undefined; // Not being JSON is the answer here.
  }
}
