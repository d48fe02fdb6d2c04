// Whether a server was told, by its command or environment, to listen on its loopback address only.

import type { ContainerFacts } from '../../model/dossier/containerFacts';
import type { Evidence } from '../../model/finding';
import { inspectProof } from '../proofs/proofs';

export interface LoopbackSetting {
  /** As it stands there: `--bind 127.0.0.1`, `BIND=127.0.0.1`. */
  readonly words: string;
  readonly evidence: Evidence;
}

/** Undefined where nothing tells of it, or another address is named beside it. */
export function loopbackSetting({ argv, env }: ContainerFacts): LoopbackSetting | undefined {
  const command = argv.join(' ');
  const told = optionsOf(command);
  if (told.length > 0) {
    const [first] = told;
    if (first === undefined || !told.every(({ value }) => isOnlyLoopback(value))) return undefined;
    return { words: first.words, evidence: inspectProof('Config.Cmd', command) };
  }
  const set = env.find(({ name, value }) => variable.test(name) && isOnlyLoopback(value));
  if (set === undefined) return undefined;
  const words = `${set.name}=${set.value}`;
  return { words, evidence: inspectProof('Config.Env', words) };
}

function optionsOf(command: string): readonly { readonly words: string; readonly value: string }[] {
  return [...command.matchAll(option)].map(([words, value = '']) => ({ words: words.trim(), value }));
}

/** `redis-server --bind 127.0.0.1 -::1` names two addresses of the same kind. */
function isOnlyLoopback(value: string): boolean {
  const addresses = value.split(/[\s,]+/).filter(Boolean);
  return (
    addresses.length > 0 &&
    addresses.every((one) => /^-?(?:127(?:\.\d{1,3}){3}|localhost|::1|\[::1\])(?::\d{1,5})?$/i.test(one))
  );
}

// redis-server, mongod, mysqld, uvicorn, gunicorn, flask, vite, postgres and their kin, by their manuals.
const option =
  /(?:^|\s)(?:--(?:bind(?:[-_](?:ip|address|addr|host))?|host(?:name)?|listen(?:[-_](?:address|addr|host|client-urls))?|address|http[-_](?:host|addr(?:ess)?))|-b|-c listen_addresses)(?:=|\s+)['"]?((?:[^\s'"-][^\s'"]*)(?:\s+-::1)?)/gi;
/** What many programs call the address that they bind to; a `DB_HOST` is another machine. */
const variable =
  /^(?:BIND|HOST|HOSTNAME|LISTEN|ADDRESS|(?:\w{1,30}_)?(?:BIND|LISTEN)(?:_(?:ADDR(?:ESS)?|HOST|IP))?|(?:SERVER|HTTP|APP|WEB|FLASK_RUN|UVICORN)_HOST)$/;
