// Finds the certificates that belong to an endpoint: ca.pem, cert.pem and key.pem in one folder, as docker keeps them.

import path from 'node:path';
import { badConfiguration } from './badConfiguration';
import type { TlsFiles } from './endpoint';
import type { Surroundings } from './surroundings';

/**
 * The certificates in `folder`. Undefined when it holds none of the three. Rejects with an `EngineError` when one cannot
 * be read, holds no PEM, or when a certificate lacks its key (or the other way round).
 */
export async function readCertificates(
  folder: string,
  options: { readonly skipVerify: boolean; readonly needsCa: boolean; readonly engine: string },
  surroundings: Pick<Surroundings, 'readFile' | 'platform'>,
): Promise<TlsFiles | undefined> {
  const read = (name: string) =>
    readPem(pathsOf(surroundings.platform).join(folder, name), options.engine, surroundings);
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  if (ca === undefined && cert === undefined && key === undefined && !options.needsCa) return undefined;
  const missing = missingFile({ ca, cert, key }, options.needsCa);
  if (missing) {
    throw badConfiguration(
      options.engine,
      `Cannot use the certificates of ${options.engine}: ${pathsOf(surroundings.platform).join(folder, missing)} is missing.`,
      'Put the file there, or correct DOCKER_CERT_PATH or the Docker context.',
      { reason: 'notFound' },
    );
  }
  return {
    directory: folder,
    skipVerify: options.skipVerify,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}

/** The path rules of the system that the surroundings describe. */
export function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
  return platform === 'win32' ? path.win32 : path.posix;
}

function missingFile(
  files: { readonly ca: string | undefined; readonly cert: string | undefined; readonly key: string | undefined },
  needsCa: boolean,
): string | undefined {
  if (needsCa && files.ca === undefined) return 'ca.pem';
  if (files.cert !== undefined && files.key === undefined) return 'key.pem';
  if (files.key !== undefined && files.cert === undefined) return 'cert.pem';
  return undefined;
}

async function readPem(
  file: string,
  engine: string,
  surroundings: Pick<Surroundings, 'readFile'>,
): Promise<string | undefined> {
  let text: string | undefined;
  try {
    text = await surroundings.readFile(file);
  } catch (cause) {
    const message = `Cannot use the certificates of ${engine}: ${file} cannot be read.`;
    throw badConfiguration(engine, message, 'Check who may read the file.', { cause });
  }
  if (text === undefined || text.includes('-----BEGIN ')) return text;
  const message = `Cannot use the certificates of ${engine}: ${file} holds no PEM text.`;
  throw badConfiguration(engine, message, 'Replace it with the certificate or key in PEM form.');
}
