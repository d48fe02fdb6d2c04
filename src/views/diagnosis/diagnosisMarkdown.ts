// A diagnosis as Markdown, for pasting into a ticket: secrets masked, and what engines say stands in code, where it is only text.

import { maskFinding } from '../../diagnosis/maskFinding';
import type { Diagnosis, Evidence, Finding, Remedy } from '../../model/finding';

export function diagnosisMarkdown(diagnosis: Diagnosis): string {
  const { target, status, gaps, tookMs } = diagnosis;
  const findings = diagnosis.findings.map(maskFinding);
  const name = [target.kind, target.name ?? target.id].filter((part) => part !== undefined).join(' ');
  const lines = [`# Diagnosis of ${plain(name)}`, '', statusWords[status], ''];
  findings.forEach((finding, at) => {
    lines.push(...findingLines(finding, at === 0));
  });
  if (gaps.length > 0) {
    lines.push('## What could not be checked', '', ...gaps.map(({ message }) => `- ${plain(message)}`), '');
  }
  lines.push(`Read in ${(tookMs / 1000).toFixed(1)} s.`, '');
  return lines.join('\n');
}

const statusWords: Readonly<Record<Diagnosis['status'], string>> = {
  healthy: 'Nothing is wrong with it.',
  problem: 'Something is wrong:',
  unknown: 'Nothing wrong was found, but not everything could be checked.',
};

function findingLines(finding: Finding, first: boolean): readonly string[] {
  const { title, explanation, severity, confidence, rule, code, evidence, remedies } = finding;
  return [
    `${first ? '##' : '###'} ${plain(title)}`,
    '',
    `${severity}, ${Math.round(confidence * 100)} % sure · ${code === undefined ? rule : `${rule} (${code})`}`,
    '',
    plain(explanation),
    '',
    ...(evidence.length === 0 ? [] : ['**How we know**', '', ...evidence.map(evidenceLine), '']),
    ...(remedies.length === 0 ? [] : ['**What to do**', '', ...remedies.flatMap(remedyLines), '']),
  ];
}

function evidenceLine({ source, path, excerpt, at }: Evidence): string {
  const where = [source, path].filter((part) => part !== undefined).join(' ');
  return `- ${plain(where)}: ${code(excerpt)}${at === undefined ? '' : ` (${plain(at)})`}`;
}

function remedyLines({ title, snippet }: Remedy): readonly string[] {
  return [`- ${plain(title)}`, ...(snippet === undefined ? [] : [`  ${code(snippet)}`])];
}

/** Nothing in it is markup: neither a link nor an image nor HTML. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!~]/g, '\\$&');
}

/** A code span that its own content cannot end. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${flat} ${fence}`;
}
