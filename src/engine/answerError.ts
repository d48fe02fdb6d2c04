// What an engine answers when it says no, and answers that cannot be understood.

import { BrokenAnswer } from './http';
import { plainText } from './plainText';

/** An HTTP status of 300 and more. `said` is one line of the engine's own message, fit for a sentence. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
  readonly said: string;
  readonly isHtml: boolean;

  constructor(
    readonly status: number,
    contentType: string | undefined,
    body: Buffer,
  ) {
    const said = messageIn(body.toString('utf8'), contentType);
    super(`HTTP ${status}${said && `: ${said}`}`);
    this.said = said;
    this.isHtml = contentType?.startsWith('text/html') === true;
  }
}

export function badJson(cause: unknown): BrokenAnswer {
  return new BrokenAnswer('The answer is not valid JSON', { cause });
}

function messageIn(text: string, contentType: string | undefined): string {
  if (contentType?.startsWith('text/html')) return '';
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) {
      // Docker says `message`; Podman adds `cause`, a proxy in front may say `error`.
      for (const key of ['message', 'error', 'cause'] as const) {
        const said = (value as Record<string, unknown>)[key];
        if (typeof said === 'string' && said.trim() !== '') return plainText(said);
      }
    }
  } catch {
    // Plain text, as the engine sends for paths it does not know.
  }
  return plainText(text);
}
