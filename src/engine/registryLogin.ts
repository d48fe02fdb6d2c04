// Finds the login that docker's tools keep for an image's registry, so that the nodes may pull what this person may.
// Facts: Engine API, "Authentication"; docker/cli, cli/config/{configfile,credentials}; docker-credential-helpers, client.

import { pathsOf } from './certificates';
import { dockerFolder } from './contexts';
import { type HelperRun, runCredentialHelper } from './credentialHelper';
import type { Surroundings } from './surroundings';

/** What the engine takes as `X-Registry-Auth`. Never logged, shown or kept: it goes out with one request. */
export type RegistryAuth = Readonly<Record<string, string>>;

export interface RegistryLogin {
  /** Absent: nobody is logged in there, or it cannot be told. */
  readonly auth?: RegistryAuth;
  /** Why it cannot be told, as a sentence without what a helper said. */
  readonly trouble?: string;
}

/** Never rejects, but when the signal fires. */
export type FindRegistryLogin = (image: string, signal?: AbortSignal) => Promise<RegistryLogin>;

/** As config.json writes it for Docker Hub, and as helpers know it. */
const hubKey = 'https://index.docker.io/v1/';

/**
 * Read anew each time, since logins change while an editor runs. A helper named for the registry (`credHelpers`) counts before
 * the one for all (`credsStore`), and that before what stands in the file (`auths`).
 */
export function registryLogins(
  surroundings: Surroundings,
  runHelper: HelperRun = runCredentialHelper,
): FindRegistryLogin {
  return async (image, signal) => {
    const host = registryOf(image);
    const key = host === 'docker.io' ? hubKey : host;
    const file = pathsOf(surroundings.platform).join(dockerFolder(surroundings), 'config.json');
    let config: Json;
    try {
      const text = await surroundings.readFile(file);
      config = objectOf(text === undefined || text.trim() === '' ? {} : JSON.parse(text.replace(/^\uFEFF/, '')));
    } catch {
      // The error of a parser repeats the text, which may be a password.
      return { trouble: `${file} cannot be read, so no login for ${host} was sent.` };
    }
    const helper = textOf(objectOf(config.credHelpers)[key]) ?? textOf(config.credsStore);
    if (helper === undefined) return login(fromFile(objectOf(config.auths), key, host), key);
    const answer = await runHelper(helper, key, surroundings.env, signal);
    switch (answer.type) {
      case 'found':
        return login(fromHelper(answer), key);
      case 'none':
        return {};
      case 'failed':
        return { trouble: `${answer.why}, so no login for ${host} was sent.` };
    }
  };
}

/** `registry.example.com:5000/team/api:1` → `registry.example.com:5000`; `busybox` → `docker.io` (distribution/reference). */
export function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  return !isHost || first === 'index.docker.io' ? 'docker.io' : first;
}

type Json = Readonly<Record<string, unknown>>;
type Secrets = Readonly<Record<string, string>>;

function login(auth: Secrets | undefined, key: string): RegistryLogin {
  return auth ? { auth: { ...auth, serveraddress: key } } : {};
}

/** A token in place of a password goes by the name `<token>`. */
function fromHelper({ username, secret }: { readonly username: string; readonly secret: string }): Secrets {
  return username === '<token>' ? { identitytoken: secret } : { username, password: secret };
}

/** Keys were written with a scheme and a path by older tools. */
function fromFile(auths: Json, key: string, host: string): Secrets | undefined {
  const other = Object.keys(auths).find((one) => hostOf(one) === host);
  const entry = objectOf(auths[key] ?? (other === undefined ? undefined : auths[other]));
  const identitytoken = textOf(entry.identitytoken);
  if (identitytoken !== undefined) return { identitytoken };
  const registrytoken = textOf(entry.registrytoken);
  const [username, password] = namePassword(entry);
  if (username !== undefined && password !== undefined) return { username, password };
  return registrytoken === undefined ? undefined : { registrytoken };
}

function namePassword({ auth, username, password }: Json): readonly (string | undefined)[] {
  const packed = textOf(auth);
  if (packed === undefined) return [textOf(username), textOf(password)];
  const plain = Buffer.from(packed, 'base64').toString('utf8');
  const at = plain.indexOf(':');
  return at < 0 ? [] : [plain.slice(0, at), plain.slice(at + 1).replace(/\0+$/, '')];
}

function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*$/s, '');
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
