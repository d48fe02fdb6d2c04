// The sources of a feed as its rows name them: by number, which never means another one.

import type { LogSourceInfo } from '../../protocol/logs';

/** More are never told apart: a panel left open for weeks must not gather names without end. */
const mostSources = 4000;

export interface SourceTable {
  /** The number of this key's source; what is known of it is told anew where it has changed. */
  number(key: string, info: LogSourceInfo): number;
}

export function sourceTable(tell: (sources: readonly LogSourceInfo[]) => void): SourceTable {
  const numbers = new Map<string, number>();
  const infos: LogSourceInfo[] = [];
  let telling = false;

  // Two hundred tasks at once are one notice.
  function tellSoon(): void {
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      tell([...infos]);
    });
  }

  return {
    number(key, info) {
      const known = numbers.get(key);
      if (known !== undefined) {
        if (JSON.stringify(infos[known]) !== JSON.stringify(info)) {
          infos[known] = info;
          tellSoon();
        }
        return known;
      }
      if (infos.length > mostSources) return mostSources;
      const { of } = info;
      const next = infos.length === mostSources ? { name: 'others', ...(of ? { of } : {}) } : info;
      infos.push(next);
      if (infos.length <= mostSources) numbers.set(key, infos.length - 1);
      tellSoon();
      return infos.length - 1;
    },
  };
}
