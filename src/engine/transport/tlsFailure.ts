// Why a TLS handshake failed, and which certificate it was about.

import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { errorCode } from '../surroundings';

export interface ServerCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** As written in the certificate, for example `Jan  1 00:00:00 2030 GMT`. */
  readonly validFrom: string;
  readonly validTo: string;
  /** Host names and addresses it is for. */
  readonly names: readonly string[];
}

export type TlsProblem =
  | 'expired'
  | 'notYetValid'
  | 'unknownAuthority'
  | 'wrongName'
  | 'clientCertificate'
  | 'notTls'
  | 'ownFiles'
  | 'other';

export class TlsFailure extends Error {
  override readonly name = 'TlsFailure';
  readonly problem: TlsProblem;

  constructor(
    override readonly cause: Error,
    readonly certificate: ServerCertificate | undefined,
  ) {
    super(cause.message, { cause });
    this.problem = tlsProblem(cause) ?? 'other';
  }

  /** True for errors of TLS itself, as against those of the network below it. */
  static isAbout(error: unknown): boolean {
    return tlsProblem(error) !== undefined;
  }
}

/**
 * Node's error codes sorted into what a person can do something about; undefined where it is no matter of TLS. Codes:
 * node's documentation, "X509 certificate error codes", and OpenSSL's alert names (RFC 8446, section 6.2).
 */
export function tlsProblem(error: unknown): TlsProblem | undefined {
  const code = errorCode(error);
  return code === undefined ? undefined : problems.find(([codes]) => codes.test(code))?.[1];
}

const problems: readonly (readonly [RegExp, TlsProblem])[] = [
  [/^CERT_HAS_EXPIRED$/, 'expired'],
  [/^CERT_NOT_YET_VALID$/, 'notYetValid'],
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|CERT_SIGNATURE_FAILURE)$/, 'unknownAuthority'],
  [/^UNABLE_TO_(GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY|VERIFY_LEAF_SIGNATURE)$/, 'unknownAuthority'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/, 'wrongName'],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/, 'notTls'],
  [
    /^ERR_SSL_.*ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|HANDSHAKE_FAILURE)/,
    'clientCertificate',
  ],
  [/^ERR_(OSSL|CRYPTO)_|^ERR_SSL_.*(KEY_VALUES_MISMATCH|NO_START_LINE|BAD_END_LINE|BAD_BASE64)/, 'ownFiles'],
  [/^(ERR_SSL_|ERR_TLS_|CERT_|CRL_|EPROTO$)|^(INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE)$/, 'other'],
];

/**
 * The certificate that a server shows, unverified: a second handshake that sends no request and no certificate of ours.
 * Undefined when there is none to be had.
 */
export function describeServerCertificate(
  host: string,
  port: number,
  deadlineMs: number,
): Promise<ServerCertificate | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false, ...(isIP(host) === 0 && { servername: host }) });
    const settle = (certificate: ServerCertificate | undefined) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(certificate);
    };
    const timer = setTimeout(() => settle(undefined), Math.min(deadlineMs, 3_000));
    socket.once('secureConnect', () => settle(describe(socket.getPeerCertificate())));
    socket.once('error', () => settle(undefined));
    socket.once('close', () => settle(undefined));
  });
}

function describe(certificate: PeerCertificate): ServerCertificate | undefined {
  if (!certificate.subject) return undefined;
  return {
    subject: nameIn(certificate.subject),
    issuer: nameIn(certificate.issuer),
    validFrom: certificate.valid_from,
    validTo: certificate.valid_to,
    names: (certificate.subjectaltname ?? '')
      .split(', ')
      .map((name) => name.replace(/^(DNS|IP Address):/, ''))
      .filter(Boolean),
  };
}

function nameIn(parts: PeerCertificate['subject'] | undefined): string {
  const all = Object.entries(parts ?? {}).map(
    ([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : value}`,
  );
  return all.join(', ') || 'no name';
}
