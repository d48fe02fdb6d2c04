// One VS Code window with one extension in it, and clocks inside: when the view was opened, and when each row said what.
import type { Page } from 'playwright-core';
import { workbenchUrl } from '../../scripts/editor/serve.mjs';
import { openWorkbench, type Workbench } from '../ui/workbench';
import { extensionHosts } from './processes';

export interface Shown {
  readonly name: string;
  /** All text of the row; empty when it went. */
  readonly text: string;
  /** Epoch milliseconds at which it stood in the page. */
  readonly at: number;
}

export interface Subject {
  /** As its package.json has it. */
  readonly name: string;
  /** The folder of the extension. */
  readonly folder: string;
  /** Its name in the activity bar. */
  readonly tab: string;
}

export interface Pane {
  /** The view's title. */
  readonly title: string;
  /** How many rows it has when it is full. */
  readonly rows: number;
}

export class BenchWindow {
  private constructor(
    readonly subject: Subject,
    private readonly panes: readonly Pane[],
    private readonly workbench: Workbench,
  ) {}

  /** Opens the window once and leaves these views open, which VS Code remembers for the next ones. */
  static async open(subject: Subject, panes: readonly Pane[], env?: Record<string, string>): Promise<BenchWindow> {
    const workbench = await openWorkbench({
      extensions: [subject.folder],
      ...(env ? { env } : {}),
      size: { width: 1200, height: 1500 },
      settings: {
        'workbench.editor.restoreEditors': false,
        // Where a browser's window can forward ports, only this stops the extension host from looking for open ones.
        'remote.autoForwardPortsSource': 'output',
      },
    });
    const window = new BenchWindow(subject, panes, workbench);
    await window.showTab();
    for (const { title } of panes) {
      // A view that is alone in its container has no header, and is open.
      const header = workbench.page.locator(`.pane-header[aria-label^="${title}"]`);
      await header.waitFor({ state: 'attached' });
      if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    }
    await window.until(
      () => window.isFull(),
      (full) => full,
      'the first full list',
    );
    return window;
  }

  get page(): Page {
    return this.workbench.page;
  }

  /** The newest extension host of this window's server. */
  get extensionHost(): number {
    const pid = extensionHosts(this.workbench.server.work).at(-1);
    if (pid === undefined) throw new Error('There is no extension host.');
    return pid;
  }

  /** Closes VS Code in the page, with the explorer in front for the next time; its extension host ends. */
  async leave(): Promise<void> {
    await this.page.locator('.activitybar a[aria-label^="Explorer"]').first().click();
    // VS Code in a browser writes down every 5 s what it has to remember.
    await this.page.waitForTimeout(6000);
    await this.page.goto('about:blank');
    await this.workbench.until(
      () => extensionHosts(this.workbench.server.work).length === 0,
      'the end of the extension host',
    );
  }

  /** Loads VS Code anew, showing the explorer: the extension is not active yet. */
  async load(): Promise<void> {
    await this.page.goto(workbenchUrl(this.workbench.server, this.workbench.folder), { waitUntil: 'domcontentloaded' });
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor();
    await this.tab().waitFor();
    await this.page.locator('.explorer-folders-view').waitFor();
    await this.workbench.until(() => extensionHosts(this.workbench.server.work).length > 0, 'the extension host');
    // Let the window finish what it does after its start.
    await this.page.waitForTimeout(4000);
  }

  /** Opens the views by their tab; resolves to the milliseconds from the press until their lists know all rows. */
  async timeOpening(): Promise<number> {
    const took = this.page.evaluate((wanted) => {
      // VS Code gives each row 22 pixels, drawn or not.
      const known = (title: string) => {
        const list = document.querySelector<HTMLElement>(
          `.pane:has(.pane-header[aria-label^="${title}"]) .monaco-list-rows`,
        );
        return list?.firstElementChild ? Math.round((Number.parseFloat(list.style.height) || 0) / 22) : 0;
      };
      return new Promise<number>((resolve) => {
        let pressedAt: number | undefined;
        const press = () => {
          pressedAt ??= performance.now();
        };
        document.addEventListener('pointerdown', press, { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (pressedAt === undefined || wanted.some(({ title, rows }) => known(title) < rows)) return;
          observer.disconnect();
          resolve(performance.now() - pressedAt);
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['style'],
        });
      });
    }, this.panes);
    await this.tab().locator('a').first().click();
    return took;
  }

  /** Whether every list knows all its rows, drawn or not. */
  private isFull(): Promise<boolean> {
    return this.page.evaluate(
      (panes) =>
        panes.every(({ title, rows }) => {
          const list = document.querySelector<HTMLElement>(
            `.pane:has(.pane-header[aria-label^="${title}"]) .monaco-list-rows`,
          );
          return list?.firstElementChild && Math.round((Number.parseFloat(list.style.height) || 0) / 22) >= rows;
        }),
      this.panes,
    );
  }

  /** Begins to note each row of the page that comes, goes or says something else, if its name begins so. */
  async record(prefix = 'aa-'): Promise<void> {
    await this.page.evaluate((front) => {
      const bench = window as unknown as { shown: Shown[]; observer?: MutationObserver };
      bench.observer?.disconnect();
      bench.shown = [];
      const last = new Map<string, string>();
      const look = () => {
        const at = performance.timeOrigin + performance.now();
        const seen = new Set<string>();
        for (const row of document.querySelectorAll('.part.sidebar .monaco-list-row')) {
          const name = row.querySelector('.label-name')?.textContent ?? '';
          if (!name.startsWith(front)) continue;
          const text = row.querySelector('.monaco-icon-label')?.textContent ?? '';
          seen.add(name);
          if (last.get(name) === text) continue;
          last.set(name, text);
          bench.shown.push({ name, text, at });
        }
        for (const name of last.keys()) {
          if (seen.has(name)) continue;
          last.delete(name);
          bench.shown.push({ name, text: '', at });
        }
      };
      const sidebar = document.querySelector('.part.sidebar');
      if (!sidebar) throw new Error('There is no sidebar.');
      look();
      bench.shown = [];
      bench.observer = new MutationObserver(look);
      bench.observer.observe(sidebar, { subtree: true, childList: true, characterData: true, attributes: true });
    }, prefix);
  }

  shown(): Promise<Shown[]> {
    return this.page.evaluate(() => (window as unknown as { shown: Shown[] }).shown);
  }

  /** Names of the containers whose rows are drawn. */
  drawn(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('.part.sidebar .monaco-list-row .label-name')]
        .map((label) => label.textContent ?? '')
        .filter((name) => name.startsWith('aa-')),
    );
  }

  async until<T>(get: () => Promise<T>, isDone: (value: T) => boolean, what: string): Promise<void> {
    await this.workbench.until(async () => isDone(await get()), what);
  }

  close(): Promise<void> {
    return this.workbench.close();
  }

  async screenshot(name: string): Promise<string> {
    return this.workbench.screenshot(name);
  }

  private tab() {
    return this.page
      .locator('.activitybar .action-item', { has: this.page.locator(`a[aria-label^="${this.subject.tab}"]`) })
      .first();
  }

  private async showTab(): Promise<void> {
    await this.tab().waitFor();
    await this.tab().locator('a').first().click();
    await this.page.locator('.part.sidebar .composite.title', { hasText: new RegExp(this.subject.tab, 'i') }).waitFor();
  }
}
