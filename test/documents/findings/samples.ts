// Findings as causes make them, for the tests of their places.

import type { Finding, FindingData } from '../../../src/model/finding';

export function findingOf(rule: string, data?: FindingData): Finding {
  return {
    rule,
    severity: 'error',
    confidence: 0.9,
    subject: { kind: 'container', id: 'c1', name: 'shop-web-1' },
    title: rule,
    explanation: rule,
    evidence: [],
    remedies: [],
    ...(data === undefined ? {} : { data }),
  };
}
