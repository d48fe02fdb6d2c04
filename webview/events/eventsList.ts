// The list of events, and beside it what is known of the one that was opened.

import { html, nothing, type TemplateResult } from 'lit';
import type { EventRow } from '../../src/protocol/events';
import { detailView } from './detailView';
import type { EventChoice } from './eventChoice';
import { eventRowLabel, eventRowView } from './eventRowView';

export interface EventsList {
  readonly hidden: boolean;
  readonly label: string;
  readonly choice: EventChoice;
  row(position: number): EventRow | undefined;
  /** These rows are in sight. */
  need(from: number, to: number): void;
  followed(following: boolean): void;
}

export function eventsList(view: EventsList): TemplateResult {
  const { choice } = view;
  return html`<div class="events-list" ?hidden=${view.hidden}>
    <dockhound-rows
      .label=${view.label}
      .rowView=${(position: number) => {
        const row = view.row(position);
        return row && eventRowView(row);
      }}
      .gridRow=${(position: number) => {
        const row = view.row(position);
        return row && { label: eventRowLabel(row) };
      }}
      @range=${(event: CustomEvent<{ from: number; to: number }>) => view.need(event.detail.from, event.detail.to)}
      @follow=${(event: CustomEvent<boolean>) => view.followed(event.detail)}
      @current=${(event: CustomEvent<number | undefined>) => choice.select(event.detail)}
      @dblclick=${() => {
        // The word under the pointer is not what was meant.
        getSelection()?.removeAllRanges();
        void choice.open();
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter') void choice.open();
      }}
    ></dockhound-rows>
    ${
      choice.detail
        ? detailView(choice.detail, { run: (command) => void choice.run(command), close: () => choice.close() })
        : nothing
    }
  </div>`;
}
