// Hides passwords, tokens and keys in what an engine says of an object, before anybody sees it.

import type { PlainJson } from './plainJson';

export interface Masked {
  /** The same JSON with `maskText` in place of each secret (or of the secret part of a text). */
  readonly json: PlainJson;
  /** JSON pointers (RFC 6901) of the values that were changed. */
  readonly masked: readonly string[];
}

export const maskText = '••••••••';

/**
 * Masks by name (environment, labels, options, any key that says password, token, secret, key …), by form (a password in
 * a URL, a token of a known form, a private key) and by place (`--password=…` in a command, a config's data). Names of
 * files that hold a secret, such as `POSTGRES_PASSWORD_FILE`, and ids of secrets are no secrets.
 */
export function maskSecrets(json: PlainJson): Masked {
  const masked: string[] = [];
  const result = walk(json, '', '', masked);
  return { json: result, masked };
}

/** Whether a variable, label or option of this name holds something that must not be seen. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  const whole = words.join('_');
  if (harmlessEndings.has(last) || publicNames.test(whole)) return false;
  if (words.some((word) => secretWords.test(word))) return true;
  return (
    last === 'key' || last === 'keys' || words.some((word, i) => word === 'key' && keyKinds.has(words[i - 1] ?? ''))
  );
}

/** The value at a JSON pointer; undefined where there is none. */
export function atPointer(json: PlainJson, pointer: string): PlainJson | undefined {
  let value: PlainJson | undefined = json;
  for (const part of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Object.hasOwn(value, key) ? (value as { readonly [key: string]: PlainJson })[key] : undefined;
  }
  return value;
}

