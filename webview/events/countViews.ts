// How many events there are and are not, in words: the line below the list, and what stands in its place when it is empty.

import { html, type TemplateResult } from 'lit';
import type { EventExtent, EventsState } from '../../src/protocol/events';
import { emptyView, loadingView } from '../shared/stateViews';

/** `shown`: rows in the list. */
export function countWords(
  { all, noise, filtered, dropped }: EventExtent,
  shown: number,
  withNoise: boolean,
  paused: boolean,
): readonly string[] {
  return [
    `${shown.toLocaleString()} ${shown === 1 ? 'event' : 'events'}`,
    ...(filtered > shown && !paused ? [`${(filtered - shown).toLocaleString()} at other times`] : []),
    ...(all > filtered ? [`${(all - filtered).toLocaleString()} filtered out`] : []),
    ...(noise > 0 && !withNoise ? [`${noise.toLocaleString()} exec and attach hidden`] : []),
    ...(dropped > 0 ? [`${dropped.toLocaleString()} older dropped`] : []),
  ];
}

/** Why the list is empty, and what to do. */
export function noEvents(
  { all, noise, filtered }: EventExtent,
  state: EventsState,
  withNoise: boolean,
): TemplateResult {
  if (all + noise === 0) {
    if (state.type === 'loading') return loadingView('Reading what the engine remembers');
    const next = 'What happens from now on appears here by itself.';
    return emptyView({ why: 'Nothing is known to have happened yet.', next });
  }
  if (filtered > 0) {
    const next = 'Press 0 on the timeline, or choose all time.';
    return emptyView({ why: `Nothing in this time; ${filtered.toLocaleString()} at other times.`, next });
  }
  const why =
    all > 0 ? `None of ${all.toLocaleString()} events passes the filter.` : 'Nothing but exec, attach and the like.';
  const next =
    noise > 0 && !withNoise ? `${noise.toLocaleString()} of exec, attach and the like are hidden.` : undefined;
  return emptyView({ why, next });
}

/** `live`: the newest is in sight, and what comes will be. */
export function statusLine(words: readonly string[], live: boolean, toNow: () => void): TemplateResult {
  return html`<footer class="status-line">
    <span role="status">${words.join(' · ')}</span>
    <span class="spacer"></span>
    <vscode-button appearance="icon" class="newest" ?disabled=${live} @click=${toNow}>
      <div class="action"><span class="codicon codicon-fold-down" aria-hidden="true"></span>now</div>
    </vscode-button>
  </footer>`;
}
