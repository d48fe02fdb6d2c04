// Known findings → lines in files of the workspace.

import path from 'node:path';
import type * as vscode from 'vscode';
import type { ComposeFacts } from '../../documents/compose/composeFacts';
import { parseDockerfile } from '../../documents/dockerfile/parseDockerfile';
import { buildOf } from '../../documents/findings/buildOf';
import { composeKnows, composePlace } from '../../documents/findings/composePlace';
import { dockerfileKnows, dockerfilePlace } from '../../documents/findings/dockerfilePlace';
import { type Origin, originOf, type StackFile } from '../../documents/findings/origin';
import type { Place } from '../../documents/findings/place';
import { startFailure } from '../../documents/findings/startFailure';
import type { Finding } from '../../model/finding';
import type { KnownFinding } from './knownFindings';
import { composeFactsOf, textOfFile, workspaceFile } from './workspaceFiles';

export interface PlacedFinding {
  readonly uri: vscode.Uri;
  /** The text that the place was found in: it holds for no other. */
  readonly text: string;
  readonly finding: Finding;
  readonly place: Place;
  /** Folder that paths of the place are relative to. */
  readonly base: string;
}

interface Read {
  readonly uri: vscode.Uri;
  readonly text: string;
}

/** Nobody reads a hundred marks; beyond this the Problems view tells better. */
const mostPlaced = 200;

/** Each file is read once. What stands nowhere in the workspace is left out. */
export async function placeFindings(
  known: readonly KnownFinding[],
  stackFile: StackFile,
): Promise<readonly PlacedFinding[]> {
  const files = new Map<string, Promise<Read | undefined>>();
  const parsed = new Map<Read, Promise<ComposeFacts>>();
  const read = (file: string) => {
    const known = files.get(file) ?? readFile(file);
    files.set(file, known);
    return known;
  };
  const facts = (file: Read) => {
    const known = parsed.get(file) ?? composeFactsOf(file.uri, file.text);
    parsed.set(file, known);
    return known;
  };
  const placed: PlacedFinding[] = [];
  const seen = new Set<string>();
  for (const { finding, object } of known) {
    const cause = startFailure(finding);
    if (!composeKnows(cause.rule) && !dockerfileKnows(cause.rule)) continue;
    const origin = originOf(object, stackFile);
    const one = origin && (await placeOne(cause, origin, read, facts));
    if (one === undefined) continue;
    // The replicas of one service share their file, and its trouble; so do the screen and a diagnosis, which comes first.
    const key = `${cause.rule} ${one.uri.toString()} ${JSON.stringify(one.place.range)}`;
    if (!seen.has(key)) placed.push({ ...one, finding });
    seen.add(key);
    if (placed.length >= mostPlaced) break;
  }
  return placed;
}

/** The compose file comes first: what it says overrides the image. Of several files the last one that says it counts. */
async function placeOne(
  finding: Finding,
  { files, service, project, isStack }: Origin,
  read: (file: string) => Promise<Read | undefined>,
  facts: (file: Read) => Promise<ComposeFacts>,
): Promise<PlacedFinding | undefined> {
  const built: { readonly base: string; readonly file: string; readonly target?: string }[] = [];
  for (const file of files.toReversed()) {
    const found = await read(file);
    if (found === undefined) continue;
    const known = await facts(found);
    // Paths in all files are relative to the folder of the first.
    const base = path.dirname(files[0] ?? file);
    const document = { text: found.text, facts: known, service, project, isStack, folder: base };
    const place = composePlace(document, finding);
    if (place !== undefined) return { ...found, finding, place, base };
    const own = known.services.find(({ name }) => name.value === service);
    const build = own && buildOf(own);
    if (build !== undefined) {
      const context = path.resolve(base, build.context);
      const { target } = build;
      built.push({ base: context, file: path.resolve(context, build.dockerfile), ...(target ? { target } : {}) });
    }
  }
  for (const { base, file, target } of built) {
    const found = await read(file);
    if (found === undefined) continue;
    const document = { text: found.text, facts: parseDockerfile(found.text), ...(target ? { target } : {}) };
    const place = dockerfilePlace(document, finding);
    if (place !== undefined) return { ...found, finding, place, base };
  }
  return undefined;
}

async function readFile(file: string): Promise<Read | undefined> {
  const uri = await workspaceFile(file);
  const text = uri && (await textOfFile(uri));
  return uri === undefined || text === undefined ? undefined : { uri, text };
}
