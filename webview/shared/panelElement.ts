// What every panel's root element does: the handshake, the header, the bars for gaps, and the place for the panel itself.

import { html, LitElement, type TemplateResult } from 'lit';
import type { Gap } from '../../src/model/gap';
import type { PanelCommand, PanelContract, PanelHeader } from '../../src/protocol/panel';
import { headerView } from './headerView';
import type { Host } from './hostRpc';
import { HostError } from './hostRpc';
import { barView, failedView, loadingView } from './stateViews';

/** Ages in the header move on by themselves. */
const ageEveryMs = 5000;

/** Renders into the page itself: one style sheet, and one tree for screen readers and tests. */
export abstract class PanelElement<C extends PanelContract> extends LitElement {
  static override properties = { header: { state: true }, failure: { state: true } };
  declare protected header: PanelHeader | undefined;
  /** Why the panel could not even begin. */
  declare protected failure: { readonly message: string; readonly next?: string } | undefined;

  constructor(protected readonly host: Host<C>) {
    super();
  }

  /** Asks the host for what the panel starts with; called once the host listens. */
  protected abstract start(): Promise<void>;
  protected abstract body(): TemplateResult;
  /** What of the view's look is worth keeping over a reload. */
  protected look(): Readonly<Record<string, unknown>> {
    return {};
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.host.on('header', (header: PanelHeader) => {
      this.header = header;
    });
    setInterval(() => this.requestUpdate(), ageEveryMs);
    window.addEventListener('keydown', (event) => this.onFindKey(event));
    void this.begin();
  }

  protected save(): void {
    if (this.header) this.host.save(this.header.target, this.look());
  }

  protected fail(error: unknown): void {
    const next = error instanceof HostError ? error.next : undefined;
    this.failure = { message: error instanceof Error ? error.message : String(error), ...(next ? { next } : {}) };
  }

  protected override render(): TemplateResult {
    if (this.failure) return failedView(this.failure, () => void this.begin());
    if (!this.header) return loadingView('Waiting for the extension');
    return html`
      ${headerView(this.header, (command) => void this.runCommand(command))}
      ${this.header.gaps.map((gap) => barView('warning', gap.message, this.wayOut(gap)))}
      <main class="body">${this.body()}</main>
    `;
  }

  protected async retry(): Promise<void> {
    await this.ask(() => this.host.request('retry', null));
  }

  /** Of a node that was not reached, the engine may be by now; where no way is known there is nothing to try. */
  private wayOut({ reason }: Gap): { label: string; run: () => void } | undefined {
    return reason === 'otherNode' ? { label: 'Try Again', run: () => void this.retry() } : undefined;
  }

  private async begin(): Promise<void> {
    this.failure = undefined;
    try {
      this.header = await this.host.request('ready', null);
      // From now on a reload finds the object; what was saved before is only replaced once it has been taken up.
      if (Object.keys(this.host.saved).length === 0) this.save();
      await this.start();
    } catch (error) {
      this.fail(error);
    }
  }

  /**
   * Ctrl+F goes to the panel's own search, as in an editor; a panel without one leaves the key to VS Code. VS Code itself has
   * called `preventDefault` by now, so that says nothing.
   */
  private onFindKey(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'f') return;
    const field = this.querySelector<HTMLElement & { readonly control?: HTMLInputElement }>('.find');
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.control?.select();
  }

  private async runCommand(command: PanelCommand): Promise<void> {
    await this.ask(() => this.host.request('runCommand', { command }));
  }

  private async ask(request: () => Promise<unknown>): Promise<void> {
    try {
      await request();
    } catch (error) {
      this.fail(error);
    }
  }
}
