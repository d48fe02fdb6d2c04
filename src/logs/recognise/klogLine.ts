// Lines as glog and klog write, and so everything of Kubernetes: `I0102 15:04:05.123456    1 file.go:12] message`.
// Form: https://pkg.go.dev/k8s.io/klog/v2 (header), https://github.com/google/glog (with a year)

import type { LogLevel } from '../../model/logLevel';
import { trailingPairs } from './logfmtLine';
import { createFields, type Recognised } from './recognised';

export function klogLine(line: string): Recognised | undefined {
  const [, letter = '', day = '', clock = '', thread = '', place = '', said = ''] = header.exec(line) ?? [];
  const level = levels[letter];
  if (level === undefined) return undefined;
  // Structured: `"what happened" pod="a/b" err="…"`.
  const [, quoted, rest = ''] = /^"((?:[^"\\]|\\.)*)"(.*)$/.exec(said) ?? [];
  const pairs = quoted === undefined ? undefined : trailingPairs(rest);
  return {
    format: 'klog',
    level,
    time: `${day} ${clock}`,
    message: quoted === undefined ? said : quoted.replace(/\\(.)/g, '$1'),
    fields: Object.assign(createFields(), pairs?.fields, { source: place, thread }),
  };
}

const header =
  /^([IWEF])((?:\d{4})?\d{4}) (\d\d:\d\d:\d\d\.\d{1,9}) {1,8}(\d{1,10}) ([^\s\]:]{1,200}:\d{1,7})\] ?(.*)$/;

const levels: Readonly<Record<string, LogLevel>> = { I: 'info', W: 'warn', E: 'error', F: 'fatal' };
