// Writes a text piece by piece to a file: beside it first, so that a file is whole or as it was.

import { open, rename, rm } from 'node:fs/promises';

/** Rejects where nothing can be written, and when the signal fires; nothing is left behind then. Resolves to the bytes. */
export async function writeFile(path: string, pieces: AsyncIterable<string>, signal: AbortSignal): Promise<number> {
  const part = `${path}.${process.pid}.part`;
  let bytes = 0;
  try {
    const file = await open(part, 'wx');
    try {
      for await (const piece of pieces) {
        signal.throwIfAborted();
        bytes += (await file.write(piece)).bytesWritten;
      }
    } finally {
      await file.close();
    }
    await rename(part, path);
    return bytes;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
