// A typed event source for rooms that know nothing of VS Code; its event has the shape of `vscode.Event`.

import { type Disposable, toDisposable } from './disposable';

export type Event<T> = (listener: (value: T) => unknown) => Disposable;

/** `onError` hears what listeners throw, so that one listener cannot silence the others. */
export class Emitter<T> implements Disposable {
  private readonly listeners = new Set<(value: T) => unknown>();

  constructor(private readonly onError: (error: unknown) => void) {}

  readonly event: Event<T> = (listener) => {
    // A wrapper of its own, so that the same function may listen twice.
    const own = (value: T) => listener(value);
    this.listeners.add(own);
    return toDisposable(() => this.listeners.delete(own));
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.onError(error);
      }
    }
  }

  dispose(): void {
    this.listeners.clear();
  }
}
