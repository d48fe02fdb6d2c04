// The forms of what lets an engine into a swarm, checked before anything is asked of an engine.

/** What a pasted `docker swarm join --token … host:port` holds. */
export interface JoinCommand {
  readonly token: string;
  readonly address?: string;
}

/**
 * `SWMTKN-1-digest-secret`, or `SWMTKN-2-0|1-digest-secret` for engines in FIPS mode, with 50 and 25 digits in base 36
 * (swarmkit, ca.ParseJoinToken). Undefined: it has the form. The sentence repeats nothing of the text.
 */
export function joinTokenTrouble(text: string): string | undefined {
  if (text === '') return 'Enter the join token.';
  if (unlockKey.test(text)) return 'This is an unlock key. A join token begins with SWMTKN-.';
  if (!text.startsWith('SWMTKN-')) return 'A join token begins with SWMTKN-.';
  if (joinToken.test(text)) return undefined;
  const [, version, ...rest] = text.split('-');
  const [digest = '', secret = ''] = rest.slice(version === '2' ? 1 : 0);
  if (version === '1' || version === '2') {
    if (digest.length !== 50)
      return `The join token is not whole: its third part has ${digest.length} of 50 characters.`;
    if (secret.length !== 25)
      return `The join token is not whole: its last part has ${secret.length} of 25 characters.`;
  }
  return 'The join token is malformed: copy it again, with all its parts.';
}

/** `SWMKEY-1-` and 32 bytes in base 64 without padding (swarmkit, manager/encryption). Undefined: it has the form. */
export function unlockKeyTrouble(text: string): string | undefined {
  if (text === '') return 'Enter the unlock key.';
  if (text.startsWith('SWMTKN-')) return 'This is a join token. An unlock key begins with SWMKEY-1-.';
  if (!text.startsWith('SWMKEY-1-')) return 'An unlock key begins with SWMKEY-1-.';
  return unlockKey.test(text) ? undefined : 'The unlock key is not whole: after SWMKEY-1- come 43 characters.';
}

/** A token alone, or the whole command that a manager shows, as it is pasted. */
export function parseJoinCommand(text: string): JoinCommand {
  const words = text.trim().replaceAll('\\\n', ' ').split(/\s+/);
  const token = words.find((word) => /(^|=)SWMTKN-/.test(word))?.replace(/^.*?=(?=SWMTKN-)/, '');
  if (token === undefined || words.length === 1) return { token: token ?? text.trim() };
  const last = words.at(-1);
  return last === undefined || last.includes('SWMTKN-') || last.startsWith('-') ? { token } : { token, address: last };
}

const joinToken = /^SWMTKN-(1|2-[01])-[0-9a-z]{50}-[0-9a-z]{25}$/;
const unlockKey = /^SWMKEY-1-[A-Za-z0-9+/]{43}$/;
