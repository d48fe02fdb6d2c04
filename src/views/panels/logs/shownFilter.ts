// Turns what a view chose to show of a log into the filter over its buffer.

import type { LogFilter } from '../../../logs/filter/logFilter';
import type { LogFilter as ChosenFilter } from '../../../model/logChoice';
import type { LogSourceInfo } from '../../../protocol/logs';

/** Sources are chosen by name: several of one name, such as the tries of one slot, are hidden together. */
export function shownFilter(chosen: ChosenFilter, sources: readonly LogSourceInfo[]): LogFilter {
  const { text, context, level, unknown, streams, from, until, fields } = chosen;
  const hidden = hiddenSources(chosen, sources);
  return {
    ...(text ? { text: { ...text, before: context, after: context } } : {}),
    ...(level ? { levels: { minimum: level, unknown } } : {}),
    ...(streams === 'all' ? {} : { streams: [streams] }),
    ...(hidden.length > 0 ? { hiddenSources: hidden } : {}),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { to: until }),
    ...(fields.length > 0
      ? {
          fields: fields.map(({ path, value, not }) => ({
            path,
            op: not ? ('!=' as const) : ('=' as const),
            value,
          })),
        }
      : {}),
  };
}

export function hiddenSources({ hidden }: ChosenFilter, sources: readonly LogSourceInfo[]): number[] {
  return sources.flatMap(({ name }, i) => (hidden.includes(name) ? [i] : []));
}
