// One line of GET /events → EngineEvent.

import type { EngineEvent } from '../../model/engineEvent';
import { labels, present, raw, text } from './read';

/** The line as an event; undefined where it is JSON but names no object. Throws a `SyntaxError` where it is not JSON. */
export function eventRecord(line: string): EngineEvent | undefined {
  const event = raw(JSON.parse(line));
  const actor = raw(event.Actor);
  const attributes = labels(actor.Attributes);
  // Before API 1.22 an event has `status`, `id` and `from` only, and is always a container's.
  const words = text(event.Action) ?? text(event.status);
  const id = text(actor.ID) ?? text(event.id);
  if (words === undefined || id === undefined) return undefined;
  const colon = words.indexOf(':');
  const action = colon < 0 ? words : words.slice(0, colon);
  // Podman puts the health beside the action, not behind it.
  const detail = colon < 0 ? text(attributes.health_status) : text(words.slice(colon + 1).trim());
  return {
    type: text(event.Type) ?? 'container',
    action,
    id,
    scope: event.scope === 'swarm' ? 'swarm' : 'local',
    timeNano: nanoseconds(line, event.time),
    attributes,
    ...present({ detail, name: text(attributes.name) }),
  };
}

/**
 * `timeNano` passes 2^53, and `JSON.parse` would round it to a multiple of 256 ns: two events could swap places and
 * `since` would repeat or skip one. So its digits are taken from the text. It is the line's last member, and inside a
 * string value its quotes would be escaped, so the last bare match is the right one.
 */
function nanoseconds(line: string, seconds: unknown): string {
  const at = line.lastIndexOf('"timeNano":');
  const match = at < 0 ? null : /^"timeNano":\s*(\d{1,25})/.exec(line.slice(at, at + 48));
  if (match?.[1] !== undefined) return match[1];
  const whole = text(seconds);
  return whole !== undefined && /^\d{1,12}$/.test(whole) ? `${whole}000000000` : '0';
}
