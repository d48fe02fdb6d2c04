// A Docker configuration of its own for the pictures: contexts with plain names, so that no path of this machine is seen.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes config.json and contexts/meta as the Docker CLI does (a context's folder is the SHA-256 of its name). `contexts`
 * are { name, host, description }; the first is the current one.
 */
export function writeDockerConfig(folder, contexts) {
  for (const { name, host, description } of contexts) {
    const meta = path.join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
    mkdirSync(meta, { recursive: true });
    const content = {
      Name: name,
      Metadata: { Description: description },
      Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
    };
    writeFileSync(path.join(meta, 'meta.json'), JSON.stringify(content));
  }
  writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ currentContext: contexts[0].name }));
}
