// The health workbench: a list in which each check shows how it went as it is tried, above the runs that the engine made.

import * as vscode from 'vscode';
import type { KeptProbe } from '../../feeds/events/probeHistory';
import { verdictWords } from '../../model/healthProbe';
import type { HealthTry } from '../../probes/health/healthCandidates';
import type { HealthTrial } from '../../probes/health/tryHealth';
import type { Services } from '../../services';
import { type Disposable, DisposableStore } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import { plainMessage } from '../../views/plainMessage';
import type { HealthSite } from './healthcheckTry';

export interface TrialPick {
  readonly services: Services;
  readonly place: HealthSite;
  readonly tries: readonly HealthTry[];
  run(one: HealthTry, signal: AbortSignal): Promise<HealthTrial>;
  readonly signal: AbortSignal;
}

type State =
  | { readonly type: 'waiting' | 'running' }
  | { readonly type: 'done'; readonly trial: HealthTrial }
  | { readonly type: 'failed'; readonly message: string };

interface TryItem extends vscode.QuickPickItem {
  readonly one?: HealthTry;
  readonly text?: string;
}

const showOutput: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('output'),
  tooltip: 'Show the command and its output',
};
const tryAgain: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: 'Try again' };

/** The check to be written: one that passed. Undefined when the list was closed; what still ran is ended then. */
export async function pickTrial({ services, place, tries, run, signal }: TrialPick): Promise<HealthTry | undefined> {
  const life = new DisposableStore();
  const list = life.add(vscode.window.createQuickPick<TryItem>());
  const closed = new AbortController();
  const within = AbortSignal.any([signal, closed.signal]);
  const states = new Map<string, State>(tries.map(({ id }) => [id, { type: 'waiting' }]));
  const history = createHistory(services, place);
  life.add(history);
  list.title = plainMessage(`Health checks in ${place.where} on ${place.engine.label}`);
  list.placeholder = 'Choose a check that passed to write it';
  list.ignoreFocusOut = true;
  list.matchOnDetail = true;

  function draw(): void {
    const active = list.activeItems[0]?.one?.id;
    const items = [
      ...tries.map((one) => tryItem(one, states.get(one.id) ?? { type: 'waiting' })),
      ...historyItems(history.probes()),
    ];
    list.items = items;
    const again = items.find((item) => item.one !== undefined && item.one.id === active);
    if (again) list.activeItems = [again];
    list.busy = [...states.values()].some(({ type }) => type === 'waiting' || type === 'running');
  }

  async function tryOne(one: HealthTry): Promise<void> {
    states.set(one.id, { type: 'running' });
    draw();
    try {
      states.set(one.id, { type: 'done', trial: await run(one, within) });
    } catch (error) {
      if (within.aborted) return;
      states.set(one.id, { type: 'failed', message: messageOf(error) });
    }
    draw();
  }

  let queue = Promise.resolve();
  const enqueue = (one: HealthTry) => {
    queue = queue.then(() => (within.aborted ? undefined : tryOne(one)));
  };
  const chosen = new Promise<HealthTry | undefined>((resolve) => {
    life.add(
      list.onDidAccept(() => {
        const [item] = list.selectedItems;
        const state = item?.one && states.get(item.one.id);
        if (item?.one?.written && state?.type === 'done' && state.trial.passed) resolve(item.one);
        else if (item?.text) void show(item.text);
      }),
    );
    life.add(
      list.onDidTriggerItemButton(({ item, button }) => {
        if (button === tryAgain && item.one) enqueue(item.one);
        else if (item.text) void show(item.text);
      }),
    );
    life.add(list.onDidHide(() => resolve(undefined)));
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    draw();
    list.show();
    history.begin(draw);
    for (const one of tries) enqueue(one);
    return await chosen;
  } finally {
    closed.abort();
    list.hide();
    // A throw-away container is removed only when nothing runs in it any more.
    await queue;
    life.dispose();
  }
}

function tryItem(one: HealthTry, state: State): TryItem {
  const label = (icon: string) => `$(${icon}) ${plainMessage(one.title)}`;
  const command = one.test.slice(1).join(' ');
  switch (state.type) {
    case 'waiting':
      return { label: label('circle-outline'), description: 'waiting', detail: plainMessage(command), one };
    case 'running':
      return { label: label('sync~spin'), description: 'running…', detail: plainMessage(command), one };
    case 'failed':
      return {
        label: label('warning'),
        description: 'not tried',
        detail: plainMessage(state.message),
        buttons: [tryAgain],
        one,
      };
    case 'done': {
      const { trial } = state;
      const how = trial.timedOut ? 'timed out' : trial.passed ? 'passed' : 'failed';
      const code = trial.exitCode === undefined ? '' : ` · exit code ${trial.exitCode}`;
      const output = trial.output === '' ? 'no output' : trial.output;
      return {
        label: label(trial.passed ? 'pass' : 'error'),
        description: `${how}${code} · ${trial.tookMs} ms`,
        detail: plainMessage(`${trial.passed && trial.output === '' ? command : output}`),
        buttons: [tryAgain, showOutput],
        one,
        text: `${one.title}\n\n$ ${trial.command}\n\n${how}${code} · ${trial.tookMs} ms\n\n${output}\n`,
      };
    }
  }
}

function historyItems(probes: readonly KeptProbe[]): readonly TryItem[] {
  if (probes.length === 0) return [];
  return [
    { label: 'Runs that the engine made', kind: vscode.QuickPickItemKind.Separator },
    ...probes
      .slice(-mostShown)
      .reverse()
      .map((probe): TryItem => {
        const words = verdictWords(probe);
        const time = new Date(probe.start).toLocaleTimeString();
        const took = probe.durationMs === undefined ? '' : ` · ${Math.round(probe.durationMs)} ms`;
        const code = probe.exitCode === undefined ? '' : ` · exit code ${probe.exitCode}`;
        return {
          label: `$(history) ${time}`,
          description: `${words}${code}${took}`,
          detail: plainMessage(probe.output || 'no output'),
          buttons: [showOutput],
          text: `${probe.start} ${words}${code}${took}\n\n${probe.output}\n`,
        };
      }),
  ];
}

const mostShown = 20;

/** What is kept of its health log, beyond the engine's five; followed while the list is open. */
function createHistory({ events, log }: Services, { containerId, throwAway, engine }: HealthSite) {
  const life = new DisposableStore();
  let probes = (): readonly KeptProbe[] => [];
  let over = false;
  return {
    probes: () => probes(),
    begin(changed: () => void): void {
      if (containerId === undefined || throwAway) return;
      events().then(
        (history) => {
          if (over) return;
          probes = () => history.probes.of(containerId)?.probes ?? [];
          life.add(history.probes.onDidChange((id) => id === containerId && changed()));
          life.add(history.probes.follow(containerId, async () => engine));
          changed();
        },
        (error: unknown) => log.warn(`The history of health checks could not be read: ${String(error)}`),
      );
    },
    dispose(): void {
      over = true;
      life.dispose();
    },
  } satisfies Disposable & { readonly probes: () => readonly KeptProbe[]; begin(changed: () => void): void };
}

async function show(text: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: text });
  await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
}
