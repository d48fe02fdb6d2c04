// Answers lists that VS Code opens, as a patient person does: what has only just opened may not take a click or a key.

import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench';

type Hands = Pick<Workbench, 'page' | 'until'>;

/** Chooses the first row with this text by a click; `filter` is typed before. Resolves when the list is another, or closed. */
export async function pick(w: Hands, text: string | RegExp, filter?: string): Promise<void> {
  const row = listRow(w, text);
  await shown(w, row, text, filter);
  const leaves = await left(w, row);
  await w.until(async () => {
    if (await leaves()) return true;
    await row.click({ timeout: 1000 }).catch(() => undefined);
    return soon(w, leaves);
  }, `${text} is chosen`);
}

/** The same by keys alone; in a list with boxes, the row is ticked and the list accepted. */
export async function pickByKeys(w: Hands, text: string | RegExp, filter: string): Promise<void> {
  const { keyboard } = w.page;
  const row = listRow(w, text);
  await shown(w, row, text, filter);
  const focused = w.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text });
  await w.until(async () => {
    if ((await focused.count()) > 0) return true;
    await keyboard.press('ArrowDown');
    return soon(w, async () => (await focused.count()) > 0);
  }, `the focus on ${text}`);
  const box = row.locator('input[type=checkbox], .monaco-checkbox');
  if ((await box.count()) > 0) {
    const ticked = async () => (await w.page.getByText('1 Selected').count()) > 0;
    await w.until(async () => {
      if (await ticked()) return true;
      await keyboard.press('Space');
      return soon(w, ticked);
    }, `${text} is ticked`);
  }
  const leaves = await left(w, row);
  await w.until(async () => {
    if (await leaves()) return true;
    await keyboard.press('Enter');
    return soon(w, leaves);
  }, `${text} is chosen`);
}

/** Clicks until the effect shows. For what may be clicked again without harm. */
export async function clickUntil(
  w: Hands,
  what: Locator,
  effect: () => Promise<boolean | number>,
  words: string,
): Promise<void> {
  await w.until(async () => {
    if (await effect()) return true;
    await what.click({ timeout: 1000 }).catch(() => undefined);
    return soon(w, effect);
  }, words);
}

function listRow({ page }: Hands, text: string | RegExp): Locator {
  return page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
}

async function shown(w: Hands, row: Locator, text: string | RegExp, filter: string | undefined): Promise<void> {
  const input = w.page.locator('.quick-input-widget:visible input[type=text]').first();
  await w.until(async () => {
    if (filter !== undefined) await input.fill(filter, { timeout: 1000 });
    return row.isVisible();
  }, `${text} in the list`);
}

/** Tells whether the list that is open now has been left. The next one may hold the same words: its head tells. */
async function left({ page }: Hands, row: Locator): Promise<() => Promise<boolean>> {
  const head = async () => {
    const widget = page.locator('.quick-input-widget:visible').first();
    if (!(await widget.isVisible())) return '';
    const parts = await widget.evaluate((one) => [
      one.querySelector('.quick-input-title')?.textContent,
      one.querySelector('input[type=text]')?.getAttribute('placeholder'),
    ]);
    return parts.join('\n');
  };
  const before = await head();
  return async () => !(await row.isVisible()) || (await head()) !== before;
}

/** Whether it comes within a moment: twice the same click on a slow machine would hit what is there next. */
async function soon({ page }: Hands, effect: () => Promise<boolean | number>): Promise<boolean> {
  for (let i = 0; i < 20; i++) {
    if (await effect()) return true;
    await page.waitForTimeout(75);
  }
  return false;
}
