// Opens a window for pictures and takes them: one scene, the same moment in every theme.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { require as requireTs } from 'tsx/cjs/api';
import { root } from '../provision/paths.mjs';
import { say } from '../provision/run.mjs';
import { smallPng } from './smallPng.mjs';

const { openWorkbench } = requireTs('../../test/ui/workbench.ts', import.meta.url);

/** Short name in the file's name → VS Code's theme, and the class that tells that it is on. */
const themes = {
  dark: { id: 'Default Dark Modern', shell: 'vs-dark' },
  light: { id: 'Default Light Modern', shell: 'vs' },
  contrast: { id: 'Default High Contrast', shell: 'hc-black' },
};

export const imageFolder = path.join(root, 'docs', 'images');

/**
 * Opens VS Code on the folder. Resolves to the workbench of the ui tests with `shoot(name, options)` in addition:
 * `around` a locator or { x, y, width, height } to crop to (default: the whole window), `in` the themes' short names
 * (default: all three), `when` what to wait for before each. `work` is a folder for what the window needs.
 */
export async function openWindow({ folder, work, env }) {
  const themeFile = path.join(work, 'theme');
  writeFileSync(themeFile, themes.dark.id);
  const settings = {
    'workbench.colorTheme': themes.dark.id,
    // Without a title bar, which would tell that this is an extension under development.
    'window.commandCenter': false,
    'editor.minimap.enabled': false,
    'workbench.layoutControl.enabled': false,
    'breadcrumbs.enabled': false,
    'files.autoSave': 'off',
    'editor.cursorBlinking': 'solid',
    'terminal.integrated.cursorBlinking': false,
    'workbench.reduceMotion': 'on',
    'scm.diffDecorations': 'none',
  };
  const workbench = await openWorkbench({
    folder,
    settings,
    env: { ...env, DOCKHOUND_THEME_FILE: themeFile },
    extensions: [root, path.join(import.meta.dirname, 'darkroom')],
  });
  const { page } = workbench;
  // A machine that builds and runs engines at the same time is slow.
  page.setDefaultTimeout(90_000);
  let current = 'dark';

  const wear = async (name) => {
    if (name === current) return;
    writeFileSync(themeFile, themes[name].id);
    await page.locator(`.monaco-workbench.${themes[name].shell}`).waitFor();
    current = name;
    // Webviews hear of the theme after the window does.
    await page.waitForTimeout(700);
  };

  const shoot = async (name, { around, in: wanted = Object.keys(themes), when } = {}) => {
    mkdirSync(imageFolder, { recursive: true });
    for (const theme of wanted) {
      await wear(theme);
      await when?.();
      const picture = smallPng(await page.screenshot({ clip: await clipOf(page, around) }));
      writeFileSync(path.join(imageFolder, `${name}-${theme}.png`), picture);
      say(`${name}-${theme}.png, ${Math.round(picture.length / 1000)} kB`);
    }
    await wear('dark');
  };

  return { ...workbench, shoot };
}

async function clipOf(page, around) {
  if (!around) return { x: 0, y: 0, ...page.viewportSize() };
  const { x, y, width, height } = typeof around.boundingBox === 'function' ? await around.boundingBox() : around;
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
