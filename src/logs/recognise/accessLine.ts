// Lines in which a web server tells of one request: its status says how it went.

import type { LogLevel } from '../../model/logLevel';
import { createFields, type Recognised, type Wanted } from './recognised';

export function accessLine(line: string, wanted: Wanted): Recognised | undefined {
  for (const { pattern } of forms) {
    const groups = pattern.exec(line)?.groups;
    if (!groups) continue;
    const level = levelOfStatus(Number(groups.status));
    if (wanted === 'level') return { format: 'web', level, message: line };
    const fields = createFields();
    for (const [name, value] of Object.entries(groups)) {
      if (value !== undefined && value !== '-' && name !== 'time') {
        fields[name] = numbers.has(name) && /^\d{1,15}$/.test(value) ? Number(value) : value;
      }
    }
    const request = [groups.method, groups.path].filter((part) => part !== undefined).join(' ');
    return {
      ...{ format: 'web', level },
      ...(groups.time === undefined ? {} : { time: groups.time }),
      message: `${request === '' ? (groups.request ?? '') : request} ${groups.status}`.trim(),
      fields,
    };
  }
  return undefined;
}

/** A request that failed by the server's fault is an error, by the client's a warning. */
export function levelOfStatus(status: number): LogLevel {
  if (status >= 500 && status < 600) return 'error';
  if (status >= 400) return status < 500 ? 'warn' : 'unknown';
  return status >= 100 ? 'info' : 'unknown';
}

const numbers = new Set(['status', 'bytes']);

const method = '(?<method>GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PROPFIND|PRI)';
// A client may send anything for a request, so the quoted form need not be one.
const request = String.raw`"(?:${method} (?<path>\S{1,4000})(?: (?<protocol>HTTP\/[\d.]{1,5}))?|(?<request>(?:[^"\\]|\\.){0,4000}))"`;
const status = String.raw`(?<status>[1-5]\d\d)`;
const bytes = String.raw`(?<bytes>\d{1,15}|-)`;

const forms: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    // https://httpd.apache.org/docs/2.4/logs.html#accesslog, also nginx, Traefik, Werkzeug; a virtual host may stand first.
    name: 'common and combined log format',
    pattern: new RegExp(
      String.raw`^(?:(?<vhost>[\w.-]{1,200}:\d{1,5}) )?(?<client>[\w.:%-]{1,100}) (?<ident>\S{1,100}) (?<user>\S{1,200}) \[(?<time>\d\d\/[A-Z][a-z]{2}\/\d{4}[: ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: [+-]\d{4})?)\] ${request} ${status} ${bytes}(?: "(?<referrer>(?:[^"\\]|\\.){0,4000})" "(?<agent>(?:[^"\\]|\\.){0,4000})")?`,
    ),
  },
  {
    // https://docs.djangoproject.com/en/stable/ref/django-admin/#runserver
    name: 'Django runserver',
    pattern: new RegExp(
      String.raw`^\[(?<time>\d\d\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d)\] ${request} ${status} ${bytes}$`,
    ),
  },
  {
    // https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage
    name: 'Envoy',
    pattern: new RegExp(String.raw`^\[(?<time>\d{4}-\d\d-\d\dT[\d:.]{8,18}Z)\] ${request} ${status} \S`),
  },
  {
    // https://docs.haproxy.org/2.8/configuration.html#8.2.3
    name: 'HAProxy HTTP log',
    pattern: new RegExp(
      String.raw`^(?<client>[\w.:]{3,60}) \[(?<time>\d\d\/[A-Z][a-z]{2}\/\d{4}:[\d:.]{8,15})\] (?<frontend>\S{1,100}) (?<backend>[^\s\/]{1,100})\/(?<server>\S{1,100}) [\d/+-]{5,60} ${status} \+?${bytes} .{0,4000}${request}`,
    ),
  },
  {
    // https://github.com/expressjs/morgan#predefined-formats
    name: 'morgan dev and tiny',
    pattern: new RegExp(
      String.raw`^${method} (?<path>\S{1,4000}) ${status} (?:(?<ms>[\d.]{1,15}|-) ms - ${bytes}|(?<length>\d{1,15}|-) - (?<took>[\d.]{1,15}) ms)$`,
    ),
  },
  {
    // https://github.com/gin-gonic/gin, logger.go
    name: 'Gin',
    pattern: new RegExp(
      String.raw`^\[GIN\] (?<time>\d{4}\/\d\d\/\d\d - \d\d:\d\d:\d\d) \|\s{0,4}${status}\s{0,4}\|\s{0,20}(?<took>\S{1,30})\s{0,4}\|\s{0,40}(?<client>[\w.:]{2,60})\s{0,4}\|\s{0,4}${method}\s{1,10}"?(?<path>[^\s"]{1,4000})"?`,
    ),
  },
  {
    // https://www.uvicorn.org
    name: 'uvicorn',
    pattern: new RegExp(String.raw`^INFO:\s{1,8}(?<client>[\w.:]{2,60}) - ${request} ${status}(?: |$)`),
  },
];
