// What causes really find has its place: their data is what the placers read.

import assert from 'node:assert/strict';
import type { AnyCause } from '../../../src/diagnosis/cause';
import { healthcheckTimeoutTooShort } from '../../../src/diagnosis/causes/health/healthcheckTimeoutTooShort';
import { healthcheckToolMissing } from '../../../src/diagnosis/causes/health/healthcheckToolMissing';
import { healthcheckWrongPort } from '../../../src/diagnosis/causes/health/healthcheckWrongPort';
import { oomKilled } from '../../../src/diagnosis/causes/limits/oomKilled';
import { differentNetworks } from '../../../src/diagnosis/causes/network/differentNetworks';
import { localhostInsteadOfServiceName } from '../../../src/diagnosis/causes/network/localhostInsteadOfServiceName';
import { publishedPortMismatch } from '../../../src/diagnosis/causes/ports/publishedPortMismatch';
import { secretNotMounted } from '../../../src/diagnosis/causes/services/secretNotMounted';
import { maskFinding } from '../../../src/diagnosis/maskFinding';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { composePlace } from '../../../src/documents/findings/composePlace';
import { applyTextEdits } from '../../../src/documents/textLines';
import type { Dossier } from '../../../src/model/dossier/dossier';
import { exited, foundBy, scene } from '../../diagnosis/dossiers';
import { ago, failed } from '../../diagnosis/pictures';
import { probed } from '../../diagnosis/scenes';

function mended(
  cause: AnyCause,
  dossier: Dossier,
  text: string,
  service: string,
  project = 'shop',
): string | undefined {
  const [finding] = foundBy(cause, dossier);
  assert(finding, cause.id);
  const facts = parseCompose(text, { variable: () => undefined });
  const document = { text, facts, service, project, isStack: false, folder: '/w' };
  const [fix] = composePlace(document, maskFinding(finding))?.fixes ?? [];
  return fix?.type === 'edit' ? applyTextEdits(text, fix.edits) : undefined;
}

const looping = { restarts: 4, state: { StartedAt: ago(1) } };
const file = (...lines: readonly string[]) =>
  `services:\n  web:\n    image: nginx:alpine\n    ${lines.join('\n    ')}\n`;

describe('findings of real causes have their place', () => {
  it('a published port', () => {
    const ports = { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }] };
    const dossier = scene({ boxes: [{ ports, log: ['3500 listening on 0.0.0.0:3000'] }] });
    assert.equal(
      mended(publishedPortMismatch, dossier, file('ports: ["8080:80"]'), 'web'),
      file('ports: ["8080:3000"]'),
    );
  });

  it('a health check: port, tool, timeout', () => {
    const check = (url: string) => file('healthcheck:', `  test: curl -f ${url}`, '  timeout: 1s');
    const refused = 'curl: (7) Failed to connect to localhost port 8080: Connection refused';
    const wrong = scene({
      boxes: [probed({ exitCode: 1, output: refused }, { log: ['3500 listening on 0.0.0.0:3000'] })],
    });
    assert.equal(
      mended(healthcheckWrongPort, wrong, check('http://localhost:8080/'), 'web'),
      check('http://localhost:3000/'),
    );
    const missing = scene({ boxes: [probed({ exitCode: 1, output: '/bin/sh: 1: curl: not found' })] });
    assert.match(mended(healthcheckToolMissing, missing, check('http://x:80/'), 'web') ?? '', /test: \["CMD", "wget"/);
    const slow = scene({ boxes: [probed({ exitCode: -1, output: 'Health check exceeded timeout (1s)' })] });
    assert.match(mended(healthcheckTimeoutTooShort, slow, check('http://x'), 'web') ?? '', /timeout: 10s/);
  });

  it('a memory limit', () => {
    const dossier = scene({ boxes: [{ state: exited(137, { OOMKilled: true }), host: { Memory: 67108864 } }] });
    assert.equal(mended(oomKilled, dossier, file('mem_limit: 64m'), 'web'), file('mem_limit: 128M'));
    assert.equal(mended(oomKilled, dossier, file('mem_limit: 128m'), 'web'), undefined);
  });

  it('a secret', () => {
    const log = ["FileNotFoundError: [Errno 2] No such file or directory: '/run/secrets/api_key'"];
    const dossier = scene({ crews: [{ tasks: [failed('t1', 5)], boxes: { t1: log } }] });
    const text = `${file('init: true')}secrets:\n  api_key: { file: a }\n`;
    assert.match(mended(secretNotMounted, dossier, text, 'web') ?? '', /secrets:\n {6}- api_key\n/);
  });

  it('networks and addresses', () => {
    const log = ['5 could not translate host name "pg" to address'];
    const apart = scene({
      boxes: [
        { name: 'api', networks: { shop_front: {} }, ...looping, log },
        { name: 'pg', networks: { shop_back: {} } },
      ],
    });
    const text = `${file('networks: [front]')}networks:\n  front:\n  back:\n`;
    assert.match(mended(differentNetworks, apart, text, 'web') ?? '', /networks: \[front, back\]/);
    const local = scene({
      boxes: [
        {
          name: 'api',
          config: { Env: ['DB_URL=postgres://u@localhost:5432/x'] },
          ...looping,
          log: ['5 connect ECONNREFUSED 127.0.0.1:5432'],
        },
        { name: 'pg', config: { Image: 'postgres:16', ExposedPorts: { '5432/tcp': {} } } },
      ],
    });
    const address = (host: string) =>
      `${file(`environment: { DB_URL: "postgres://u@${host}:5432/x" }`)}  pg: { image: p }\n`;
    assert.equal(mended(localhostInsteadOfServiceName, local, address('localhost'), 'web'), address('pg'));
  });
});