export function pointerPart(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

const secretWords =
  /^(pass|passwd|password|passwort|passphrase|pwd|pw|secrets?|tokens?|credentials?|creds?|apikey|accesskey|secretkey|privatekey|authkey|pat|jwt|auth|bearer|cookie|dsn|salt|pepper|requirepass|masterauth)$|password|passwd$|passphrase$|secret$|token$|dbpass$|(api|access|secret|private|account|encryption|signing)key$/;
/** Public by nature, or not what the word says: `PWD` is a folder, a Python image's `GPG_KEY` a fingerprint. */
const publicNames =
  /(^|_)(gpg_keys?|public_?keys?|pub_?key|host_key|sort_key|partition_key|primary_key)$|^(old_?)?pwd$/;
const keyKinds = new Set([
  'api',
  'access',
  'secret',
  'private',
  'auth',
  'encryption',
  'signing',
  'master',
  'unlock',
  'account',
  'ca',
  'license',
  'ssh',
]);
/** `…_FILE` names a file, `SecretName` a secret; neither is one. */
const harmlessEndings = new Set([
  'file',
  'path',
  'dir',
  'name',
  'id',
  'ids',
  'enabled',
  'expiry',
  'ttl',
  'type',
  'policy',
  'length',
  'url_file',
  'count',
  'version',
  'user',
  'username',
  'method',
]);

function walk(value: PlainJson, key: string, pointer: string, masked: string[]): PlainJson {
  if (typeof value === 'string') {
    const shown = maskString(value, key, pointer);
    if (shown !== value) masked.push(pointer);
    return shown;
  }
  if (Array.isArray(value))
    return (value as readonly PlainJson[]).map((item, i) => walkItem(value, item, i, key, pointer, masked));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, PlainJson> = {};
  for (const [name, item] of Object.entries(value)) {
    // Not by assignment: a key called __proto__ must stay a key.
    Object.defineProperty(result, name, {
      value: walk(item, name, `${pointer}${pointerPart(name)}`, masked),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

function walkItem(
  list: readonly PlainJson[],
  item: PlainJson,
  i: number,
  key: string,
  pointer: string,
  masked: string[],
): PlainJson {
  const own = `${pointer}${pointerPart(i)}`;
  if (typeof item !== 'string') return walk(item, key, own, masked);
  const before = list[i - 1];
  const named = typeof before === 'string' ? secretFlag(before) : false;
  const shown = named && commandKeys.has(key) ? maskText : maskString(item, key, own);
  if (shown !== item) masked.push(own);
  return shown;
}

const commandKeys = new Set(['Cmd', 'Entrypoint', 'Args', 'Command', 'Test', 'Shell', 'ExecIDs']);

/** `--password secret`: the flag alone says that the next word is one. */
function secretFlag(word: string): boolean {
  return /^--?[\w-]+$/.test(word) && isSecretName(word.replace(/^-+/, ''));
}

function maskString(text: string, key: string, pointer: string): string {
  if (text === '') return text;
  if (key === 'Env' || key === 'Labels') {
    const equals = text.indexOf('=');
    if (equals > 0) {
      const name = text.slice(0, equals);
      const value = text.slice(equals + 1);
      if (value === '') return text;
      return `${name}=${isSecretName(name) ? maskText : maskForms(value)}`;
    }
  }
  // A config's or secret's content; both endpoints have it in the same place.
  if (pointer === '/Spec/Data') return maskText;
  if (!structuralKeys.has(key) && isSecretName(key)) return maskText;
  if (key === 'CreatedBy') return maskAssignments(maskStep(maskForms(text)));
  return commandKeys.has(key) ? maskAssignments(maskForms(text)) : maskForms(text);
}

/**
 * A step of an image's build: `ENV NAME=value` and the arguments before a RUN (`|2 NAME=value NAME=value /bin/sh`) hold values as
 * they are, blanks and all, so that a value ends where the next name begins.
 */
function maskStep(text: string): string {
  const values = (part: string) =>
    part.replace(
      /(^|\s)([A-Za-z_][\w.-]{0,100})=(?:(?!\s[A-Za-z_][\w.-]{0,100}=)[\s\S])+/g,
      (whole, before: string, name: string) => (isSecretName(name) ? `${before}${name}=${maskText}` : whole),
    );
  const set = /^(?:[\s\S]{0,60}#\(nop\)\s+)?(?:ENV|ARG|LABEL)\s/.exec(text);
  if (set) return set[0] + values(text.slice(set[0].length));
  const build = /^(?:RUN\s+)?\|\d+\s/.exec(text);
  const shell = build ? text.indexOf(' /bin/', build[0].length) : -1;
  if (!build) return text;
  const end = shell < 0 ? text.length : shell;
  return build[0] + values(text.slice(build[0].length, end)) + text.slice(end);
}

/** `NAME=value` in a line that is run: a shell's variable, an image's `ENV`, a build's argument. */
function maskAssignments(text: string): string {
  return text.replace(
    /(^|[\s;&|(])([A-Za-z_][\w.-]{0,100})=("[^"]*"|'[^']*'|[^\s;&|)]+)/g,
    (whole, before: string, name: string) => (isSecretName(name) ? `${before}${name}=${maskText}` : whole),
  );
}

/** Keys of the engine's own that sound like secrets and are none. */
const structuralKeys = new Set(['SecretID', 'SecretName', 'Secrets', 'Secret', 'Auth', 'Passthrough']);

/** Secrets that give themselves away, whatever they are called. Repetitions are bounded: a huge text takes its length. */
function maskForms(text: string): string {
  return text
    .replace(/\b([a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@]{0,200}):[^\s/@]{1,1000}@/gi, `$1:${maskText}@`)
    .replace(
      /(--?(?:[\w-]{0,60}(?:password|passwd|secret|token|api-?key|access-?key|requirepass|masterauth)))([= ])(\S+)/gi,
      `$1$2${maskText}`,
    )
    .replace(
      /((?:^|[\s,;?&])(?:password|passwd|pwd|pass|secret|token|api_?key|account_?key|shared_?access_?key)=)[^\s,;&]+/gi,
      `$1${maskText}`,
    )
    .replace(/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, maskText)
    .replace(knownTokens, maskText);
}

// Prefixes that their makers publish for secret scanners: GitHub, GitLab, AWS access keys, Slack, Stripe, Google, npm, Docker,
// swarm join tokens and unlock keys; and JSON Web Tokens (RFC 7519).
const knownTokens =
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[\w-]{10,}|[sr]k_live_\w{16,}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|dckr_pat_[\w-]{20,}|SWMTKN-1-[\w-]+|SWMKEY-1-[\w+/-]+|eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/g;
