// Where the scripts keep what they download: outside the clone, so that a second run, or a second clone, starts at once.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** The cache folder, or a folder in it, made when missing. DOCKHOUND_CACHE names another place for all of it. */
export function cacheFolder(...names) {
  const base = process.env.DOCKHOUND_CACHE ?? path.join(defaultBase(), 'dockhound');
  const folder = path.join(base, ...names);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function defaultBase() {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32' && process.env.LOCALAPPDATA) return process.env.LOCALAPPDATA;
  return path.join(homedir(), '.cache');
}
