// What the engine tells of a container's files where that decides: the first line of a script that could not be run, and what was
// written into the container's own layer.

import type { ContainerFacts } from '../../model/dossier/containerFacts';
import type { EvidenceLine, ScriptHead } from '../../model/dossier/dossier';
import { type Known, known } from '../../model/dossier/known';
import { ask } from './askEvidence';
import type { EvidenceSource } from './readContainer';

/** An answer that takes longer is not worth waiting for. */
const withinMs = 2_500;
const headBytes = 256;
/** Paths of a layer that are told; a program that writes more has written, which is all that is asked. */
const mostPaths = 500;

/**
 * The kernel cannot run the file, and the runtime says so of the file, whoever is to blame (runc standard_init_linux.go, crun
 * linux.c).
 */
const unrunnable =
  /\bexec (?:(?:user|container) process )?(?:\(missing dynamic library\?\) )?['"`]?(\/[^\s:'"`]{1,300})['"`]?: (?:no such file or directory|exec format error)/i;

/** Undefined: its log does not complain of a file that cannot be run, or that file did not come. */
export async function readScriptHead(
  id: string,
  { state }: ContainerFacts,
  lines: readonly EvidenceLine[],
  { engine, asking }: EvidenceSource,
): Promise<ScriptHead | undefined> {
  const path = lines
    .slice(-20)
    // crun writes JSON, in which a slash may have a backslash before it.
    .reduce<string | undefined>(
      (last, { text }) => unrunnable.exec(text.replaceAll('\\/', '/'))?.[1] ?? last,
      undefined,
    );
  if (path === undefined || state.status === 'running') return undefined;
  const head = await ask('file', path, { ...asking, signal: soon(asking.signal) }, async (signal) => {
    const first = await headOf(path, signal);
    return first.linkTarget === undefined ? first : headOf(resolved(path, first.linkTarget), signal);
  });
  if (!head.known || head.value.text === undefined) return undefined;
  const [firstLine = ''] = head.value.text.split('\n');
  return { path, firstLine: firstLine.slice(0, headBytes) };

  async function headOf(at: string, signal: AbortSignal): Promise<{ text?: string; linkTarget?: string }> {
    const stop = new AbortController();
    try {
      for await (const entry of engine.archive(id, at, AbortSignal.any([signal, stop.signal]))) {
        if (entry.type === 'symlink' && entry.linkTarget !== undefined) return { linkTarget: entry.linkTarget };
        for await (const chunk of entry.content)
          return { text: Buffer.from(chunk).subarray(0, headBytes).toString('latin1') };
        return {};
      }
      return {};
    } finally {
      // The rest of a large program is never sent.
      stop.abort();
    }
  }
}

/** Paths that differ from the image. */
export async function readWritten(
  id: string,
  name: string,
  { engine, asking }: EvidenceSource,
): Promise<Known<readonly string[]>> {
  const within = { ...asking, signal: soon(asking.signal) };
  const found = await ask('layer', `what ${name} has written`, within, (signal) => engine.changes(id, { signal }));
  if (!found.known) return found;
  return known(found.value.flatMap(({ path, kind }) => (kind === 'deleted' ? [] : [path])).slice(0, mostPaths));
}

function soon(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
}

function resolved(path: string, target: string): string {
  return target.startsWith('/') ? target : new URL(target, `file://${path}`).pathname;
}
