// The Engine API over a unix socket, with nothing but node's own http: the scripts run before anything is installed.
import http from 'node:http';

/**
 * One request. `body` may be a plain object (sent as JSON), a Buffer or a stream. Resolves to the parsed JSON, or the text
 * where the answer is not JSON; rejects with the engine's own message, and with `status` on the error.
 */
export function engineCall(socketPath, method, path, { body, headers = {}, timeoutMs = 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    const json = body !== undefined && !Buffer.isBuffer(body) && typeof body.pipe !== 'function';
    const type = json ? { 'Content-Type': 'application/json' } : {};
    const request = http.request(
      { socketPath, method, path, agent: false, headers: { ...type, ...headers } },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const value = parse(text);
          if (response.statusCode < 400) return resolve(value);
          const message = `${method} ${path}: ${response.statusCode} ${value?.message ?? text.slice(0, 500)}`;
          reject(Object.assign(new Error(message), { status: response.statusCode }));
        });
      },
    );
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`${method} ${path}: no answer in ${timeoutMs} ms`)));
    request.on('error', reject);
    if (body === undefined) request.end();
    else if (json) request.end(JSON.stringify(body));
    else if (Buffer.isBuffer(body)) request.end(body);
    else body.on('error', (error) => request.destroy(error)).pipe(request);
  });
}

/** Whether an engine answers at this socket. */
export async function engineAnswers(socketPath, timeoutMs = 2000) {
  try {
    return String(await engineCall(socketPath, 'GET', '/_ping', { timeoutMs })).startsWith('OK');
  } catch {
    return false;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
