// Lines in which nginx and Apache say what went wrong.

import { levelOfWord } from './level';
import { createFields, type FieldValue, type Recognised } from './recognised';

export function webErrorLine(line: string): Recognised | undefined {
  return nginxLine(line) ?? apacheLine(line);
}

/** Form: https://nginx.org/en/docs/ngx_core_module.html#error_log; parts after the message are `name: value`. */
function nginxLine(line: string): Recognised | undefined {
  const [, time = '', level = '', process = '', said] = nginx.exec(line) ?? [];
  if (said === undefined) return undefined;
  const fields = createFields();
  fields.process = process;
  for (const match of said.matchAll(
    /, (client|server|request|upstream|host|referrer|subrequest): (?:"((?:[^"\\]|\\.)*)"|([^,"]{1,500}))/g,
  )) {
    const [, name = '', quoted, bare = ''] = match;
    fields[name] = quoted ?? bare;
  }
  const end = said.search(/, (?:client|server|request|upstream|host): /);
  return { format: 'web', level: levelOfWord(level), time, message: end === -1 ? said : said.slice(0, end), fields };
}

/** Form: https://httpd.apache.org/docs/2.4/mod/core.html#errorlogformat (and that of 2.2, without a module). */
function apacheLine(line: string): Recognised | undefined {
  const [, time = '', word = '', rest] = apache.exec(line) ?? [];
  if (rest === undefined) return undefined;
  const [module, level] = word.includes(':') ? word.split(':') : [undefined, word];
  const fields: Record<string, FieldValue> = createFields();
  if (module) fields.module = module;
  let message = rest;
  for (;;) {
    const part = /^\[(pid|client|remote) ([^\]]{1,100})\] ?/.exec(message);
    if (!part) break;
    const [whole, name = '', value = ''] = part;
    fields[name] = value;
    message = message.slice(whole.length);
  }
  return { format: 'web', level: levelOfWord((level ?? '').replace(/\d$/, '')), time, message, fields };
}

const nginx =
  /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[(debug|info|notice|warn|error|crit|alert|emerg)\] (\d{1,10}#\d{1,10}): (?:\*\d{1,15} )?(.*)$/;
const apache =
  /^\[((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})? \d{4})\] \[((?:\w{0,40}:)?(?:emerg|alert|crit|error|warn|notice|info|debug|trace\d))\] (.*)$/;
