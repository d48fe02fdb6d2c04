// The line of a file in the workspace that causes a finding is evidence of it: quoted, and a place to go to.

import * as vscode from 'vscode';
import type { Cluster } from '../../cluster/cluster';
import { maskFinding } from '../../diagnosis/maskFinding';
import type { StackFile } from '../../documents/findings/origin';
import type { Evidence, Finding } from '../../model/finding';
import { isSecretName, maskText } from '../../model/maskSecrets';
import { type PlacedFinding, placeFindings } from './findingPlaces';

const longestQuote = 200;

/** The same findings; those whose cause stands in a file of the workspace with that line at the end of their evidence. */
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
  const lines = new Map((await placeFindings(known, stackFile)).map((placed) => [placed.finding, lineOf(placed)]));
  return findings.map((finding) => {
    const line = lines.get(finding);
    return line === undefined ? finding : maskFinding({ ...finding, evidence: [...finding.evidence, line] });
  });
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
