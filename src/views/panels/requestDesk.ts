// Answers what a view asks: checks it, hands it on, and sees to it that every request settles.

import { panelError } from '../../feeds/panelError';
import type { Contract, HostMessage, RequestMessage } from '../../protocol/rpc';
import { messageOf } from '../../util/messageOf';

/** A request that takes longer than this is answered with an error; what it does may go on. */
export const requestTimeoutMs = 30_000;

interface Validator {
  safeParse(value: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false };
}

export interface RequestDesk {
  readonly validators: Readonly<Record<keyof Contract['requests'], Validator>>;
  readonly handlers: Readonly<Record<string, (params: never) => unknown>>;
  post(message: HostMessage): void;
  log(line: string): void;
}

/** Never rejects. What is no request at all is written to the log and dropped. */
export async function answer(desk: RequestDesk, message: unknown, timeoutMs = requestTimeoutMs): Promise<void> {
  if (!isRequest(message)) {
    desk.log('A panel sent something that is not a request; dropped.');
    return;
  }
  const { id, method } = message;
  try {
    const validator = Object.hasOwn(desk.validators, method) ? desk.validators[method] : undefined;
    const handler = Object.hasOwn(desk.handlers, method) ? desk.handlers[method] : undefined;
    if (!validator || !handler) throw new Error(`The panel asked for "${method.slice(0, 60)}", which nobody answers.`);
    const params = validator.safeParse(message.params);
    if (!params.success) throw new Error(`The panel asked for "${method}" in a form that is not valid.`);
    const result = await withTimeout(Promise.resolve(handler(params.data as never)), timeoutMs, method);
    desk.post({ type: 'response', id, ok: true, result });
  } catch (error) {
    desk.log(`${method.slice(0, 60)}: ${messageOf(error)}`);
    desk.post({ type: 'response', id, ok: false, error: panelError(error) });
  }
}

function isRequest(message: unknown): message is RequestMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { type, id, method } = message as Partial<RequestMessage>;
  return type === 'request' && Number.isSafeInteger(id) && typeof method === 'string';
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer to "${what}" within ${timeoutMs / 1000} s.`)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
