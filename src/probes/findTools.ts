// Which of some programs a running container holds: asked of its shell, or of its files where it has none.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import { runInside } from './runInside';

export interface FoundTools {
  readonly hasShell: boolean;
  /** Names as they were asked for. */
  readonly tools: ReadonlySet<string>;
}

const askMs = 8_000;
/** Where programs lie when nothing is said (Filesystem Hierarchy Standard). */
const folders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const atOnce = 6;

const asksShell = 'for tool in "$@"; do command -v "$tool" >/dev/null 2>&1 && echo "$tool"; done; echo .';

/** Tools that a person may name stay arguments. Rejects as engines do, or with the signal's reason. */
export async function findTools(
  engine: Engine,
  containerId: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<FoundTools> {
  const asked = await runInside(engine, containerId, ['sh', '-c', asksShell, 'sh', ...wanted], {
    signal,
    deadlineMs: askMs,
    hasShell: false,
  });
  const lines = asked.stdout.split('\n');
  if (lines.includes('.')) return { hasShell: true, tools: new Set(lines.filter((line) => wanted.includes(line))) };
  return { hasShell: false, tools: await amongFiles(engine, containerId, wanted, signal) };
}

async function amongFiles(
  engine: Engine,
  containerId: string,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const paths = wanted.flatMap((tool) =>
    tool.startsWith('/') ? [{ tool, path: tool }] : folders.map((folder) => ({ tool, path: `${folder}/${tool}` })),
  );
  const look = async () => {
    for (let next = paths.shift(); next !== undefined; next = paths.shift()) {
      if (!found.has(next.tool) && (await isThere(engine, containerId, next.path, signal))) found.add(next.tool);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, look));
  return found;
}

async function isThere(engine: Engine, containerId: string, path: string, signal: AbortSignal): Promise<boolean> {
  try {
    const { type } = await engine.fileAt(containerId, path, { signal, deadlineMs: askMs });
    return type !== 'folder';
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'notFound') return false;
    throw error;
  }
}
