// Arithmetic of IPv4 and IPv6 addresses and subnets: what belongs to what, what overlaps, what is still free.

export type AddressFamily = 4 | 6;

export interface Address {
  readonly family: AddressFamily;
  readonly value: bigint;
}

/** `172.18.0.0/16`, read. */
export interface Cidr {
  readonly family: AddressFamily;
  /** The network's own address: host bits are zero. */
  readonly first: bigint;
  /** Its last address; on IPv4 the broadcast address. */
  readonly last: bigint;
  readonly prefix: number;
  /** As it was written: not the first where host bits were set. */
  readonly written: bigint;
}

/** Undefined for anything that is no address: no leading zeros (which some read as octal), no zone, no port. */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) {
    const value = parseV6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parseV4(text);
  return value === undefined ? undefined : { family: 4, value };
}

/** Undefined where there is no prefix length, or one beyond the family's bits. */
export function parseCidr(text: string): Cidr | undefined {
  const [head = '', tail, ...more] = text.split('/');
  if (tail === undefined || more.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(tail)) return undefined;
  const address = parseAddress(head);
  const prefix = Number(tail);
  return address && prefix <= bitsOf(address.family) ? cidrOf(address, prefix) : undefined;
}

/** The subnet of this size that the address is in. */
export function cidrOf({ family, value }: Address, prefix: number): Cidr {
  const size = 1n << BigInt(bitsOf(family) - prefix);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n, prefix, written: value };
}

/** The usual form; IPv6 as RFC 5952 has it. */
export function formatAddress({ family, value }: Address): string {
  return family === 4 ? groups(value, 4, 8).join('.') : formatV6(groups(value, 8, 16));
}

export function formatCidr({ family, first, prefix }: Cidr): string {
  return `${formatAddress({ family, value: first })}/${prefix}`;
}

export function contains(cidr: Cidr, { family, value }: Address): boolean {
  return cidr.family === family && cidr.first <= value && value <= cidr.last;
}

export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

export function isWithin(inner: Cidr, outer: Cidr): boolean {
  return inner.family === outer.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** The first subnet with this prefix length in the pool that overlaps none of `taken`; undefined when there is none. */
export function freeSubnet(pool: Cidr, prefix: number, taken: readonly Cidr[]): Cidr | undefined {
  if (prefix < pool.prefix || prefix > bitsOf(pool.family)) return undefined;
  const size = 1n << BigInt(bitsOf(pool.family) - prefix);
  for (let value = pool.first; value <= pool.last; ) {
    const candidate = cidrOf({ family: pool.family, value }, prefix);
    const inTheWay = taken.find((one) => overlaps(one, candidate));
    if (!inTheWay) return candidate;
    // Behind what is in the way, so that a pool of millions takes as many steps as there are subnets.
    const next = inTheWay.last > candidate.last ? inTheWay.last + 1n : candidate.last + 1n;
    value = next + ((size - (next % size)) % size);
  }
  return undefined;
}

function bitsOf(family: AddressFamily): number {
  return family === 4 ? 32 : 128;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = words(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? words(halves[1] ?? '', true) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  // `::` stands for at least one group, as inet_pton wants it.
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...new Array<number>(missing).fill(0), ...tail];
  return all.reduce((value, word) => (value << 16n) | BigInt(word), 0n);
}

/** Groups of 16 bits; at the very end of an address two of them may be written as an IPv4 address. */
function words(text: string, atEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const found: number[] = [];
  for (const [at, part] of parts.entries()) {
    if (part.includes('.') && atEnd && at === parts.length - 1) {
      const value = parseV4(part);
      if (value === undefined) return undefined;
      found.push(Number(value >> 16n), Number(value & 0xffffn));
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) found.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return found;
}

function groups(value: bigint, count: number, bits: number): number[] {
  const mask = (1n << BigInt(bits)) - 1n;
  return Array.from({ length: count }, (_, at) => Number((value >> BigInt((count - 1 - at) * bits)) & mask));
}

/** The longest run of two or more zero groups, the first of equal ones, becomes `::`. */
function formatV6(all: readonly number[]): string {
  let best = { at: -1, length: 1 };
  for (let at = 0; at < all.length; at++) {
    let length = 0;
    while (all[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
    if (length > 0) at += length - 1;
  }
  const hex = (part: readonly number[]) => part.map((word) => word.toString(16)).join(':');
  return best.at < 0 ? hex(all) : `${hex(all.slice(0, best.at))}::${hex(all.slice(best.at + best.length))}`;
}
