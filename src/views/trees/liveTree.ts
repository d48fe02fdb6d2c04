// Turns a tree definition into a VS Code tree that follows the live picture row by row.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import type { Finding, Severity } from '../../model/finding';
import type { ObjectKind } from '../../model/objects';
import type { SnapshotChange } from '../../model/snapshot';
import type { TargetRef } from '../../model/target';
import { plainMessage } from '../plainMessage';
import { type Redraw, RedrawRhythm } from './redrawRhythm';
import { Row, type RowSubject } from './row';
import { lookDifference, oneLine, type RowLook } from './rowLook';
import type { RowSeed, TreeDefinition } from './treeDefinition';
import { treeItem } from './treeItem';
import { viewGaps } from './viewGaps';

const rootKey = '';
/** How often ages are brought up to date; finer would cost idle CPU and tell nobody more. */
const ageRefreshMs = 30_000;

export class LiveTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly view: vscode.TreeView<Row>;
  readonly id: string;
  private readonly changed = new vscode.EventEmitter<Row | Row[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly rows = new Map<string, Row>();
  /** Children as VS Code last saw them, by parent id. */
  private readonly listed = new Map<string, readonly string[]>();
  private readonly looks = new Map<string, RowLook>();
  private readonly aging = new Set<string>();
  private readonly rhythm = new RedrawRhythm((redraw) => this.draw(redraw));
  private readonly disposables: vscode.Disposable[] = [];
  private lease: { dispose(): void } | undefined;
  private stale = false;
  private ageTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly definition: TreeDefinition,
    private readonly cluster: Cluster,
    /** The worst that is known of what a row stands for. */
    private readonly worst?: (target: TargetRef | undefined) => Finding | undefined,
  ) {
    this.id = `dockhound.${definition.view}`;
    this.view = vscode.window.createTreeView(this.id, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: definition.view !== 'problems' && definition.view !== 'plugins',
    });
    this.disposables.push(
      this.view,
      this.changed,
      this.rhythm,
      this.view.onDidChangeVisibility(({ visible }) => this.setVisible(visible)),
      // With a connection the picture itself tells what to redraw; without one, only the message and the welcome change.
      cluster.onDidChangeStatus(({ type }) =>
        type === 'live' || type === 'connecting' ? this.rhythm.ask([]) : this.refresh(),
      ),
    );
    this.setVisible(this.view.visible);
  }

  dispose(): void {
    this.setVisible(false);
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Called for each change of the picture, after the relations were brought up to date. */
  apply(change: SnapshotChange): void {
    if (!this.view.visible) {
      // A hidden view is read anew when it is shown; until then a change costs nothing.
      this.stale = true;
      return;
    }
    switch (change.type) {
      case 'reset':
        if (this.isTouchedBy(change.kinds)) this.refresh();
        else this.rhythm.ask([]);
        return;
      case 'info':
      case 'gaps': {
        const { ofEngine = [] } = this.definition;
        const rows = ofEngine.filter((id) => this.difference(id) !== 'none');
        // The managers that a worker knows stand in what the engine says of itself.
        this.rhythm.ask(this.listsDifferent(undefined) ? [undefined] : rows);
        return;
      }
      case 'patch': {
        const dirty = new Set<string | undefined>();
        const unseen: string[] = [];
        for (const object of change.objects) {
          const { looks, lists = [], grown = [] } = this.definition.touched(object);
          for (const id of looks) {
            const difference = this.difference(id);
            if (difference === 'row') dirty.add(id);
            else if (difference === 'tooltip') unseen.push(id);
          }
          for (const parent of lists) if (this.listsDifferent(parent)) dirty.add(parent);
          for (const parent of grown) dirty.add(parent === undefined || this.rows.has(parent) ? parent : undefined);
          const gone = object.change === 'removed' ? this.rows.get(object.id) : undefined;
          if (gone) dirty.add(this.survivor(gone.parent));
        }
        if (dirty.size > 0) this.rhythm.ask(dirty);
        this.rhythm.askUnseen(unseen);
      }
    }
  }

  /** Something else is known to be wrong, or nothing any more, with those that `concerns` answers to. */
  retell(concerns: (target: TargetRef | undefined) => boolean): void {
    if (!this.view.visible) this.stale = true;
    else this.rhythm.askUnseen([...this.looks.keys()].filter((id) => concerns(this.rows.get(id)?.target)));
  }

  /** Everything of this view is read anew; rows that are still there keep their identity. */
  refresh(): void {
    if (!this.view.visible) this.stale = true;
    this.rhythm.ask(this.view.visible ? [undefined] : []);
  }

  async getChildren(asked?: Row): Promise<Row[]> {
    if (!asked) await this.untilKnown();
    const row = asked && this.current(asked);
    const seeds = row ? this.definition.children(row) : this.definition.roots();
    return this.keep(row, seeds);
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  getTreeItem(asked: Row): vscode.TreeItem {
    const row = this.current(asked);
    const look = this.look(row) ?? goneLook;
    this.looks.set(row.id, look);
    if (look.ages) this.aging.add(row.id);
    else this.aging.delete(row.id);
    return treeItem(row, look, this.definition.folding(row));
  }

  /** Tooltips are most of what there is to say of a row, so they are handed over only when somebody points at one. */
  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    // A plain string: what an engine says is never read as Markdown.
    item.tooltip = (this.look(this.current(row)) ?? goneLook).tooltip.join('\n');
    return item;
  }

  private look(row: Row): RowLook | undefined {
    const look = this.definition.look(row, Date.now());
    const finding = this.worst?.(row.target);
    if (look === undefined || finding === undefined) return look;
    const [first, ...rest] = look.tooltip;
    const problem = `${severityWords[finding.severity]}: ${oneLine(finding.title)}`;
    return { ...look, tooltip: [...(first === undefined ? [] : [first]), problem, ...rest] };
  }

  private setVisible(visible: boolean): void {
    if (visible === (this.lease !== undefined)) return;
    this.lease?.dispose();
    clearInterval(this.ageTimer);
    this.lease = undefined;
    if (!visible) return;
    this.lease = this.cluster.watch({ tasks: this.definition.needsTasks });
    this.ageTimer = setInterval(() => this.refreshAges(), ageRefreshMs);
    this.rhythm.ask(this.stale ? [undefined] : []);
    this.stale = false;
  }

  private keep(parent: Row | undefined, seeds: readonly RowSeed[]): Row[] {
    const key = parent?.id ?? rootKey;
    const ids = new Set<string>();
    const rows: Row[] = [];
    for (const seed of seeds) {
      if (ids.has(seed.id)) continue;
      ids.add(seed.id);
      rows.push(this.rowOf(seed, parent));
    }
    for (const id of this.listed.get(key) ?? [])
      if (!ids.has(id) && this.rows.get(id)?.parent?.id === parent?.id) this.forget(id);
    this.listed.set(key, [...ids]);
    return rows;
  }

  private rowOf(seed: RowSeed, parent: Row | undefined): Row {
    const known = this.rows.get(seed.id);
    if (known && known.parent === parent && sameSubject(known.subject, seed.subject)) return known;
    const row = new Row(seed.id, seed.subject, parent, seed.target);
    this.rows.set(seed.id, row);
    return row;
  }

  /** VS Code may still hold the row that stood here before another task or finding took its place. */
  private current(row: Row): Row {
    return this.rows.get(row.id) ?? row;
  }

  private forget(id: string): void {
    for (const child of this.listed.get(id) ?? []) this.forget(child);
    this.listed.delete(id);
    this.rows.delete(id);
    this.looks.delete(id);
    this.aging.delete(id);
  }

  private isTouchedBy(kinds: readonly ObjectKind[] | undefined): boolean {
    const { tellsOf } = this.definition;
    return !kinds || !tellsOf || kinds.some((kind) => tellsOf.includes(kind));
  }

  private difference(id: string): ReturnType<typeof lookDifference> {
    const row = this.rows.get(id);
    const before = this.looks.get(id);
    const now = row && before && this.look(row);
    return before && now ? lookDifference(before, now) : 'none';
  }

  private listsDifferent(parent: string | undefined): boolean {
    const before = this.listed.get(parent ?? rootKey);
    if (!before) return false;
    const row = parent === undefined ? undefined : this.rows.get(parent);
    if (parent !== undefined && !row) return false;
    const now = row ? this.definition.children(row) : this.definition.roots();
    return (
      now.length !== before.length || now.some((seed, index) => seed.id !== before[index] || !this.standsFor(seed))
    );
  }

  private standsFor({ id, subject }: RowSeed): boolean {
    const row = this.rows.get(id);
    return row !== undefined && sameSubject(row.subject, subject);
  }

  /** The nearest ancestor that still stands for something; a group goes with its last member. */
  private survivor(row: Row | undefined): string | undefined {
    let standing = row;
    while (standing && !this.definition.look(standing, Date.now())) standing = standing.parent;
    return standing?.id;
  }

  private draw({ rows: ids }: Redraw): void {
    // Before VS Code has asked for the rows there are none to redraw: what it gets then is as of then.
    const rows = ids && [...ids].flatMap((id) => this.rows.get(id) ?? []);
    if (!rows ? this.listed.has(rootKey) : rows.length > 0) this.changed.fire(rows);
    // After the rows, since VS Code lets only the first of both through at once.
    this.updateMessage();
  }

  private refreshAges(): void {
    const old = [...this.aging].filter((id) => this.difference(id) !== 'none');
    if (old.length > 0) this.rhythm.ask(old);
  }

  /** While the engine is being asked, the view shows its own progress bar, since this has not settled yet. */
  private async untilKnown(): Promise<void> {
    const known = () => {
      const { type } = this.cluster.status;
      if (type === 'away') return true;
      if (type === 'idle') return this.lease === undefined;
      return type === 'live' && this.definition.kinds.some((kind) => this.partSettled(kind));
    };
    if (known()) return;
    await new Promise<void>((resolve) => {
      const check = () => {
        if (!known()) return;
        status.dispose();
        change.dispose();
        resolve();
      };
      const status = this.cluster.onDidChangeStatus(check);
      const change = this.cluster.onDidChange(check);
    });
  }

  private partSettled(kind: TreeDefinition['kinds'][number]): boolean {
    return (
      this.cluster.all(kind) !== undefined ||
      viewGaps(this.cluster, [kind], false).length > 0 ||
      (this.cluster.info !== undefined && this.cluster.info.swarm.role !== 'manager')
    );
  }

  private updateMessage(): void {
    const message = this.message();
    // An empty text clears it; the declared type knows no undefined.
    const text = message === undefined ? '' : plainMessage(message);
    // Setting it costs a request to redraw, even when it says the same.
    if (text !== (this.view.message ?? '')) this.view.message = text;
  }

  private message(): string | undefined {
    const { status } = this.cluster;
    if (status.type === 'away') {
      if (this.definition.view === 'problems') return `${status.error.message} Dockhound keeps trying.`;
      if (this.rows.size === 0) return undefined;
      const when = status.lastSeenAt ? ` at ${new Date(status.lastSeenAt).toLocaleTimeString()}` : '';
      return `The engine cannot be reached. This is what was known${when}.`;
    }
    if (status.type !== 'live') return undefined;
    const note = this.definition.note?.();
    const gaps = viewGaps(this.cluster, this.definition.kinds, this.rows.size > 0);
    const sentences = new Set([...(note === undefined ? [] : [note]), ...gaps.map((gap) => gap.message)]);
    return sentences.size > 0 ? [...sentences].join(' ') : undefined;
  }
}

/** A finding carries its data in the row, and a slot's row stands for its newest task; all else is looked up by its id. */
function sameSubject(a: RowSubject, b: RowSubject): boolean {
  if (a.type === 'finding') return b.type === 'finding' && a.finding === b.finding;
  return a.type !== 'object' || (b.type === 'object' && a.kind === b.kind && a.id === b.id);
}

const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical problem',
  error: 'Problem',
  warning: 'Warning',
  info: 'Note',
};

const goneLook: RowLook = { label: '…', icon: 'blank', tone: 'quiet', tooltip: [], contextValue: 'gone' };
