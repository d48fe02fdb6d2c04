// What the scenes do with a window, in the words of the ui tests' workbench.

/** Runs a command of the palette and answers its question with the object of that name. */
export async function onTarget(w, command, name) {
  await w.command(command);
  const input = w.page.locator('.quick-input-widget:visible input').first();
  const row = w.page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: w.page.getByText(name, { exact: true }) })
    .first();
  await w.until(async () => {
    await input.fill(name);
    return row.isVisible();
  }, `${name} in the picker`);
  await row.click();
}

/** Drags the edge of the sidebar until it is that wide, in pixels. */
export async function widenSidebar({ page }, width) {
  const box = await page.locator('.part.sidebar').boundingBox();
  const edge = box.x + box.width;
  await page.mouse.move(edge, 450);
  await page.mouse.down();
  await page.mouse.move(edge + (width - box.width) / 2, 450);
  await page.mouse.move(box.x + width, 450);
  await page.mouse.up();
}

/** Drags the edge above a view by that many pixels. */
export async function dragTop({ page }, title, by) {
  const { x, y } = await page.locator(`.part.sidebar .pane-header[aria-label^="${title}"]`).boundingBox();
  await page.mouse.move(x + 100, y);
  await page.mouse.down();
  await page.mouse.move(x + 100, y + by / 2);
  await page.mouse.move(x + 100, y + by);
  await page.mouse.up();
}

/** Closes the other views, so that this one has all the room. */
export async function onlyView({ page, view }, title, all) {
  for (const [other] of all) {
    if (other === title) continue;
    const header = page.locator(`.part.sidebar .pane-header[aria-label^="${other}"]`);
    if ((await header.getAttribute('aria-expanded')) === 'true') await header.click();
  }
  const pane = await view(title);
  await page.waitForTimeout(500);
  return pane;
}

/** Unfolds the first folded rows of a tree. */
export async function unfold({ page }, pane, count) {
  for (let i = 0; i < count; i++) {
    const folded = pane.locator('.monaco-list-row[aria-expanded="false"]').first();
    if ((await folded.count()) === 0) return;
    await folded.locator('.monaco-tl-twistie').click();
    await page.waitForTimeout(300);
  }
}

/** The part of a pane that has rows in it, with a little room below. */
export async function filledPart(pane) {
  const box = await pane.boundingBox();
  const rows = await pane.locator('.monaco-list-row').all();
  const bottoms = await Promise.all(rows.map(async (row) => (await row.boundingBox()) ?? box));
  const bottom = Math.max(box.y + 60, ...bottoms.map(({ y, height }) => y + height));
  return { ...box, height: Math.min(box.height, bottom - box.y + 8) };
}

export function editorPart({ page }) {
  return page.locator('.part.editor');
}

export async function openFile({ page }, name) {
  await page.keyboard.press('Control+p');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.fill(name);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
  await row.waitFor();
  await row.click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

export async function goToLine({ page }, line) {
  await page.keyboard.press('Control+g');
  const input = page.locator('.quick-input-widget:visible input').first();
  await input.fill(`:${line}`);
  await page.keyboard.press('Enter');
}
