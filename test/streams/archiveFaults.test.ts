// Archives from engines that break off, send something else, or say nothing of a path.

import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { createDockerEngine } from '../../src/engine/dockerEngine';
import type { Engine } from '../../src/engine/engine';
import { EngineError } from '../../src/engine/engineError';
import { openConnection } from '../../src/engine/openConnection';
import { engineLike, type Running, serveHttp } from '../transport/servers';

describe('archives on a bad wire', () => {
  let running: Running | undefined;
  let engine: Engine | undefined;
  afterEach(async () => {
    engine?.dispose();
    await running?.close();
  });

  async function engineThat(answer: (response: ServerResponse, path: string) => void): Promise<Engine> {
    running = await serveHttp(engineLike((request, response) => answer(response, request.url ?? '')));
    engine = createDockerEngine(await openConnection(running.endpoint));
    return engine;
  }

  async function read(from: Engine, signal = AbortSignal.timeout(5000)): Promise<number> {
    let bytes = 0;
    for await (const entry of from.archive('c', '/f', signal))
      for await (const part of entry.content) bytes += part.length;
    return bytes;
  }

  /** A file of 2000 bytes. */
  const header = Buffer.alloc(512);
  header.write('f\0', 0);
  header.write('0000644\0', 100);
  header.write('00000003720\0', 124);
  header.fill(' ', 148, 156);
  header.write('0', 156);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );

  const refusal = (reason: string, message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.reason, reason);
    assert.match(error.message, message);
    return true;
  };

  it('that end too early are not taken for whole', async () => {
    const from = await engineThat((response) => response.end(Buffer.concat([header, Buffer.alloc(700)])));
    await assert.rejects(read(from), refusal('badReply', /ends in the middle of a file/));
  });

  it('whose connection breaks say so', async () => {
    const from = await engineThat((response) => {
      response.writeHead(200, { 'Content-Length': '4096' }).write(header);
      setTimeout(() => response.destroy(), 20);
    });
    await assert.rejects(read(from), (error) => error instanceof EngineError && error.reason !== 'cancelled');
  });

  it('that are something else are refused', async () => {
    const from = await engineThat((response) => response.end('<html>'.repeat(200)));
    await assert.rejects(read(from), refusal('badReply', /not a tar archive/));
  });

  it('that were given up end with that, not as if they were whole', async () => {
    const abort = new AbortController();
    const from = await engineThat((response) => {
      response.write(header);
      setTimeout(() => abort.abort(), 20);
    });
    await assert.rejects(read(from, abort.signal), refusal('cancelled', /was cancelled/));
  });

  it('ask for the path as it is, whatever is in it', async () => {
    let asked = '';
    const from = await engineThat((response, path) => {
      asked = path;
      response.end(Buffer.alloc(1024));
    });
    for await (const entry of from.archive('c', '/a b&path=/etc?#%', AbortSignal.timeout(5000)))
      assert.fail(entry.name);
    assert.equal(new URL(asked, 'http://x').searchParams.get('path'), '/a b&path=/etc?#%');
  });

  it('are not looked for where the engine does not say what a path is', async () => {
    for (const stat of [undefined, 'e30=x', Buffer.from('7').toString('base64')]) {
      const from = await engineThat((response) => {
        if (stat !== undefined) response.setHeader('X-Docker-Container-Path-Stat', stat);
        response.end();
      });
      await assert.rejects(from.fileAt('c', '/f'), refusal('badReply', /does not tell what it is/));
      from.dispose();
      await running?.close();
    }
  });
});
