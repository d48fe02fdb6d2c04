// Finds out which shell a container has, by trying.

import type { Call, Engine, ExecResult } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';

/** In the order of what people want to work in. The paths help where PATH is odd, as in distroless debug images. */
const linuxShells = ['bash', 'ash', 'sh', '/bin/sh', '/busybox/sh'] as const;
const windowsShells = ['powershell', 'pwsh', 'cmd'] as const;
const tryDeadlineMs = 5_000;

/** Which shell an image has. Images never change under their id, so this holds for as long as the window. */
export class ShellMemory {
  private readonly byImage = new Map<string, string>();

  /**
   * The first shell that runs, or undefined where none does. Rejects with an `EngineError` when the container could not
   * be asked at all.
   */
  async find(engine: Engine, container: ShellHolder, osType: string, call?: Call): Promise<string | undefined> {
    const known = container.imageId && this.byImage.get(container.imageId);
    if (known) return known;
    for (const shell of candidates(osType)) {
      if (!(await runs(engine, container.id, shell, call))) continue;
      if (container.imageId) this.byImage.set(container.imageId, shell);
      return shell;
    }
    return undefined;
  }

  /** The remembered shell did not start: this container differs from its image. */
  forget(imageId: string | undefined): void {
    if (imageId) this.byImage.delete(imageId);
  }
}

export interface ShellHolder {
  readonly id: string;
  readonly imageId?: string;
}

/** Every shell that runs in the container, best first; for a person to choose from. */
export async function allShells(engine: Engine, containerId: string, osType: string, call?: Call): Promise<string[]> {
  const found: string[] = [];
  for (const shell of candidates(osType)) {
    // A path is only of interest where the plain name was not found.
    const plainName = shell.slice(shell.lastIndexOf('/') + 1);
    if (found.includes(plainName)) continue;
    if (await runs(engine, containerId, shell, call)) found.push(shell);
  }
  return found;
}

/** How a shell is asked to run one line and end. */
export function shellArguments(shell: string, line: string): readonly string[] {
  if (shell === 'cmd') return [shell, '/d', '/c', line];
  if (shell === 'powershell' || shell === 'pwsh') return [shell, '-NoProfile', '-Command', line];
  return [shell, '-c', line];
}

function candidates(osType: string): readonly string[] {
  return osType === 'windows' ? windowsShells : linuxShells;
}

async function runs(engine: Engine, containerId: string, shell: string, call?: Call): Promise<boolean> {
  let result: ExecResult;
  try {
    result = await engine.run(
      containerId,
      { command: shellArguments(shell, 'exit 0') },
      { deadlineMs: tryDeadlineMs, ...call, maxBytes: 4096 },
    );
  } catch (error) {
    if (error instanceof EngineError && isMissingProgram(error)) return false;
    throw error;
  }
  return result.exitCode === 0;
}

/**
 * Engines answer the start of a missing program in two ways: with exit code 126 or 127 and runc's words on the stream
 * (20.10 to 26), or with HTTP 400 or 500 and the same words.
 */
function isMissingProgram(error: EngineError): boolean {
  if (error.status !== 400 && error.status !== 500) return false;
  return /executable file not found|no such file or directory|permission denied|OCI runtime exec failed/i.test(
    error.message,
  );
}
