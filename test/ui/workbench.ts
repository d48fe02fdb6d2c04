// Opens a real VS Code with Dockhound in it, in a headless browser, and gives tests hands and eyes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { chromiumArgs, developIn, serveVscode, type VscodeServer, workbenchUrl } from '../../scripts/editor/serve.mjs';
import { provideChromium } from '../../scripts/provision/chromium.mjs';

export interface WorkbenchOptions {
  /** Files of the folder to open: path → text. Ignored when `folder` names an existing one. */
  readonly files?: Record<string, string>;
  readonly folder?: string;
  readonly settings?: Record<string, unknown>;
  /** Added to the environment of the extension host. Default: DOCKER_HOST is the manager of this run. */
  readonly env?: Record<string, string>;
  readonly size?: { width: number; height: number };
  /** 'Default Dark Modern' unless said: also 'Default Light Modern', 'Default High Contrast', 'Default High Contrast Light'. */
  readonly theme?: string;
  /** Extensions under development; default: this one. */
  readonly extensions?: string[];
}

export interface Workbench {
  readonly page: Page;
  readonly server: VscodeServer;
  /** The folder that is open. */
  readonly folder: string;
  /** What the window and the server said so far; kept in test-results/ when a test fails. */
  readonly log: string[];
  /** Runs a command by its full palette title ("Dockhound: Refresh"), waiting until it exists. */
  command(title: string): Promise<void>;
  /** Shows the Dockhound sidebar. */
  openSidebar(): Promise<void>;
  /** A view's section in the sidebar, by its title; opened when collapsed. */
  view(title: string): Promise<Locator>;
  /** A visible tree row by its text, or its accessible label. */
  row(text: string | RegExp): Locator;
  /** Scrolls the views of the sidebar until this row is in sight: rows far down a list are not in the page. */
  reveal(row: Locator): Promise<void>;
  /** Chooses an entry of a row's context menu, wherever in its list the row is. */
  choose(row: Locator, entry: string | RegExp): Promise<void>;
  /** The inner frame of the webview in which `selector` exists. */
  webview(selector?: string): Promise<Frame>;
  /** The text of the visible terminal. */
  terminalText(): Promise<string>;
  /** Types into the visible terminal and presses Enter. */
  typeInTerminal(text: string): Promise<void>;
  /** Reloads the window in an orderly way: VS Code first writes down what it has to remember of its panels. */
  reload(): Promise<void>;
  /** Puts this text into a field of a panel, in place of what is there. */
  fillIn(field: Locator, text: string): Promise<void>;
  /** Polls until `get` gives a true value, and returns it. */
  until<T>(get: () => T | Promise<T>, what: string, timeoutMs?: number): Promise<NonNullable<T>>;
  /** Keeps test-results/NAME.png; resolves to its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

const root = path.resolve(__dirname, '../..');
const results = path.join(root, 'test-results');

/** Opens the workbench; close() ends browser and server. About 3 s. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const log: string[] = [];
  const made = options.folder ? undefined : folderWith(options.files ?? {});
  const folder = options.folder ?? made ?? '';
  const size = options.size ?? { width: 1400, height: 900 };
  let server: VscodeServer | undefined;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server?.stop();
    if (made) rmSync(made, { recursive: true, force: true });
  };
  try {
    const executablePath = await provideChromium();
    server = await serveVscode({ folder, settings: settingsOf(options), env: envOf(options) });
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
    const context = await browser.newContext({ viewport: size, permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    page.on('console', (message) => log.push(`console.${message.type()} ${message.text()}`));
    page.on('pageerror', (error) => log.push(`pageerror ${error.stack ?? error.message}`));
    page.on('crash', () => log.push('the page crashed'));
    await developIn(page, server, { extensions: options.extensions ?? [root] });
    await page.goto(workbenchUrl(server, folder), { waitUntil: 'domcontentloaded' });
    await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    return handsOn({ page, server, folder, log, close });
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * One workbench for all tests of the enclosing `describe`: opened before, closed after. When a test fails, its window's
 * picture and log are kept in test-results/.
 */
export function useWorkbench(options: WorkbenchOptions | (() => WorkbenchOptions) = {}): () => Workbench {
  let workbench: Workbench | undefined;
  before(async function () {
    this.timeout(120_000);
    workbench = await openWorkbench(typeof options === 'function' ? options() : options);
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (!workbench || test?.state !== 'failed') return;
    const name = test.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-');
    await workbench.screenshot(`failed-${name}`);
    writeFileSync(
      path.join(results, `failed-${name}.page.log`),
      `${workbench.log.join('\n')}\n${workbench.server.log()}`,
    );
  });
  after(async () => {
    await workbench?.close();
  });
  return () => {
    if (!workbench) throw new Error('The workbench is not open yet: call this inside a test.');
    return workbench;
  };
}

type Parts = Pick<Workbench, 'page' | 'server' | 'folder' | 'log' | 'close'>;

function handsOn(parts: Parts): Workbench {
  const { page } = parts;
  const row = (text: string | RegExp) => page.locator('.pane-body .monaco-list-row', { hasText: text });
  return {
    ...parts,
    reveal: (of) => reveal(page, of),
    choose: async (of, entry) => {
      const item = page.locator('.monaco-menu .action-label', { hasText: entry }).first();
      let again = false;
      // A list that is drawn anew meanwhile may scroll the row away, or take no click.
      await until(async () => {
        if ((await item.count()) > 0) return true;
        if (again) await page.keyboard.press('Escape');
        again = true;
        await reveal(page, of);
        // A hover that the pointer has left behind would take the click.
        await page.mouse.move(1000, 500);
        await page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden', timeout: 5000 });
        await of.click({ button: 'right', timeout: 2000 });
        await item.waitFor({ timeout: 2000 });
        return true;
      }, `a menu with ${entry}`);
      // A menu that has only just opened takes no click.
      await until(async () => {
        await item.click({ timeout: 1000 }).catch(() => undefined);
        return (await item.count()) === 0;
      }, `the menu to take ${entry}`);
    },
    command: (title) => runCommand(page, title),
    reload: async () => {
      const loaded = page.waitForEvent('load', { timeout: 60_000 });
      await Promise.all([loaded, runCommand(page, 'Developer: Reload Window')]);
      await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    },
    openSidebar: async () => {
      const tab = page
        .locator('.activitybar .action-item', { has: page.locator('a[aria-label^="Dockhound"]') })
        .first();
      await tab.waitFor();
      if ((await tab.getAttribute('class'))?.includes('checked')) return;
      // The badge lies above the icon and is part of it.
      await tab.locator('a').first().click({ force: true });
      await page.locator('.part.sidebar .composite.title', { hasText: /dockhound/i }).waitFor();
    },
    view: async (title) => {
      const pane = page
        .locator('.part.sidebar .pane')
        .filter({ has: page.locator(`.pane-header[aria-label^="${title}"]`) })
        .first();
      const header = pane.locator('.pane-header');
      await header.waitFor();
      if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
      return pane;
    },
    row,
    webview: (selector = 'body *') =>
      until(async () => {
        for (const frame of page.frames()) {
          const inner = frame.parentFrame() !== null && /fake\.html/.test(frame.url());
          if (inner && (await frame.locator(selector).count()) > 0) return frame;
        }
        return undefined;
      }, `a webview with ${selector}`),
    terminalText: async () => {
      const lines = await page.locator('.xterm-rows:visible').first().locator('> div').allTextContents();
      return lines
        .join('\n')
        .replace(/\u00a0/g, ' ')
        .trimEnd();
    },
    typeInTerminal: async (text) => {
      await page.locator('.xterm-screen:visible').first().click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    fillIn: async (field, text) => {
      // Not by Ctrl+A and typing: VS Code marks everything a moment later, when the first character is there already.
      await field.locator('input').fill(text);
    },
    until,
    screenshot: async (name) => {
      mkdirSync(results, { recursive: true });
      const file = path.join(results, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    },
  };
}

/** Looks through each list in sight from its top, a page at a time, until the row is there. */
async function reveal(page: Page, row: Locator): Promise<void> {
  const lists = page.locator('.part.sidebar .pane-body .monaco-list:visible');
  await until(async () => {
    for (const list of await lists.all()) {
      if ((await row.count()) > 0) break;
      const box = await list.boundingBox();
      if (!box || box.height < 22) continue;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.wheel(0, -1_000_000);
      for (let last = ''; (await row.count()) === 0; ) {
        // A list draws what has come into sight with its next frame.
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
        const now = (await list.locator('.monaco-list-row').last().getAttribute('data-index', { timeout: 1000 })) ?? '';
        if (now === last) break;
        last = now;
        await page.mouse.wheel(0, Math.max(22, box.height - 44));
      }
    }
    return (await row.count()) > 0;
  }, 'the row in one of the lists');
}

// A command appears in the palette only when its extension is known, so look again until it does.
async function runCommand(page: Page, title: string): Promise<void> {
  const list = page.locator('.quick-input-list .monaco-list-row');
  // The whole label: of a longer title the part that matches is an element of its own.
  const whole = new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const exact = list.filter({ has: page.locator('.label-name', { hasText: whole }) }).first();
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget:visible input').first();
    try {
      await input.waitFor({ timeout: 5000 });
      await input.fill(`>${title}`);
      // While the list is still being filtered, a click may hit the row that comes to lie there.
      let before = '';
      await until(
        async () => {
          const now = (await list.allTextContents()).join('\n');
          if (now === before && (await exact.count()) > 0) return true;
          before = now;
          await page.waitForTimeout(80);
          return false;
        },
        'the list to rest',
        5000,
      );
      await exact.click({ timeout: 3000 });
      // A list that has just opened may not take a click.
      const words = `>${title}`;
      const taken = async () => !(await input.isVisible()) || (await input.inputValue({ timeout: 500 })) !== words;
      await until(taken, 'the palette to close', 2000);
      return;
    } catch (error) {
      await page.keyboard.press('Escape');
      if (attempt === 6) throw new Error(`The palette has no command "${title}".`, { cause: error });
    }
  }
}

async function until<T>(get: () => T | Promise<T>, what: string, timeoutMs = 30_000): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (let last: unknown; ; ) {
    try {
      const value = await get();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`${what}: not within ${timeoutMs / 1000} s`, { cause: last });
    await new Promise((done) => setTimeout(done, 50));
  }
}

function settingsOf(options: WorkbenchOptions): Record<string, unknown> {
  return {
    // The terminal's text is in the page only when it is not drawn by the GPU.
    'terminal.integrated.gpuAcceleration': 'off',
    'workbench.colorTheme': options.theme ?? 'Default Dark Modern',
    ...options.settings,
  };
}

function envOf(options: WorkbenchOptions): Record<string, string | undefined> {
  const manager = process.env.DOCKHOUND_TEST_MANAGER;
  return { ...process.env, ...(manager ? { DOCKER_HOST: manager } : {}), ...options.env };
}

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-folder-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}
