// The time popover: what is read from the engine, which span of it is shown, and a jump to one moment.

import { html, type TemplateResult } from 'lit';
import type { LogReading } from '../../src/protocol/logs';
import { choice } from '../shared/choice';
import type { LogsDoor } from './logsPopovers';
import { parseTime, timeText } from './timeInput';

const tails: readonly (number | 'all')[] = [100, 1000, 10_000, 100_000, 'all'];
const ages: readonly (readonly [string, string])[] = [
  ['', 'from any time'],
  ['5m', 'of the last 5 min'],
  ['15m', 'of the last 15 min'],
  ['1h', 'of the last hour'],
  ['6h', 'of the last 6 hours'],
  ['24h', 'of the last 24 hours'],
  ['7d', 'of the last 7 days'],
];

export function timeBody(door: LogsDoor): TemplateResult {
  const { reading, look } = door;
  const now = new Date();
  const { tail, since = '', until = '' } = reading;
  const known = ages.some(([age]) => age === since);
  const read = (change: { tail?: number | 'all'; since?: string; until?: string }) => {
    const next = { tail, since, until, ...change };
    door.setReading(readingOf(next));
  };
  return html`<fieldset>
      <legend>Read from the engine</legend>
      ${choice(
        'Lines to read from the engine',
        String(tail),
        (tails.includes(tail) ? tails : [tail, ...tails]).map((one) => [
          String(one),
          one === 'all' ? 'all lines' : `last ${one.toLocaleString()}`,
        ]),
        (value) => read({ tail: value === 'all' ? 'all' : Number(value) }),
      )}
      ${choice(
        'How far back to read',
        since,
        known ? ages : [[since, `since ${timeText(since, now)}`], ...ages],
        (value) => read({ since: value }),
      )}
      ${timeField('since', 'Since a moment', known ? '' : timeText(since, now), (at) => read({ since: at ?? '' }))}
      ${timeField('until', 'Until a moment; nothing is followed then', until && timeText(until, now), (at) => read({ until: at ?? '' }))}
    </fieldset>
    <fieldset>
      <legend>Show only</legend>
      ${timeField('from', 'Lines from this moment on', look.filter.from && timeText(look.filter.from, now), (at) => door.setFilter({ from: at ?? null }))}
      ${timeField('to', 'Lines up to this moment', look.filter.until && timeText(look.filter.until, now), (at) => door.setFilter({ until: at ?? null }))}
    </fieldset>
    <fieldset>
      <legend>Go to</legend>
      ${timeField('jump', 'Go to this moment', '', (at) => {
        if (at === undefined) return;
        door.close();
        door.jumpTo(at);
      })}
    </fieldset>
    <p class="quiet note">For example 21:14, 21:14:03, 2026-01-31 08:00, or 15m for 15 minutes ago.</p>`;
}

function readingOf({ tail, since, until }: { tail: number | 'all'; since: string; until: string }): LogReading {
  return { tail, ...(since === '' ? {} : { since }), ...(until === '' ? {} : { until }) };
}

/** Takes effect with Enter, or when it is left; a text that is no time is marked. */
function timeField(
  name: string,
  label: string,
  value: string | null,
  set: (at: string | undefined) => void,
): TemplateResult {
  const before = value ?? '';
  const take = (field: HTMLInputElement) => {
    const text = field.value.trim();
    const at = text === '' ? undefined : parseTime(text, new Date());
    const isWrong = text !== '' && at === undefined;
    field.classList.toggle('invalid', isWrong);
    field.setAttribute('aria-invalid', String(isWrong));
    if (!isWrong && text !== before) set(at);
  };
  return html`<div class="time-field">
    <span aria-hidden="true">${name === 'jump' ? 'at' : name}</span>
    <vscode-text-field
      name=${name}
      placeholder="time"
      aria-label=${label}
      title=${label}
      .value=${before}
      @change=${(event: Event) => name !== 'jump' && take(event.target as HTMLInputElement)}
      @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && take(event.target as HTMLInputElement)}
    ></vscode-text-field>
  </div>`;
}
