// Shows that something takes a while, and lets people stop waiting for it.

import * as vscode from 'vscode';

/** Quicker work shows nothing at all. */
const patienceMs = 500;

/** The signal fires when the person cancels. */
export async function withPatience<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const work = run(abort.signal);
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, async (_progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      // The failure is the caller's to tell; this only shows that it goes on.
      await work.catch(() => undefined);
    });
  }, patienceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
