// Finds the other programs that a text names: URLs, and host:port pairs.

import type { NamedEndpoint } from './containerFacts';

/** Texts longer than this are no address. */
const longest = 4_000;

/** Ports that a scheme stands for, as registered with IANA or by the program's makers. */
const schemePorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  redis: 6379,
  rediss: 6379,
  mongodb: 27017,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  kafka: 9092,
  mqtt: 1883,
  ldap: 389,
  smtp: 25,
  memcached: 11211,
  etcd: 2379,
};

/**
 * Each address that `text` names, without passwords; `from` tells where the text stands. Takes `scheme://user:pw@host:port/…`
 * (also `jdbc:…`), lists of `host:port`, and a bare host where `bareHost` says that the text is one.
 */
export function endpointsIn(text: string, from: string, bareHost = false): NamedEndpoint[] {
  const found: NamedEndpoint[] = [];
  const seen = new Set<string>();
  const add = (host: string, port: number | undefined, scheme: string | undefined) => {
    const key = `${host}:${port ?? ''}`;
    if (host === '' || seen.has(key)) return;
    seen.add(key);
    found.push({
      from,
      host,
      ...(port === undefined ? {} : { port }),
      ...(scheme === undefined ? {} : { scheme }),
    });
  };
  const value = text.slice(0, longest);
  for (const match of value.matchAll(url)) {
    const scheme = match[1]?.toLowerCase();
    for (const part of (match[2] ?? '').replace(/^[^@]*@/, '').split(',')) {
      const [, host = '', port] = /^(\[[\da-f:]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(part) ?? [];
      add(host, portOf(port) ?? schemePorts[scheme ?? ''], scheme);
    }
  }
  if (found.length > 0) return found;
  if (/^[\w.-]+:\d{1,5}(?:,[\w.-]+:\d{1,5})*$/.test(value)) {
    for (const part of value.split(',')) {
      const [host = '', port] = part.split(':');
      // `12:30` is a time, `8000:80` a mapping of ports.
      if (/[a-z]/i.test(host) || /^\d+(?:\.\d+){3}$/.test(host)) add(host, portOf(port), undefined);
    }
  } else if (bareHost && /^[a-z][\w.-]{0,252}$/i.test(value)) {
    add(value, undefined, undefined);
  }
  return found;
}

/** Whether a variable of this name holds a host: `DB_HOST`, `PGHOST`, `REDIS_ADDR`, `KAFKA_BROKER`. */
export function isHostVariable(name: string): boolean {
  return /(?:^|_)(?:host|hostname|addr|address|server|servers|broker|brokers|upstream|endpoint)$|^pghost$|host$/i.test(
    name,
  );
}

/** Whether a variable of this name says where the program itself listens. */
export function isOwnAddress(name: string): boolean {
  return /(?:^|_)(?:bind|listen|listener|advertised?|public|virtual|own|self)(?:_|$)|^host(?:name)?$/i.test(name);
}

function portOf(digits: string | undefined): number | undefined {
  const port = Number(digits ?? Number.NaN);
  return port > 0 && port < 65_536 ? port : undefined;
}

// The authority: up to the first slash, question mark, quote or space.
const url = /\b(?:jdbc:)?([a-z][a-z\d+.-]{1,20}):\/\/([^\s/?#'"<>]{1,500})/gi;
