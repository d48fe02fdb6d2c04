// An error whose message is for a person: what is wrong, and what to do next.

/** A way out that can be offered as a button: runs a command, or copies a text. */
export type ErrorAction =
  | { readonly title: string; readonly command: string; readonly arguments?: readonly unknown[] }
  | { readonly title: string; readonly copy: string };

/** `message` says what is wrong in one sentence; `next` says what to do about it; `actions` do it. */
export class HumanError extends Error {
  override readonly name = 'HumanError';
  constructor(
    message: string,
    readonly next?: string,
    readonly actions: readonly ErrorAction[] = [],
  ) {
    super(message);
  }
}
