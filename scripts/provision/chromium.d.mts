// Types of chromium.mjs, for tests.

/** The browser's executable; undefined where Playwright's own download is to be used. */
export function provideChromium(): Promise<string | undefined>;
