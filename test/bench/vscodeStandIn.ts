// A `vscode` for plain node, as far as trees go: it asks a tree for rows as VS Code's extension host does, and no page
// stands behind it. Import it before anything that imports `vscode`, and that by `await import`.
import Module from 'node:module';

interface Tree {
  onDidChangeTreeData(listener: (rows: unknown) => void): unknown;
  getChildren(row?: unknown): Promise<unknown[]>;
  getTreeItem(row: unknown): { collapsibleState: number };
}

/** What one view has asked for, and how large the rows were that it would have sent to its page. */
export interface StandInView {
  readonly id: string;
  /** Rows handed over since the start. */
  rows: number;
  bytes: number;
  /** How often all rows were asked for. */
  wholes: number;
}

export const standInViews: StandInView[] = [];
/** Which views are open. */
export const openViews = new Set<string>();

class EventEmitter<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void) => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };
  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

class Disposable {
  constructor(private readonly end: () => unknown) {}
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }
  dispose(): void {
    this.end();
  }
}

class TreeItem {
  id?: string;
  constructor(
    readonly label: string,
    readonly collapsibleState: number,
  ) {}
}

class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: unknown,
  ) {}
}

class ThemeColor {
  constructor(readonly id: string) {}
}

const collapsed = { None: 0, Collapsed: 1, Expanded: 2 };

/** Asks for all rows at first and at each change of everything; for a changed row, for what is unfolded below it. */
function createTreeView(id: string, { treeDataProvider }: { treeDataProvider: Tree }) {
  const seen: StandInView = { id, rows: 0, bytes: 0, wholes: 0 };
  standInViews.push(seen);
  const never = () => new Disposable(() => undefined);
  const hand = (row: unknown) => {
    const item = treeDataProvider.getTreeItem(row);
    seen.rows += 1;
    seen.bytes += JSON.stringify(item).length;
    return item.collapsibleState === collapsed.Expanded;
  };
  const below = async (row?: unknown): Promise<void> => {
    const rows = await treeDataProvider.getChildren(row);
    for (const child of rows) if (hand(child)) await below(child);
  };
  const failed = (error: unknown) => {
    console.error(error);
    process.exit(1);
  };
  const shown = openViews.has(id);
  const draw = (changed?: unknown[]) => {
    if (!shown) return;
    if (!changed) {
      seen.wholes += 1;
      below().catch(failed);
      return;
    }
    for (const row of changed) if (hand(row)) below(row).catch(failed);
  };
  treeDataProvider.onDidChangeTreeData((changed) => draw(changed as unknown[] | undefined));
  // VS Code asks when the view's page is there, which is after the provider is made.
  setImmediate(() => draw());
  return {
    ...{ visible: shown, selection: [], message: '', description: '', badge: undefined },
    ...{ onDidChangeVisibility: never, onDidChangeSelection: never, dispose: () => undefined },
  };
}

const nothing = () => new Disposable(() => undefined);

const standIn = {
  ...{ EventEmitter, Disposable, TreeItem, ThemeIcon, ThemeColor, TreeItemCollapsibleState: collapsed },
  window: { createTreeView },
  workspace: { onDidChangeConfiguration: nothing },
  commands: { registerCommand: nothing, executeCommand: async () => undefined },
};

type Load = (request: string, ...rest: unknown[]) => unknown;
// Node has no public way to answer for a package that is not there.
const loader = Module as unknown as { _load: Load };
const load = loader._load;
loader._load = (request, ...rest) => (request === 'vscode' ? standIn : load.call(Module, request, ...rest));
