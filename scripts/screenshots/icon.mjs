// Draws media/icon.png, the extension's picture in a list, from the drawing of its activity bar icon.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArgs } from '../editor/serve.mjs';
import { provideChromium } from '../provision/chromium.mjs';
import { root } from '../provision/paths.mjs';
import { say } from '../provision/run.mjs';

const size = 128;

/** The hound in white on a dark square with round corners, 128 by 128; what is outside is transparent. */
export async function drawIcon() {
  const drawing = readFileSync(path.join(root, 'media', 'dockhound.svg'), 'utf8');
  const executablePath = await provideChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
  try {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>
      html, body { margin: 0; background: transparent }
      div { width: ${size}px; height: ${size}px; display: grid; place-items: center; border-radius: 24px;
            background: linear-gradient(#24384a, #16212b); color: #f4f7fa }
      svg { width: 92px; height: 92px }
    </style><div>${drawing}</div>`);
    await page.screenshot({ path: path.join(root, 'media', 'icon.png'), omitBackground: true });
    say('media/icon.png');
  } finally {
    await browser.close();
  }
}
