// Reads one file out of a container into memory, through symlinks, and says what is no text for an editor.

import type { Engine } from '../../engine/engine';
import { humanBytes } from '../../model/bytes';
import type { ContainerFile } from '../../model/containerFile';
import { HumanError } from '../../model/humanError';

/** What an editor opens; larger files can be saved. */
export const maxOpenBytes = 10_000_000;
const maxLinks = 10;

export interface Located {
  /** Where the last symlink leads. */
  readonly path: string;
  readonly file: ContainerFile;
}

/** Rejects with an `EngineError` when there is nothing, with a `HumanError` for symlinks in a circle. */
export async function locate(engine: Engine, id: string, path: string, signal: AbortSignal): Promise<Located> {
  let at = path;
  for (let links = 0; links <= maxLinks; links++) {
    const file = await engine.fileAt(id, at, { signal });
    // The engine resolves the target inside the container, whatever the link says.
    if (file.type !== 'symlink' || file.linkTarget === undefined) return { path: at, file };
    at = file.linkTarget.startsWith('/') ? file.linkTarget : `${at.replace(/[^/]*$/, '')}${file.linkTarget}`;
  }
  throw new HumanError(`${path} is a symlink that leads to symlinks without an end.`);
}

/** Rejects with a `HumanError` that says why it is not opened. */
export async function readFile(
  engine: Engine,
  id: string,
  { path, file }: Located,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const refusal = whyNot(path, file);
  if (refusal !== undefined) throw new HumanError(refusal, 'Save it instead.');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const entry of engine.archive(id, path, signal)) {
    if (entry.type !== 'file') throw new HumanError(`${path} is not a file any more.`, 'Refresh.');
    for await (const part of entry.content) {
      size += part.length;
      // It may have grown since it was looked at.
      if (size > maxOpenBytes) throw new HumanError(tooLarge(path, size), 'Save it instead.');
      parts.push(part);
    }
    break;
  }
  return Buffer.concat(parts);
}

/** Undefined for what an editor can open, as far as can be told without reading it. */
export function whyNot(path: string, file: ContainerFile): string | undefined {
  if (file.type === 'folder') return `${path} is a folder.`;
  if (file.type !== 'file') return `${path} is a device, a pipe or a socket, so it has no content to show.`;
  return file.bytes > maxOpenBytes ? tooLarge(path, file.bytes) : undefined;
}

function tooLarge(path: string, bytes: number): string {
  return `${path} has ${humanBytes(bytes)}; an editor gets at most ${humanBytes(maxOpenBytes)}.`;
}

/** As editors decide it: a byte of zero near the beginning, unless the file says that it is UTF-16. */
export function looksBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return false;
  return bytes.subarray(0, 8192).includes(0);
}
