// All open panels: one per object and kind, shown again instead of opened twice, and brought back after a reload.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import type { EventHistory } from '../../feeds/events/eventHistory';
import { createReadings, type Reading, type Readings } from '../../feeds/inspect/readings';
import type { StatsBook } from '../../feeds/stats/statsBook';
import type { TargetRef } from '../../model/target';
import { allNetworks } from '../../protocol/map';
import { type PanelContract, type PanelKind, type PanelTarget, savedPanel } from '../../protocol/panel';
import { newService } from '../../protocol/service';
import { assertNever } from '../../util/assertNever';
import { type Disposable, DisposableStore } from '../../util/disposable';
import type { AskedDiagnosis, Diagnoser } from '../diagnosis/askedDiagnosis';
import type { ChangesFiles } from './changesPanel';
import { type ComparedSide, type ComparisonOptions, createComparisons } from './comparisons';
import type { InspectParts } from './inspectPanel';
import { inspectTarget } from './inspectTarget';
import { createLogsOutlets } from './logs/logsOutlets';
import type { PanelDefinition, PanelPlace } from './panelController';
import { type AttachedPanel, attachPanel, type PanelSurroundings, webviewRoots } from './panelHost';
import { resolvePanelTarget } from './panelTarget';
import { createRawInspect } from './rawInspect';
import { createSpecDiff } from './specDiff';
import { statsSettings } from './statsSettings';

export interface PanelsOptions {
  readonly extensionUri: vscode.Uri;
  readonly cluster: Cluster;
  readonly routes: NodeRoutes;
  readonly files: ChangesFiles;
  readonly events: () => Promise<EventHistory>;
  readonly diagnoses: Diagnoser;
  /** Diagnostic lines; never holds a secret. */
  readonly log: Pick<vscode.LogOutputChannel, 'info'>;
}

/** What a call showed: the panel's kind and the object, found. */
export interface ShownPanel {
  readonly kind: PanelKind;
  readonly target: PanelTarget;
}

/** What a caller may say; comes from programs too, so that each value is looked at before it is used. */
export interface ShowOptions {
  /** Leaves the focus where it is. */
  readonly preserveFocus?: unknown;
  /** Logs: how many lines to begin with, or `'all'`. */
  readonly tail?: unknown;
  /** Logs: RFC 3339, or an age such as `15m`. With `until` nothing is followed. */
  readonly since?: unknown;
  readonly until?: unknown;
  /** Processes and stats: further objects in the same panel. */
  readonly also?: readonly TargetRef[];
  /** Where in the panel to go; see `PanelPlace`. */
  readonly at?: unknown;
  readonly path?: unknown;
  readonly asked?: AskedDiagnosis;
}

export interface Panels extends Disposable {
  /** Shows the panel of this object. Rejects with a `HumanError` or `EngineError` where there is no such object. */
  open(kind: PanelKind, target: TargetRef, options?: ShowOptions): Promise<ShownPanel>;
  /** Shows everything the engine says of this object as read-only JSON, secrets masked. */
  openRaw(target: TargetRef): Promise<PanelTarget>;
  /** The map of all networks, or of what is around this object. */
  openMap(target?: PanelTarget): ShownPanel;
  /** The form that creates a service, or edits this one. */
  openServiceForm(target?: TargetRef): Promise<PanelTarget>;
  /** Reads the object from the engine, and keeps the reading. */
  read(target: PanelTarget): Promise<Reading>;
  /** What was read of objects in this window. */
  readonly readings: Readings;
  compare(left: ComparedSide, right: ComparedSide, options?: ComparisonOptions): Promise<{ readonly differs: boolean }>;
  /** A service's spec beside the one before its last update, secrets masked. */
  openSpecDiff(target: TargetRef): Promise<void>;
}

/** How long one reading for a comparison may take. */
const readWithinMs = 30_000;

