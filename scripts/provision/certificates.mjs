// A certificate authority of a test run, with a certificate for its engines and one for their clients.
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runSync } from './run.mjs';

/**
 * Writes ca.pem, server-cert.pem, server-key.pem, cert.pem and key.pem; the server's holds for 127.0.0.1, localhost and
 * the nodes. cert.pem and key.pem are the client's, named as DOCKER_CERT_PATH expects, and belong to `uid`.
 */
export function makeCertificates(folder, uid) {
  mkdirSync(folder, { recursive: true });
  const file = (name) => path.join(folder, name);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const openssl = (...args) => runSync('openssl', args, { cwd: folder });
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-days',
    '30',
    '-subj',
    '/CN=lab authority',
    '-keyout',
    file('ca-key.pem'),
    '-out',
    file('ca.pem'),
  );
  const names = 'subjectAltName=DNS:localhost,DNS:lab-manager,DNS:lab-worker,IP:127.0.0.1,IP:10.213.0.1,IP:10.213.0.2';
  for (const [prefix, subject, extension] of [
    ['server-', '/CN=lab-manager', `${names}\nextendedKeyUsage=serverAuth\n`],
    ['', '/CN=lab client', 'extendedKeyUsage=clientAuth\n'],
  ]) {
    openssl('req', ...newKey, '-subj', subject, '-keyout', file(`${prefix}key.pem`), '-out', file('request.pem'));
    writeFileSync(file('extension.cnf'), extension);
    const signer = ['-CA', file('ca.pem'), '-CAkey', file('ca-key.pem'), '-CAcreateserial'];
    const about = ['-days', '30', '-in', file('request.pem'), '-extfile', file('extension.cnf')];
    openssl('x509', '-req', ...signer, ...about, '-out', file(`${prefix}cert.pem`));
  }
  for (const name of ['cert.pem', 'key.pem']) {
    chownSync(file(name), uid, -1);
    chmodSync(file(name), 0o600);
  }
}
