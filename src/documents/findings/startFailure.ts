// What the screen says of a start that the engine refused → the cause that a diagnosis would name, so that it has its place.

import type { Finding, FindingData } from '../../model/finding';

/** Any other finding is itself. The engine's words are quoted in its evidence; its code tells what they mean. */
export function startFailure(finding: Finding): Finding {
  if (finding.rule !== 'container-start-failed' || finding.code === undefined) return finding;
  const meaning = Object.hasOwn(meanings, finding.code) ? meanings[finding.code] : undefined;
  const words = finding.evidence.find(({ path }) => path === 'State.Error')?.excerpt;
  if (meaning === undefined || words === undefined) return finding;
  const found = meaning.pattern?.exec(words)?.groups ?? {};
  const data: FindingData = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  return { ...finding, rule: meaning.rule, data };
}

interface Meaning {
  readonly rule: string;
  readonly pattern?: RegExp;
}

/** By catalogue code. Wordings of Engine 20.10 to 28, of runc and of crun. */
const meanings: Readonly<Record<string, Meaning>> = {
  A01: { rule: 'command-not-found' },
  A02: { rule: 'command-path-missing' },
  A03: {
    rule: 'entrypoint-not-executable',
    pattern: /(?:exec: "|the path `)(?<path>[^"`]{1,300})["`](?:: permission denied| exists but)/i,
  },
  A06: { rule: 'port-already-allocated', pattern: /:(?<port>\d{1,5}) failed: port is already allocated/i },
  A07: { rule: 'host-port-in-use-by-process', pattern: /(?:listen \w+|host port) \S{0,80}?:(?<port>\d{1,5})\b/i },
  A09: { rule: 'bind-source-missing', pattern: /source path (?:does not exist|not found):?\s*(?<path>[^\s,]{1,400})/i },
  A10: {
    rule: 'mount-directory-onto-file',
    pattern: /(?:to rootfs at "|mount `[^`]{1,400}` to `)(?<target>[^"`]{1,400})["`]/i,
  },
  A14: { rule: 'network-not-found', pattern: /network (?<network>\S{1,200}) not found/i },
  A11: { rule: 'image-not-found' },
  A17: { rule: 'user-not-found' },
  A20: { rule: 'log-driver-not-found' },
};
