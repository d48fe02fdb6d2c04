// Decides which engine is meant: the choice of this window, the setting, docker's variables, its current context, and
// at last the usual sockets.

import { badConfiguration } from './badConfiguration';
import { pathsOf, readCertificates } from './certificates';
import { dockerFolder, readContext, readCurrentContext } from './contexts';
import type { Address, Endpoint, EndpointOrigin, TlsFiles } from './endpoint';
import { parseAddress, withoutPassword } from './parseAddress';
import type { SocketState, Surroundings } from './surroundings';
import { defaultSocket, type UsualSocket, usualSockets } from './usualSockets';

/** What somebody chose: a Docker context, or an address with, for TLS, the folder of its certificates. */
export type EngineChoice =
  | { readonly context: string }
  | { readonly url: string; readonly certificates?: string; readonly label?: string };

export interface ResolveOptions {
  /** The choice of this window. */
  readonly chosen?: EngineChoice;
  /** The setting `dockhound.engine`: a context's name or an address; empty means none. */
  readonly setting?: string;
  readonly surroundings: Surroundings;
}

/** Rejects with an `EngineError` (`connect: 'badConfiguration'`) that names the file or variable that is wrong. */
export async function resolveEndpoint({ chosen, setting, surroundings }: ResolveOptions): Promise<Endpoint> {
  const { env } = surroundings;
  if (chosen) return endpointOfChoice(chosen, 'chosen', surroundings);
  const wanted = setting?.trim();
  if (wanted) return endpointOfChoice(choiceOf(wanted), 'setting', surroundings);
  const host = env.DOCKER_HOST;
  if (host) return fromUrl({ url: host }, 'DOCKER_HOST', surroundings);
  const context = env.DOCKER_CONTEXT;
  if (context) return endpointOfChoice({ context }, 'DOCKER_CONTEXT', surroundings);
  const current = await readCurrentContext(surroundings);
  if (current) return fromContext(current, 'currentContext', surroundings);
  return fromUsualSockets(surroundings);
}

/** The endpoint that a choice stands for. Rejects as `resolveEndpoint` does. */
export async function endpointOfChoice(
  choice: EngineChoice,
  origin: EndpointOrigin,
  surroundings: Surroundings,
): Promise<Endpoint> {
  if ('url' in choice) return fromUrl(choice, origin, surroundings);
  return choice.context === 'default'
    ? fromDefault(origin, surroundings)
    : fromContext(choice.context, origin, surroundings);
}

/** A setting names a context or holds an address; context names have neither slash nor colon. */
export function choiceOf(text: string): EngineChoice {
  return /[/\\:]/.test(text) ? { url: text } : { context: text };
}

/** How people name an address that has no context. */
export function labelOf(address: Address): string {
  switch (address.type) {
    case 'unix':
    case 'npipe':
      return address.path;
    case 'tcp':
      return `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`;
    case 'ssh':
      return `${address.user === undefined ? '' : `${address.user}@`}${address.host}`;
  }
}

// As in docker, "default" is no file but DOCKER_HOST or the platform's own socket.
function fromDefault(origin: EndpointOrigin, surroundings: Surroundings): Promise<Endpoint> {
  const host = surroundings.env.DOCKER_HOST;
  if (host) return fromUrl({ url: host }, origin, surroundings);
  return Promise.resolve({
    ...fromSocket({ path: defaultSocket(surroundings.platform), product: 'default' }, surroundings),
    origin,
    context: 'default',
  });
}

async function fromContext(name: string, origin: EndpointOrigin, surroundings: Surroundings): Promise<Endpoint> {
  const context = await readContext(name, surroundings);
  const reading = parseAddress(context.host, surroundings.platform);
  if (!reading.ok) {
    throw badConfiguration(
      name,
      `The Docker context ${JSON.stringify(name)} cannot be used: its address ${quoted(context.host)} ${reading.problem}.`,
      'Correct it with docker context update, or choose another engine.',
    );
  }
  const { address, url, wantsTls } = reading.parsed;
  const named = { url, label: name, origin, context: name };
  if (address.type !== 'tcp') return { address, ...named };
  const { skipVerify, certificates } = context;
  const found = await readCertificates(certificates, { skipVerify, needsCa: false, engine: name }, surroundings);
  const tls = found ?? (wantsTls || skipVerify ? { directory: certificates, skipVerify } : undefined);
  return { address: withTls(address, tls), ...named };
}

