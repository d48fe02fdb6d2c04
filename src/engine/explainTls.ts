// Sentences for TLS failures: which certificate, why it does not do, and where ours come from.

import { assertNever } from '../util/assertNever';
import type { Endpoint } from './endpoint';
import type { Explanation } from './explainConnection';
import { plainText } from './plainText';
import type { ServerCertificate, TlsFailure } from './transport/tlsFailure';

export function explainTls(endpoint: Endpoint, { problem, certificate, cause }: TlsFailure): Explanation {
  const { address } = endpoint;
  const host = address.type === 'tcp' ? address.host : endpoint.label;
  const folder = (address.type === 'tcp' && address.tls?.directory) || 'the Docker context';
  const which = certificate ? ` ${describe(certificate)}` : '';
  const tls = { reason: 'tls', connect: 'tls' } as const;
  switch (problem) {
    case 'expired':
      return {
        ...tls,
        message: `the certificate of ${host} has expired.${which}`,
        next: 'Renew it on the engine; if it is still valid, check the clock of this machine.',
      };
    case 'notYetValid':
      return {
        ...tls,
        message: `the certificate of ${host} is not valid yet.${which}`,
        next: 'Check the clocks of both machines.',
      };
    case 'unknownAuthority':
      return {
        ...tls,
        message: `the certificate of ${host} was issued by an authority that is not trusted here.${which}`,
        next: `Put the authority's certificate into ca.pem in ${folder}.`,
      };
    case 'wrongName':
      return {
        ...tls,
        message: `the certificate of ${host} is for another name.${which}`,
        next: 'Use one of its names as address, or issue it for this one too.',
      };
    case 'clientCertificate':
      return {
        ...tls,
        message: `${host} wants a client certificate that it trusts (${alertIn(cause)}).`,
        next: `Put a cert.pem and key.pem that its authority signed into ${folder}.`,
      };
    case 'notTls':
      return {
        ...tls,
        message: `${host} does not speak TLS on this port.`,
        next: 'Use its TLS port (usually 2376), or unset DOCKER_TLS_VERIFY when it has none.',
      };
    case 'ownFiles':
      return {
        ...tls,
        message: `ca.pem, cert.pem or key.pem in ${folder} cannot be used: ${plainText(cause.message, 200)}.`,
        next: 'Check that certificate and key belong together, and that the key has no passphrase.',
      };
    case 'other':
      return {
        ...tls,
        message: `TLS failed: ${plainText(cause.message, 200)}.${which}`,
        next: 'Check the certificates of both sides.',
      };
    default:
      return assertNever(problem);
  }
}

/** For a plain request to a port that answers in TLS. */
export function needsTls(endpoint: Endpoint): Explanation {
  const context = endpoint.context === undefined ? '' : ', or add certificates to the context';
  return {
    reason: 'tls',
    connect: 'tls',
    message: 'it wants TLS, and the address asks for none.',
    next: `Set DOCKER_TLS_VERIFY and DOCKER_CERT_PATH${context}.`,
  };
}

function describe({ subject, issuer, validFrom, validTo, names }: ServerCertificate): string {
  const shownNames = names.length > 0 ? `, for ${names.slice(0, 8).join(', ')}` : ', for no name at all';
  return plainText(`It is ${subject}, issued by ${issuer}, valid from ${validFrom} to ${validTo}${shownNames}.`, 400);
}

// OpenSSL writes "…:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required:…".
function alertIn({ message }: Error): string {
  return /alert ([a-z ]+)/i.exec(message)?.[1]?.trim() ?? plainText(message, 200);
}
