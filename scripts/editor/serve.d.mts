// Types of serve.mjs, for tests.
import type { Page } from 'playwright-core';

export interface VscodeServer {
  readonly url: string;
  readonly port: number;
  /** A folder of its own, removed by stop(). */
  readonly work: string;
  readonly userData: string;
  /** The folder that workbenchUrl opens. */
  readonly folder: string;
  log(): string;
  stop(): Promise<void>;
}

export function serveVscode(options?: {
  version?: string;
  port?: number;
  folder?: string;
  install?: string[];
  settings?: Record<string, unknown>;
  env?: Record<string, string | undefined>;
}): Promise<VscodeServer>;

export function developIn(
  page: Page,
  server: VscodeServer,
  options: { extensions: string[]; tests?: string },
): Promise<void>;

export function workbenchUrl(server: VscodeServer, folder?: string): string;

export const chromiumArgs: string[];
