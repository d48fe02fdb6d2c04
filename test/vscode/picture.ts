// What the extension under test knows of its engine.

import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { until } from '../engine/callsSupport';

/** Resolves once the live picture holds the container: a command looks there for its target. */
export async function knowsContainer(id: string): Promise<string> {
  const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
  const api = await extension?.activate();
  await until(`the picture holds container ${id}`, async () => {
    const snapshot = await api?.snapshot();
    return snapshot?.containers.some((container) => container.id === id);
  });
  return id;
}