async function fromUrl(
  choice: { readonly url: string; readonly certificates?: string; readonly label?: string },
  origin: EndpointOrigin,
  surroundings: Surroundings,
): Promise<Endpoint> {
  const reading = parseAddress(choice.url, surroundings.platform);
  if (!reading.ok) {
    throw badConfiguration(
      quoted(choice.url),
      `The engine's address ${quoted(choice.url)}${sourceNames[origin]} ${reading.problem}.`,
      'Correct it, for example unix:///var/run/docker.sock, tcp://10.0.0.4:2376 or ssh://ops@10.0.0.4.',
    );
  }
  const { address, url, wantsTls } = reading.parsed;
  const label = choice.label || usualName(address, surroundings) || labelOf(address);
  if (address.type !== 'tcp') return { address, url, label, origin };
  const tls = await tlsOfVariables(choice.certificates, wantsTls, label, surroundings);
  return { address: withTls(address, tls), url, label, origin };
}

// docker/cli: any value of DOCKER_TLS_VERIFY, also "0", asks for verified TLS; DOCKER_TLS alone asks for unverified TLS.
async function tlsOfVariables(
  folder: string | undefined,
  wantsTls: boolean,
  engine: string,
  surroundings: Surroundings,
): Promise<TlsFiles | undefined> {
  const { env } = surroundings;
  const verify = Boolean(env.DOCKER_TLS_VERIFY);
  const unverified = Boolean(env.DOCKER_TLS) && !verify && !wantsTls;
  if (folder === undefined && !verify && !unverified && !wantsTls) return undefined;
  const named = folder ?? env.DOCKER_CERT_PATH;
  const directory = pathsOf(surroundings.platform).normalize(named || dockerFolder(surroundings));
  // An https address may well have a certificate that the system trusts, so there ca.pem is no duty.
  const needsCa = folder !== undefined || (verify && !wantsTls);
  const found = await readCertificates(directory, { skipVerify: unverified, needsCa, engine }, surroundings);
  return found ?? { directory, skipVerify: unverified };
}

async function fromUsualSockets(surroundings: Surroundings): Promise<Endpoint> {
  const sockets = usualSockets(surroundings);
  const states = await Promise.all(sockets.map(({ path }) => surroundings.socketState(path)));
  const firstIn = (state: SocketState) => sockets.find((_, index) => states[index] === state);
  // One that answers is best; else one that is there, so that the message can say what is wrong with it.
  const best = firstIn('listening') ?? firstIn('denied') ?? firstIn('dead');
  return fromSocket(best ?? { path: defaultSocket(surroundings.platform), product: 'local' }, surroundings);
}

export function fromSocket({ path, product }: UsualSocket, { platform }: Pick<Surroundings, 'platform'>): Endpoint {
  return platform === 'win32'
    ? { address: { type: 'npipe', path }, url: `npipe://${path}`, label: product, origin: 'socket' }
    : { address: { type: 'unix', path }, url: `unix://${path}`, label: product, origin: 'socket' };
}

function usualName(address: Address, surroundings: Surroundings): string | undefined {
  if (address.type !== 'unix' && address.type !== 'npipe') return undefined;
  return usualSockets(surroundings).find(({ path }) => path === address.path)?.product;
}

function withTls(address: Address & { type: 'tcp' }, tls: TlsFiles | undefined): Address {
  return tls ? { ...address, tls } : address;
}

const sourceNames: Readonly<Record<EndpointOrigin, string>> = {
  chosen: '',
  setting: ' in the setting dockhound.engine',
  DOCKER_HOST: ' in DOCKER_HOST',
  DOCKER_CONTEXT: ' of the context in DOCKER_CONTEXT',
  currentContext: ' of the current Docker context',
  socket: '',
};

function quoted(address: string): string {
  return JSON.stringify(withoutPassword(address).slice(0, 200));
}
