// Writes what comes out of a container to disk: nothing outside the place that was chosen, and nothing half done.

import { link as hardLink, mkdir, mkdtemp, open, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveEntry } from '../../model/containerFile';
import { safeSegments, staysInside } from './safePath';

export interface Extracted {
  readonly files: number;
  readonly bytes: number;
  /** Names of the archive that were not written: they lead elsewhere, are devices, or cannot be written here. */
  readonly leftOut: readonly string[];
}

export interface ExtractOptions {
  readonly signal: AbortSignal;
  progress?(files: number, bytes: number): void;
  /** Whether this machine's file names are those of Windows. */
  readonly windows?: boolean;
}

/** As many names as anybody reads. */
const maxNamed = 1000;

/**
 * The archive's first entry becomes `destination`, what lies in it lies below. It appears there only when all of it has
 * come; a file that was there is replaced, a folder is not. Rejects with the first failure of disk or archive, or the
 * signal's reason; nothing is left behind then.
 */
export async function extractTo(
  entries: AsyncIterable<ArchiveEntry>,
  destination: string,
  { signal, progress, windows = process.platform === 'win32' }: ExtractOptions,
): Promise<Extracted> {
  const work = await mkdtemp(path.join(path.dirname(destination), '.dockhound-'));
  const root = path.join(work, 'content');
  /** Real folders made here, and files by the archive's names: nothing is written through anything else. */
  const folders = new Set<string>();
  const written = new Map<string, string>();
  const links: { readonly segments: readonly string[]; readonly target: string; readonly name: string }[] = [];
  const leftOut: string[] = [];
  let top: readonly string[] | undefined;
  let files = 0;
  let bytes = 0;
  const leave = (name: string) => {
    if (leftOut.length < maxNamed) leftOut.push(name);
  };

  try {
    for await (const entry of entries) {
      signal.throwIfAborted();
      const segments = safeSegments(entry.name, windows);
      top ??= segments;
      if (!segments || !top || top.some((segment, i) => segments[i] !== segment)) leave(entry.name);
      else await place(entry, segments.slice(top.length));
    }
    signal.throwIfAborted();
    for (const one of links) await makeLink(one);
    if (files === 0 && folders.size === 0) throw new Error('There is nothing in it that can be written here');
    await rename(root, destination);
    return { files, bytes, leftOut };
  } finally {
    await rm(work, { recursive: true, force: true });
  }

  async function place(entry: ArchiveEntry, segments: readonly string[]): Promise<void> {
    const at = path.join(root, ...segments);
    const isTop = segments.length === 0;
    if (!isTop && !(await parentOf(segments))) return leave(entry.name);
    switch (entry.type) {
      case 'folder':
        if (!(await folder(segments))) leave(entry.name);
        return;
      case 'file':
        if (written.has(segments.join('/')) || folders.has(segments.join('/'))) return leave(entry.name);
        if (await attempt(() => write(entry, at))) written.set(segments.join('/'), at);
        else leave(entry.name);
        return;
      case 'hardlink': {
        const target = safeSegments(entry.linkTarget ?? '', windows)?.slice(top?.length ?? 0);
        const source = target && written.get(target.join('/'));
        if (source === undefined || !(await attempt(() => hardLink(source, at)))) return leave(entry.name);
        written.set(segments.join('/'), at);
        files++;
        return;
      }
      case 'symlink':
        // Made at the very end, so that nothing can be written through one.
        if (isTop || !staysInside(segments.slice(0, -1), entry.linkTarget ?? '', windows)) return leave(entry.name);
        links.push({ segments, target: entry.linkTarget ?? '', name: entry.name });
        return;
      case 'other':
        return leave(entry.name);
    }
  }

  async function write(entry: ArchiveEntry, at: string): Promise<void> {
    const file = await open(at, 'wx', (entry.mode & 0o777) | 0o600);
    try {
      for await (const part of entry.content) {
        signal.throwIfAborted();
        await file.writeFile(part);
        bytes += part.length;
        progress?.(files, bytes);
      }
    } finally {
      await file.close();
    }
    files++;
  }

  /** The folder these segments lie in, made where the archive has not told of it. */
  async function parentOf(segments: readonly string[]): Promise<boolean> {
    for (let length = 0; length < segments.length; length++) {
      if (!(await folder(segments.slice(0, length)))) return false;
    }
    return true;
  }

  async function folder(segments: readonly string[]): Promise<boolean> {
    const name = segments.join('/');
    if (folders.has(name)) return true;
    if (written.has(name)) return false;
    if (!(await attempt(() => mkdir(path.join(root, ...segments))))) return false;
    folders.add(name);
    return true;
  }

  async function makeLink({ segments, target, name }: (typeof links)[number]): Promise<void> {
    if (!(await attempt(() => symlink(target, path.join(root, ...segments))))) leave(name);
  }
}

/** What this disk does not take (a name twice where upper and lower case are alike, or too long) is left out; all else fails. */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (['EEXIST', 'ENAMETOOLONG', 'EILSEQ', 'EINVAL', 'EPERM', 'EMLINK'].includes(String(code))) return false;
    throw error;
  }
}
