// Icons, words and shapes of events: a shape and a word go with each tone, the colour only helps.

import type { EventKind, EventTone } from '../../src/model/eventEntry';

export const kindIcons: Readonly<Record<EventKind | 'log', string>> = {
  container: 'package',
  task: 'tasklist',
  service: 'layers',
  node: 'server',
  network: 'type-hierarchy',
  volume: 'database',
  image: 'file-binary',
  secret: 'key',
  config: 'settings-gear',
  plugin: 'extensions',
  engine: 'vm',
  log: 'output',
  marker: 'bookmark',
  other: 'question',
};

export const toneIcons: Readonly<Record<EventTone, string>> = {
  good: 'pass',
  warning: 'warning',
  bad: 'error',
  idle: 'circle-small',
};

/** For who hears the list; what is idle needs no word. */
export const toneWords: Readonly<Record<EventTone, string>> = {
  good: 'good',
  warning: 'warning',
  bad: 'problem',
  idle: '',
};

/** Actions as people say them; Docker's own word where that is clear. */
const actionWords: Readonly<Record<string, string>> = {
  health_status: 'health',
  oom: 'out of memory',
  die: 'died',
  destroy: 'removed',
  remove: 'removed',
  exec_create: 'exec created',
  exec_start: 'exec started',
  exec_die: 'exec ended',
  exec_detach: 'exec detached',
  begin: 'known from here on',
  gap: 'gap',
  reconnect: 'reconnected',
  'archive-path': 'file read',
  'extract-to-dir': 'file written',
};

export function actionWord(action: string): string {
  return actionWords[action] ?? action;
}
