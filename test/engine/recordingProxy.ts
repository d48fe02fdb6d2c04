// Stands between the code under test and a real engine, and keeps what was sent.

import { rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface RecordingProxy {
  readonly url: string;
  readonly requests: Recorded[];
  /** What the next matching request gets instead of the engine's answer; its body may repeat the request's. */
  answerWith(
    matches: (request: Recorded) => boolean,
    answer: (request: Recorded) => { status: number; body: string },
  ): void;
  close(): Promise<void>;
}

export async function recordingProxy(engineUrl: string): Promise<RecordingProxy> {
  const engineSocket = engineUrl.replace(/^unix:\/\//, '');
  const socket = path.join(tmpdir(), `dh-record-${process.pid}-${Date.now()}.sock`);
  const requests: Recorded[] = [];
  const answers: Parameters<RecordingProxy['answerWith']>[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = 'GET', url = '/', headers } = request;
      const recorded = { method, path: url, body: body.toString(), headers };
      requests.push(recorded);
      const at = answers.findIndex(([matches]) => matches(recorded));
      const [own] = at < 0 ? [] : answers.splice(at, 1);
      if (own) {
        const { status, body: said } = own[1](recorded);
        response.writeHead(status, { 'Content-Type': 'application/json' }).end(said);
        return;
      }
      const onward = http.request({ socketPath: engineSocket, method, path: url, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers).flushHeaders();
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(socket, done));
  return {
    url: `unix://${socket}`,
    requests,
    answerWith: (...answer) => void answers.push(answer),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          rmSync(socket, { force: true });
          done();
        });
      }),
  };
}
