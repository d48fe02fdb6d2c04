// Takes secrets out of what an engine says of an object, before anybody sees it.

export interface Masked<T> {
  /** A copy with the secrets replaced; what holds none is taken over as it is. */
  readonly value: T;
  /** Where something was masked, for example `Config.Env[3]`. */
  readonly paths: readonly string[];
}

/** Says nothing of the secret, not even its length. */
export const mask = '••••••';

/**
 * Masks, anywhere in JSON data: values of `NAME=value` texts and of members whose name speaks of a secret, the argument
 * behind such an option, passwords in URLs, private keys, and swarm's tokens and keys. Names that only point to a secret
 * (`…_FILE`, `SecretID`) or are public (`GPG_KEY`, `PUBLIC_KEY`) keep their values.
 */
export function maskSecrets<T>(value: T): Masked<T> {
  const paths: string[] = [];
  return { value: walk(value, '', 0, paths) as T, paths };
}

/** Whether a variable, label or option of this name holds a secret, rather than naming where one is. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (pointers.has(last) || publicNames.test(words.join('_'))) return false;
  if (words.some((word) => strong.test(word))) return true;
  return endings.has(last) || words.some((word) => word === 'pass');
}

/** Within a word, since names are often written together: `PGPASSWORD`, `apikey`. */
const strong =
  /passw(or)?d|passphrase|secret|token|credential|(api|access|private|signing|encryption|account|master|unlock)key/;
/** Weak words count only at the end: `REDIS_AUTH`, `DB_PASS`, `STRIPE_KEY`; not `AUTH_TYPE` or `KEY_PREFIX`. */
const endings: ReadonlySet<string> = new Set([
  'key',
  'keys',
  'auth',
  'authorization',
  'pass',
  'pw',
  'pwd',
  'creds',
  'cred',
]);
/** What ends so tells about a secret or points to it. */
const pointers: ReadonlySet<string> = new Set(
  'file files path dir directory id ids name names type mode length size ttl expiry expires expiration timeout interval url uri issuer audience enabled required policy algorithm version count header limit method'.split(
    ' ',
  ),
);
/** Public by their nature, or not what the word says: `PWD` is a folder, a Python image's `GPG_KEY` a fingerprint. */
const publicNames = /(^|_)(gpg_keys?|public_?keys?|pub_?key|host_?key|sort_key|partition_key|primary_key)$|^(old)?pwd$/;

function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2');
  return spaced
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** Engines nest a dozen levels; beyond this nothing is looked into, so nothing is shown. */
const maxDepth = 100;

function walk(value: unknown, path: string, depth: number, paths: string[]): unknown {
  if (typeof value === 'string') return note(value, maskText(value), path, paths);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return note(value, mask, path, paths);
  if (Array.isArray(value)) {
    return value.map((item, at) => {
      const own = `${path}[${at}]`;
      return isArgumentOfSecret(value[at - 1], item) ? note(item, mask, own, paths) : walk(item, own, depth + 1, paths);
    });
  }
  // `fromEntries` keeps a member named `__proto__` a member.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const own = memberPath(path, key);
      const isSecret = typeof item === 'string' && item !== '' && (isSecretName(key) || isJoinToken(path, key));
      return [key, isSecret ? note(item, mask, own, paths) : walk(item, own, depth + 1, paths)];
    }),
  );
}

function note(before: unknown, after: unknown, path: string, paths: string[]): unknown {
  if (before !== after) paths.push(path);
  return after;
}

/** `--password`, `x` as two arguments. */
function isArgumentOfSecret(before: unknown, item: unknown): boolean {
  if (typeof before !== 'string' || typeof item !== 'string' || item === '' || item.startsWith('-')) return false;
  return /^--?[\w-]+$/.test(before) && isSecretName(before);
}

function isJoinToken(path: string, key: string): boolean {
  return /(^|\.)JoinTokens$/.test(path) && (key === 'Worker' || key === 'Manager');
}

function memberPath(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** The repetitions are bounded, so that a huge text takes no more than its length. */
function maskText(text: string): string {
  const assignment = /^(-{0,2}[\w.-]{1,200})=([\s\S]+)$/.exec(text);
  if (assignment?.[1] !== undefined && isSecretName(assignment[1])) return `${assignment[1]}=${mask}`;
  if (!/[@=-]/.test(text)) return text;
  return text
    .replace(/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, mask)
    .replace(/\bSWM(TKN|KEY)-1-[\w+/=-]+/g, mask)
    .replace(/\b([a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@?#]{0,200}):[^\s/@]{1,500}@/gi, `$1:${mask}@`)
    .replace(/([A-Za-z][\w.-]{0,60})=("[^"]*"|'[^']*'|[^\s;&,"']+)/g, (whole, name: string) =>
      isSecretName(name) ? `${name}=${mask}` : whole,
    );
}
