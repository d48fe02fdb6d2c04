// Certificates for tests, made by openssl in a folder that goes away afterwards.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface KeyPair {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
}

export interface Authority extends KeyPair {
  /** `names` as in openssl: `DNS:lab,IP:127.0.0.1`. `days` may be negative for one that has expired. */
  issue(name: string, names: string, days?: number): KeyPair;
}

export interface CertificateFolder {
  readonly folder: string;
  authority(name: string): Authority;
  remove(): void;
}

export function certificateFolder(): CertificateFolder {
  const folder = mkdtempSync(path.join(tmpdir(), 'dockhound-certificates-'));
  const file = (name: string) => path.join(folder, name);
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const pair = (name: string): KeyPair => {
    const [certFile, keyFile] = [file(`${name}.pem`), file(`${name}-key.pem`)];
    return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
  };
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  return {
    folder,
    authority(name) {
      const subject = ['-subj', `/O=Dockhound tests/CN=${name}`];
      openssl(
        'req',
        '-x509',
        ...newKey,
        ...subject,
        '-keyout',
        `${name}-key.pem`,
        '-out',
        `${name}.pem`,
        '-days',
        '30',
      );
      const issue = (leaf: string, names: string, days = 30): KeyPair => {
        writeFileSync(file('extensions'), `subjectAltName=${names}\nextendedKeyUsage=serverAuth,clientAuth\n`);
        openssl('req', '-new', ...newKey, '-subj', `/CN=${leaf}`, '-keyout', `${leaf}-key.pem`, '-out', 'request.pem');
        const authority = ['-CA', `${name}.pem`, '-CAkey', `${name}-key.pem`, '-CAcreateserial'];
        openssl(
          'x509',
          '-req',
          '-in',
          'request.pem',
          ...authority,
          '-out',
          `${leaf}.pem`,
          '-days',
          String(days),
          '-extfile',
          'extensions',
        );
        return pair(leaf);
      };
      return { ...pair(name), issue };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
