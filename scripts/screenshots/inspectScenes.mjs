// Scenes of what the engine says of objects: a container's probes, an image's layers, two objects side by side.
import * as hands from './hands.mjs';

export async function inspect({ w, scene }) {
  await scene('inspect', async (name) => {
    await hands.onTarget(w, 'Dockhound: Inspect', 'legacy-cart');
    const frame = await w.webview('dockhound-inspect .fact-section');
    await frame.locator('.fact-section', { hasText: 'Exit code' }).first().waitFor();
    await w.page.waitForTimeout(700);
    await w.shoot(name, { around: hands.editorPart(w) });
  });
  await scene('inspect-image', async (name) => {
    await hands.onTarget(w, 'Dockhound: Inspect', 'nginx:1.27');
    const frame = await w.webview('dockhound-inspect td.share');
    await frame.locator('.fact-section', { hasText: 'Shares layers with' }).waitFor();
    await w.page.waitForTimeout(700);
    await w.shoot(name, { around: hands.editorPart(w) });
  });
  await scene('compare', async (name) => {
    await hands.onTarget(w, 'Dockhound: Compare…', 'tools-adminer-1');
    const row = w.page.locator('.quick-input-list .monaco-list-row', { hasText: 'tools-mailbox-1' }).first();
    await row.click();
    await w.page.locator('.monaco-diff-editor .view-line', { hasText: 'Args' }).first().waitFor();
    await w.page.waitForTimeout(1500);
    await w.shoot(name, { around: hands.editorPart(w) });
    await w.command('View: Close All Editors');
  });
}
