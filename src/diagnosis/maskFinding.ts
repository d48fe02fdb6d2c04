// The last look at a finding before it leaves: no secret in its words, whichever evidence they came from.

import type { Finding, FindingData } from '../model/finding';
import { maskSecrets } from '../model/maskSecrets';

export function maskFinding(finding: Finding): Finding {
  return {
    ...finding,
    title: masked(finding.title),
    explanation: masked(finding.explanation),
    evidence: finding.evidence.map((one) => ({ ...one, excerpt: masked(one.excerpt) })),
    remedies: finding.remedies.map((one) =>
      one.snippet === undefined ? one : { ...one, snippet: masked(one.snippet) },
    ),
    ...(finding.chain === undefined
      ? {}
      : { chain: finding.chain.map((one) => ({ ...one, title: masked(one.title) })) }),
    ...(finding.data === undefined ? {} : { data: maskedData(finding.data) }),
  };
}

function masked(text: string): string {
  const { json } = maskSecrets(text);
  return typeof json === 'string' ? json : '';
}

function maskedData(data: FindingData): FindingData {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? masked(value) : value]),
  );
}
