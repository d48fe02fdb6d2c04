// The line of a file in the workspace that causes a finding is evidence of it: quoted, and a place to go to. What would mend
// it there is a remedy.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { maskFinding } from '../../diagnosis/maskFinding';
import type { StackFile } from '../../documents/findings/origin';
import type { Evidence, Finding, Remedy } from '../../model/finding';
import { isSecretName, maskText } from '../../model/maskSecrets';
import { editOf } from './findingFixes';
import { type PlacedFinding, placeFindings } from './findingPlaces';

const longestQuote = 200;

/**
 * The same findings; those whose cause stands in a file of the workspace with that line at the end of their evidence, and what
 * would mend it there before all other remedies.
 */
export async function withFileEvidence(
  findings: readonly Finding[],
  cluster: Pick<Cluster, 'get'>,
  stackFile: StackFile,
): Promise<readonly Finding[]> {
  const known = findings.flatMap((finding) => {
    const { kind, id } = finding.subject;
    if (id === undefined || (kind !== 'container' && kind !== 'service')) return [];
    const object = cluster.get(kind, id);
    return object === undefined ? [] : [{ finding, object }];
  });
  if (known.length === 0) return findings;
  const places = new Map((await placeFindings(known, stackFile)).map((placed) => [placed.finding, placed]));
  return Promise.all(
    findings.map(async (finding) => {
      const placed = places.get(finding);
      if (placed === undefined) return finding;
      const evidence = [...finding.evidence, lineOf(placed)];
      return maskFinding({ ...finding, evidence, remedies: [...(await remediesOf(placed)), ...finding.remedies] });
    }),
  );
}

async function remediesOf(placed: PlacedFinding): Promise<readonly Remedy[]> {
  const { rule, subject } = placed.finding;
  const file = vscode.workspace.asRelativePath(placed.uri);
  const remedies: Remedy[] = [];
  for (const fix of placed.place.fixes) {
    if ((await editOf(placed, fix)) === undefined) continue;
    const given = [subject, { rule, fix: fix.title }];
    remedies.push({ title: `${fix.title}, in ${file}`, command: 'dockhound.problem.mend', arguments: given });
  }
  return remedies;
}

/** Its path is `FILE:LINE`, the file relative to its folder of the workspace, the line from 1. */
function lineOf({ uri, text, place }: PlacedFinding): Evidence {
  const { line } = place.range.start;
  return {
    source: 'document',
    path: `${vscode.workspace.asRelativePath(uri)}:${line + 1}`,
    excerpt: quoteLine(text.split(/\r?\n/)[line] ?? ''),
  };
}

/** Without the value of what has a secret's name. */
function quoteLine(raw: string): string {
  const line = raw.trim().slice(0, longestQuote);
  const [head, name] = /^(?:- +)?(?:ENV +|ARG +)?["']?([\w.-]+)["']?\s*[:= ]\s*/.exec(line) ?? [];
  return head !== undefined && name !== undefined && isSecretName(name) ? head + maskText : line;
}
