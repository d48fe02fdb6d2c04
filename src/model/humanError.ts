// An error whose message is for a person: what is wrong, and what to do next.

/** `message` says what is wrong in one sentence; `next` says what to do about it. */
export class HumanError extends Error {
  override readonly name = 'HumanError';
  constructor(
    message: string,
    readonly next?: string,
  ) {
    super(message);
  }
}
