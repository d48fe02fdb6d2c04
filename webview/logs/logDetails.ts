// The line that the detail pane shows: read anew when another row is chosen.

import type { LogDetail, LogsContract } from '../../src/protocol/logs';
import type { Host } from '../shared/hostRpc';

export class LogDetails {
  isOpen = false;
  /** Undefined while it is on its way, or where it is not kept any more. */
  line: LogDetail | undefined;
  private wanted: number | undefined;

  constructor(
    private readonly host: Host<LogsContract>,
    private readonly changed: () => void,
    private readonly fail: (error: unknown) => void,
  ) {}

  open(seq: number | undefined): void {
    this.isOpen = true;
    this.show(seq);
    this.changed();
  }

  close(): void {
    this.isOpen = false;
    this.line = undefined;
    this.wanted = undefined;
    this.changed();
  }

  /** Only while it is open; the line before stays until the next is here, so that nothing flickers. */
  show(seq: number | undefined): void {
    if (!this.isOpen || seq === undefined || seq === this.wanted) return;
    this.wanted = seq;
    this.host.request('detail', { seq }).then(
      (line) => {
        if (seq !== this.wanted) return;
        this.line = line ?? undefined;
        this.changed();
      },
      (error: unknown) => this.fail(error),
    );
  }
}
