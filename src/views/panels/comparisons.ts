// Two readings of objects beside each other in VS Code's diff editor: read-only, secrets masked, keys in order.

import * as vscode from 'vscode';
import type { Reading } from '../../feeds/inspect/readings';
import { comparableText } from '../../model/comparable';
import type { Disposable } from '../../util/disposable';
import { oneLine } from '../trees/rowLook';
import { readDocuments } from './readDocuments';

export const compareScheme = 'dockhound-compare';

/** `name` is what the title calls it. */
export interface ComparedSide {
  readonly name: string;
  readonly reading: Reading;
}

export interface ComparisonOptions {
  /** Also what changes by itself; undefined: as `dockhound.compare.everything` says, also when it is changed later. */
  readonly everything?: boolean;
}

export interface Comparisons extends Disposable {
  /** The first side is on the left. Answers whether there is any difference to see. */
  show(left: ComparedSide, right: ComparedSide, options?: ComparisonOptions): Promise<{ readonly differs: boolean }>;
}

interface Comparison {
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  readonly everything: boolean | undefined;
}

/** Older ones say that they are over when they are opened again. */
const maxKept = 50;

export function createComparisons({ log }: { readonly log: (line: string) => void }): Comparisons {
  const kept = new Map<string, Comparison>();
  let last = 0;
  const documents = readDocuments(compareScheme, 'Comparison', log, async (uri) => {
    const one = kept.get(uri.query);
    if (!one) return '// This comparison is over. Compare again to see how things are now.\n';
    return textOf(one, uri.path.startsWith('/left/') ? 'left' : 'right');
  });
  const changed = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(setting)) return;
    documents.outdated(
      ...[...kept].flatMap(([id, one]) => [uriOf(id, one.left, 'left'), uriOf(id, one.right, 'right')]),
    );
  });
  return {
    async show(left, right, options = {}) {
      const id = String(++last);
      const one: Comparison = { left, right, everything: options.everything };
      kept.set(id, one);
      for (const oldest of kept.keys()) if (kept.size > maxKept) kept.delete(oldest);
      const title = `${oneLine(left.name)} ↔ ${oneLine(right.name)}`;
      const sides = [uriOf(id, left, 'left'), uriOf(id, right, 'right')];
      await vscode.commands.executeCommand('vscode.diff', ...sides, title, { preview: false });
      return { differs: textOf(one, 'left') !== textOf(one, 'right') };
    },
    dispose() {
      changed.dispose();
      documents.dispose();
      kept.clear();
    },
  };
}

const setting = 'dockhound.compare.everything';

function textOf({ left, right, everything }: Comparison, side: 'left' | 'right'): string {
  const { kind } = left.reading.target;
  const all = everything ?? vscode.workspace.getConfiguration().get<boolean>(setting) ?? false;
  const [own, other] = side === 'left' ? [left, right] : [right, left];
  const differs = side === 'left' ? 'one value' : 'another value';
  return comparableText(own.reading, other.reading, { kind, everything: all, differs });
}

// The path ends in .json, so that both sides are coloured as what they are.
function uriOf(id: string, { reading }: ComparedSide, side: 'left' | 'right'): vscode.Uri {
  const { name, id: object } = reading.target;
  const file = name.replace(/[^\w.:@-]+/g, '_') || object.slice(0, 12);
  return vscode.Uri.from({ scheme: compareScheme, path: `/${side}/${file}.json`, query: id });
}