/** Registers the serializers and the JSON documents as well; ends them all on `dispose`. */
export function createPanels(options: PanelsOptions): Panels {
  const { extensionUri, cluster, routes } = options;
  const log = (line: string) => options.log.info(line);
  const life = new DisposableStore();
  const open = new Map<string, OpenPanel>();
  let statsBook: StatsBook | undefined;
  const outlets = life.add(createLogsOutlets(log));
  const raw = life.add(createRawInspect({ cluster, log }));
  const specs = life.add(createSpecDiff({ cluster, log }));
  const comparisons = life.add(createComparisons({ log }));
  const readings = createReadings();
  const surroundings: PanelSurroundings = { extensionUri, cluster, routes, log, openRaw: (target) => raw.show(target) };

  function adopt(panel: vscode.WebviewPanel, kind: PanelKind, target: PanelTarget, more: PanelMore): void {
    const key = panelKey(kind, target, more.also);
    open.get(key)?.panel.dispose();
    const attached = new DisposableStore();
    let isClosed = false;
    let here: AttachedPanel | undefined;
    // Its code may still be on its way.
    let wanted = more.place;
    const opened: OpenPanel = {
      panel,
      show(place) {
        if (here) here.show(place);
        else wanted = place;
      },
    };
    open.set(key, opened);
    panel.onDidDispose(() => {
      isClosed = true;
      if (open.get(key) === opened) open.delete(key);
      attached.dispose();
    });
    attach(panel, kind, target, more, () => isClosed).then(
      (life) => {
        here = life && attached.add(life);
        if (wanted) here?.show(wanted);
      },
      (error) => log(`A panel could not be opened: ${error instanceof Error ? error.stack : error}`),
    );
  }

  async function inspectParts(): Promise<InspectParts> {
    const { probes } = await options.events();
    return { readings, probes, copy: async (text) => vscode.env.clipboard.writeText(text) };
  }

  /** The code behind each kind of panel is loaded with its first panel. */
  async function attach(
    panel: vscode.WebviewPanel,
    kind: PanelKind,
    target: PanelTarget,
    more: PanelMore,
    isClosed: () => boolean,
  ): Promise<AttachedPanel | undefined> {
    const put = <C extends PanelContract>(definition: PanelDefinition<C>): AttachedPanel | undefined =>
      isClosed() ? undefined : attachPanel(panel, kind, target, definition, surroundings);
    switch (kind) {
      case 'logs':
        return put((await import('./logsPanel')).logsPanel(more, outlets));
      case 'stats': {
        statsBook ??= (await import('../../feeds/stats/statsBook')).createStatsBook();
        return put((await import('./statsPanel')).statsPanel(more.also, statsBook, statsSettings));
      }
      case 'top':
        return put((await import('./topPanel')).topPanel(more.also));
      case 'changes':
        return put((await import('./changesPanel')).changesPanel(options.files));
      case 'inspect':
        return put((await import('./inspectPanel')).inspectPanel(await inspectParts()));
      case 'events': {
        const [{ eventsPanel }, { textDoors }] = await Promise.all([import('./eventsPanel'), import('./textDoors')]);
        return put(eventsPanel({ history: await options.events(), doors: textDoors, also: more.also }));
      }
      case 'diagnosis': {
        const [{ diagnosisPanel }, { diagnosisDoors }] = await Promise.all([
          import('./diagnosisPanel'),
          import('./diagnosis/diagnosisDoors'),
        ]);
        const [history, doors] = await Promise.all([options.events(), diagnosisDoors(extensionUri)]);
        return put(diagnosisPanel({ diagnoses: options.diagnoses, history, doors }));
      }
      case 'map':
        return put((await import('./mapPanel')).mapPanel);
      case 'service':
        return put((await import('./servicePanel')).servicePanel);
      default:
        return assertNever(kind);
    }
  }

  function reveal(kind: PanelKind, target: PanelTarget, more: PanelMore, preserveFocus: boolean): void {
    const there = open.get(panelKey(kind, target, more.also));
    if (there) {
      there.panel.reveal(undefined, preserveFocus);
      if (more.place) there.show(more.place);
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
    const panel = vscode.window.createWebviewPanel(viewType(kind), target.name, where, {
      enableScripts: true,
      localResourceRoots: webviewRoots(extensionUri),
    });
    adopt(panel, kind, target, more);
  }

  for (const kind of panelKinds) {
    life.add(
      vscode.window.registerWebviewPanelSerializer(viewType(kind), {
        async deserializeWebviewPanel(panel, state: unknown) {
          const saved = savedPanel.safeParse(state);
          if (saved.success) adopt(panel, kind, saved.data.target, saved.data.look);
          else panel.dispose();
        },
      }),
    );
  }

  return {
    async open(kind, ref, show = {}) {
      const preserveFocus = show.preserveFocus === true;
      const target = await resolvePanelTarget(cluster, ref);
      const also = await Promise.all((show.also ?? []).map((one) => resolvePanelTarget(cluster, one)));
      const { tail, since, until } = show;
      reveal(kind, target, { also, tail, since, until, ...placeOf(show) }, preserveFocus);
      return { kind, target };
    },
    openMap(target = allNetworks) {
      reveal('map', target, { also: [] }, false);
      return { kind: 'map', target };
    },
    async openServiceForm(ref) {
      const target = ref ? await resolvePanelTarget(cluster, ref) : newService;
      reveal('service', target, { also: [] }, false);
      return target;
    },
    readings,
    async read(target) {
      return readings.keep(target, await inspectTarget(cluster, target, AbortSignal.timeout(readWithinMs)));
    },
    compare: (left, right, how) => comparisons.show(left, right, how),
    async openSpecDiff(ref) {
      await specs.show(await resolvePanelTarget(cluster, ref));
    },
    async openRaw(ref) {
      const target = await resolvePanelTarget(cluster, ref);
      await raw.show(target);
      return target;
    },
    dispose() {
      for (const { panel } of [...open.values()]) panel.dispose();
      life.dispose();
    },
  };
}

const panelKinds: readonly PanelKind[] = [
  'logs',
  'stats',
  'top',
  'changes',
  'inspect',
  'events',
  'diagnosis',
  'map',
  'service',
];

interface PanelMore {
  readonly also: readonly PanelTarget[];
  readonly tail?: unknown;
  readonly since?: unknown;
  readonly until?: unknown;
  readonly reading?: unknown;
  readonly place?: PanelPlace;
}

interface OpenPanel {
  readonly panel: vscode.WebviewPanel;
  show(place: PanelPlace): void;
}

function placeOf({ at, path, asked }: ShowOptions): { readonly place?: PanelPlace } {
  const place: PanelPlace = {
    ...(typeof at === 'string' ? { at } : {}),
    ...(typeof path === 'string' ? { path } : {}),
    ...(asked === undefined ? {} : { asked }),
  };
  return Object.keys(place).length === 0 ? {} : { place };
}

function viewType(kind: PanelKind): string {
  return `dockhound.${kind}`;
}

function panelKey(kind: PanelKind, target: PanelTarget, also: readonly PanelTarget[]): string {
  return [kind, ...[target, ...also].map((one) => `${one.kind} ${one.id}`)].join(' ');
}
