// The detail pane: one line in full, wrapped where wanted, with its fields as a tree.

import { html, nothing, type TemplateResult } from 'lit';
import type { LogDetail, LogSourceInfo } from '../../src/protocol/logs';
import { iconButton, toggleButton } from '../shared/iconButton';
import { fullTime } from '../shared/localTime';
import type { FieldActions } from './fieldsTree';
import { sourceTitle } from './logRowView';

export interface LogDetailDoor extends FieldActions {
  readonly wrap: boolean;
  readonly sources: readonly LogSourceInfo[];
  /** Without colour escapes. */
  readonly selection: string;
  setWrap(wrap: boolean): void;
  /** Of what is marked with the mouse. */
  highlight(): void;
  close(): void;
}

export function logDetailView(detail: LogDetail | undefined, door: LogDetailDoor): TemplateResult {
  const line = detail?.type === 'line' ? detail : undefined;
  const source = line && door.sources[line.source];
  return html`<aside
    class="detail"
    role="region"
    aria-label="The line in full"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      door.close();
    }}
  >
    <div class="detail-head">
      ${line ? html`<span class="level level-${line.level}">${line.level === 'unknown' ? 'no level' : line.level.toUpperCase()}</span>` : nothing}
      ${detail?.time ? html`<span class="quiet" title=${detail.time}>${fullTime(detail.time).split('\n')[0]}</span>` : nothing}
      ${source ? html`<span class="quiet origin">${sourceTitle(source)}</span>` : nothing}
      ${line ? html`<span class="quiet">${[line.stream, ...(line.format ? [line.format] : []), ...(line.ownTime ? [`says ${line.ownTime}`] : [])].join(' · ')}</span>` : nothing}
      <span class="spacer"></span>
      ${door.selection !== '' ? iconButton('paintcan', 'Highlight the selected text', door.highlight) : nothing}
      ${toggleButton('word-wrap', 'Wrap', door.wrap, () => door.setWrap(!door.wrap))}
      ${detail ? iconButton('copy', 'Copy the line', () => door.copy(detail.text)) : nothing}
      ${iconButton('close', 'Close', door.close)}
    </div>
    <div class="detail-body" tabindex="0" aria-label="Text">
      ${detail ? contentView(detail, door) : html`<p class="quiet">This line is not kept any more.</p>`}
    </div>
  </aside>`;
}

function contentView(detail: LogDetail, door: LogDetailDoor): TemplateResult {
  return html`<pre class="detail-text ${door.wrap ? 'wrap' : ''}">${detail.text}${
    detail.cut ? html`<span class="cut"> … ${detail.cut.toLocaleString()} more characters</span>` : nothing
  }</pre>
  ${detail.type === 'line' && detail.fields ? html`<dockhound-fields .json=${detail.fields} .actions=${door}></dockhound-fields>` : nothing}`;
}
