// Until when a certificate is valid.

import { X509Certificate } from 'node:crypto';

/**
 * ISO 8601: when the first of the certificates in a PEM text ends (RFC 5280, notAfter). Undefined where the text holds none,
 * or one that cannot be read.
 */
export function certificateExpiry(pem: unknown): string | undefined {
  if (typeof pem !== 'string' || pem === '') return undefined;
  if (last?.pem !== pem) last = { pem, at: earliestEnd(pem) };
  return last.at;
}

/** An engine tells the same certificate each time it is asked what it is; reading it once is enough. */
let last: { readonly pem: string; readonly at: string | undefined } | undefined;

/** No chain of certificates is that long; a text that claims to be is not worth the time. */
const mostBlocks = 20;

function earliestEnd(pem: string): string | undefined {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const ends = blocks.slice(0, mostBlocks).map(endOf);
  if (ends.length === 0 || ends.some((end) => !Number.isFinite(end))) return undefined;
  return new Date(Math.min(...ends)).toISOString();
}

function endOf(block: string): number {
  try {
    return Date.parse(new X509Certificate(block).validTo);
  } catch {
    // Not a certificate after all: its end is unknown, and so is that of the whole.
    return Number.NaN;
  }
}
