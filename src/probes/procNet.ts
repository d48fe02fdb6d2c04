// Reads /proc/net/tcp and tcp6: which sockets listen. Format: Documentation/networking/proc_net_tcp.rst of the kernel.

import type { ListeningSocket } from '../model/dossier/probeFacts';

/** TCP_LISTEN of include/net/tcp_states.h. */
const listenState = '0A';
/** The resolver that Docker puts into user-defined networks (libnetwork, resolver.go): not the container's own. */
const dockerResolver = '127.0.0.11';

/**
 * Takes one table or both, one after the other. Addresses are words of 32 bits in the byte order of the machine:
 * `littleEndian` says which. Lines of another form are passed over. Sorted by port; Docker's resolver is left out.
 */
export function listeningSockets(tables: string, littleEndian = true): readonly ListeningSocket[] {
  const found = new Map<string, ListeningSocket>();
  for (const line of tables.split('\n')) {
    const socket = socketOf(line, littleEndian);
    if (socket !== undefined && socket.address !== dockerResolver)
      found.set(`${socket.protocol} ${socket.address} ${socket.port}`, socket);
  }
  return [...found.values()].sort((a, b) => a.port - b.port || (a.address < b.address ? -1 : 1));
}

/** Whether this is what the kernel writes at all, as the title of its table tells. */
export function isSocketTable(text: string): boolean {
  return /\bsl\s+local_address\b/.test(text);
}

// `0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000 …`: the uid stands behind the retransmits.
const row =
  /^\s*\d+:\s+([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4})\s+[\dA-F]+:[\dA-F]{4}\s+([\dA-F]{2})(?:\s+[\dA-F]+:[\dA-F]+\s+[\dA-F]+:[\dA-F]+\s+[\dA-F]+\s+(\d+))?/i;

function socketOf(line: string, littleEndian: boolean): ListeningSocket | undefined {
  const [, address = '', port = '', state = '', uid] = row.exec(line.slice(0, 400)) ?? [];
  if (state.toUpperCase() !== listenState) return undefined;
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) => wordBytes(word, littleEndian));
  return {
    ...(bytes.length === 4
      ? { protocol: 'tcp' as const, address: bytes.join('.') }
      : { protocol: 'tcp6' as const, address: ipv6Words(bytes) }),
    port: Number.parseInt(port, 16),
    ...(uid === undefined ? {} : { uid: Number(uid) }),
  };
}

function wordBytes(word: string, littleEndian: boolean): number[] {
  const bytes = (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  return littleEndian ? bytes.reverse() : bytes;
}

/** RFC 5952: the longest run of zeros becomes `::`; a mapped IPv4 address keeps its dots. */
function ipv6Words(bytes: readonly number[]): string {
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255)
    return `::ffff:${bytes.slice(12).join('.')}`;
  const groups = Array.from({ length: 8 }, (_, at) => (bytes[2 * at] ?? 0) * 256 + (bytes[2 * at + 1] ?? 0));
  let longest = { at: 0, length: 0 };
  for (let at = 0; at < 8; at++) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length++;
    if (length > longest.length) longest = { at, length };
  }
  const hex = (some: readonly number[]) => some.map((group) => group.toString(16)).join(':');
  if (longest.length < 2) return hex(groups);
  return `${hex(groups.slice(0, longest.at))}::${hex(groups.slice(longest.at + longest.length))}`;
}
