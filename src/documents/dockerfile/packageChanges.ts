// What a RUN instruction installs and removes, and whether it does things that cannot be read from its text.

import { splitWords, unquote } from './words';

/** In the order in which they happen; later ones win. */
export type PackageChange =
  | {
      readonly kind: 'install';
      readonly manager: string;
      readonly packages: readonly string[];
      readonly group?: string;
    }
  | { readonly kind: 'remove'; readonly packages: readonly string[] }
  /** A script, an unknown program or a list in a variable: what it installs or removes cannot be read here. */
  | { readonly kind: 'unreadable'; readonly because: string };

interface Manager {
  readonly install: readonly string[];
  readonly remove: readonly string[];
  /** Options that take the next word as their value. */
  readonly valued: readonly string[];
}

const apt: Manager = { install: ['install'], remove: ['remove', 'purge'], valued: ['-o', '-t', '-c'] };
const rpm: Manager = { install: ['install', 'in', 'add'], remove: ['remove', 'erase', 'rm'], valued: ['-c'] };
const managers: ReadonlyMap<string, Manager> = new Map([
  ['apt', apt],
  ['apt-get', apt],
  ['aptitude', apt],
  ['apk', { install: ['add'], remove: ['del'], valued: ['-X', '--repository', '-t', '--virtual', '-p', '--root'] }],
  ['dnf', rpm],
  ['yum', rpm],
  ['microdnf', rpm],
  ['tdnf', rpm],
  ['zypper', rpm],
]);

/** Packages of languages: they bring no system tool that a probe would call. */
const languageManagers: ReadonlyMap<string, readonly string[]> = new Map([
  ['npm', ['install', 'i', 'add']],
  ['pip', ['install']],
  ['pip3', ['install']],
  ['gem', ['install']],
]);

// Programs that put no new program on the path, whatever their arguments. What can fetch, unpack or run something (curl,
// tar, make, sh, cp) is left out on purpose.
const harmless: ReadonlySet<string> = new Set(
  `: [ addgroup adduser apt-mark awk bundle cargo cat cd chgrp chmod chown composer date dotnet dpkg-reconfigure echo env
  exit export false find getent go gradle grep groupadd groupmod head id install-php-extensions ldconfig locale-gen ls
  mkdir mvn next node passwd php pip pip3 npm npx pnpm poetry printf pwd python python3 rm rmdir ruby sed set sleep sort
  tail test touch tr true truncate tsc tty uname update-ca-certificates useradd usermod uv wc which xargs yarn yum-config-manager
  a2enmod a2dismod a2ensite docker-php-ext-install docker-php-ext-enable docker-php-ext-configure gem rails rake
  rustup corepack`.split(/\s+/),
);
const shellWords: ReadonlySet<string> = new Set(
  'if then else elif fi for do done while until case esac in { } ! ( ) sudo exec command time'.split(' '),
);

/** Read the text of one RUN: its command line, and the content of its heredocs. */
export function packageChanges(script: string): PackageChange[] {
  return simpleCommands(script).flatMap((words) => changeOf(words) ?? []);
}

/** A script cut at `;`, `&`, `|` and line ends outside quotes, into commands of unquoted words. */
export function simpleCommands(script: string): string[][] {
  const commands: string[][] = [];
  let from = 0;
  let quote = '';
  for (let at = 0; at <= script.length; at += 1) {
    const char = script[at] ?? '\n';
    if (at < script.length && quote) {
      if (char === quote) quote = '';
      else if (char === '\\' && quote === '"') at += 1;
    } else if (char === '\\') at += 1;
    else if (char === '"' || char === "'") quote = char;
    else if (';&|\n'.includes(char)) {
      const words = commandWords(script.slice(from, at));
      if (words.length > 0) commands.push(words);
      from = at + 1;
    }
  }
  return commands;
}

function commandWords(text: string): string[] {
  const words = splitWords(text.replace(/^[\s({!]+/, '')).map((word) => unquote(word.text));
  let first = 0;
  while (first < words.length) {
    const word = words[first] ?? '';
    if (word !== '' && !shellWords.has(word) && !/^\w+=/.test(word) && !word.startsWith('--mount=')) break;
    first += 1;
  }
  return words.slice(first);
}

function changeOf(words: readonly string[]): PackageChange | undefined {
  const program = baseName(words[0] ?? '');
  if (!program || program.startsWith('#')) return undefined;
  const language = languageManagers.get(program);
  if (language && words.slice(1).some((word) => language.includes(word))) {
    return { kind: 'install', manager: program, packages: plainWords(words.slice(2)) };
  }
  const manager = managers.get(program);
  if (manager) return managed(program, manager, words.slice(1));
  return harmless.has(program) ? undefined : { kind: 'unreadable', because: program };
}

function managed(program: string, manager: Manager, words: readonly string[]): PackageChange | undefined {
  const verbAt = words.findIndex((word) => manager.install.includes(word) || manager.remove.includes(word));
  const verb = words[verbAt];
  if (verb === undefined) return undefined;
  const packages: string[] = [];
  let group: string | undefined;
  for (let at = verbAt + 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [option = '', value] = word.split('=', 2);
    if (option === '--virtual' || option === '-t') group = value ?? words[at + 1];
    if (manager.valued.includes(word)) at += 1;
    else if (!word.startsWith('-')) packages.push(word);
  }
  // `$buildDeps` or `$(cat list)`: the names are elsewhere.
  const hidden = packages.find((name) => /[$`@(]/.test(name));
  if (hidden) return { kind: 'unreadable', because: hidden };
  const names = packages.map(packageName).filter(Boolean);
  if (manager.remove.includes(verb)) return { kind: 'remove', packages: names };
  return { kind: 'install', manager: program, packages: names, ...(group && { group }) };
}

function plainWords(words: readonly string[]): string[] {
  return words.filter((word) => !word.startsWith('-')).map(packageName);
}

/** `curl=7.88.1-r1`, `curl~7`, `wget:amd64`, `gunicorn[gevent]==21` and `pm2@5` without their version. */
function packageName(word: string): string {
  return word.replace(/(?!^)[=~<>:@[].*$/s, '').toLowerCase();
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
