// Probe: which addresses a name has for a container, asked where the container asks.

import { HumanError } from '../model/humanError';
import { maskedWords } from './maskedWords';
import { inNetworkOf, isHost, type NetworkPlace } from './networkPlace';
import type { Probe } from './probe';

const stepMs = 6_000;
const tools = ['getent', 'python3', 'python', 'node', 'nslookup'];

const pythonScript =
  'import socket,sys; print("\\n".join(sorted({a[4][0] for a in socket.getaddrinfo(sys.argv[1],None)})))';
const nodeScript =
  "require('dns').lookup(process.argv[1],{all:true},(e,a)=>{if(e){console.error(e.message);process.exit(1)}console.log(a.map(x=>x.address).join('\\n'))})";

interface Answer {
  readonly addresses: readonly string[];
  readonly words: string;
}

export const resolveProbe: Probe = {
  id: 'resolve',
  title: 'Resolve from Inside',
  deadlineMs: 40_000,
  offers: ({ facts }) => {
    if (facts.state.status !== 'running' || facts.networkMode === 'none') return [];
    const names = new Set(facts.endpoints.map(({ host }) => host).filter((host) => isHost(host) && !isAddress(host)));
    return [...names].map((host) => ({
      probe: 'resolve' as const,
      title: `Resolve ${host} from inside`,
      question: { host },
    }));
  },
  says: ({ name, engine }, { host = '' }) =>
    `Asks for the addresses of ${host} where ${name} on ${engine} asks, with a tool in the container (getent, Python, Node.js or nslookup). Where it has none, a helper container from an image that is on the engine already joins its network, and is removed.`,
  async run({ id }, { host = '' }, { engine, signal, now }) {
    if (!isHost(host)) throw new HumanError(`${JSON.stringify(host)} is no host.`, 'Give a name.');
    const { addresses, words } = await inNetworkOf(engine, id, tools, signal, (place) => resolveAt(place, host));
    return [{ kind: 'name', at: now(), host, addresses, words: maskedWords(words) }];
  },
};

/** Addresses that a tool printed, each once, in its order. */
export function addressesIn(lines: readonly string[]): readonly string[] {
  return [...new Set(lines.flatMap((line) => line.trim().split(/\s+/)[0] ?? '').filter(isAddress))];
}

/** Of BusyBox' and of BIND's nslookup: the answers stand behind the name, the server's own address before it. */
export function nslookupAddresses(output: string): readonly string[] {
  const [, ...answers] = output.split(/^Name:/m);
  return addressesIn(
    answers.flatMap((part) => [...part.matchAll(/^Address(?: \d+)?:\s*(\S+)/gm)].map(([, found]) => found ?? '')),
  );
}

/** Lines of a hosts file that give this name. */
export function hostsAddresses(file: string, host: string): readonly string[] {
  const wanted = host.toLowerCase();
  return addressesIn(
    file.split('\n').filter((line) => {
      const [, ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/);
      return names.includes(wanted);
    }),
  );
}

async function resolveAt({ found, run }: NetworkPlace, host: string): Promise<Answer | undefined> {
  const has = (name: string) => found.tools.has(name);
  const plain = async (command: readonly string[]) => {
    const { stdout, output, timedOut } = await run(command, stepMs);
    return {
      addresses: addressesIn(stdout.split('\n')),
      words: timedOut ? `no answer within ${stepMs / 1000} s` : output,
    };
  };
  if (has('getent')) return plain(['getent', 'hosts', host]);
  const python = ['python3', 'python'].find(has);
  if (python !== undefined) return plain([python, '-c', pythonScript, host]);
  if (has('node')) return plain(['node', '-e', nodeScript, host]);
  if (!has('nslookup')) return undefined;
  // nslookup asks a name server only; programs look here first.
  const { stdout: hosts } = await run(['cat', '/etc/hosts'], stepMs);
  const written = hostsAddresses(hosts, host);
  if (written.length > 0) return { addresses: written, words: '/etc/hosts' };
  const { output, timedOut } = await run(['nslookup', host], stepMs);
  return {
    addresses: nslookupAddresses(output),
    words: timedOut ? `no answer within ${stepMs / 1000} s` : output,
  };
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) || (/^[\da-f:.%]+$/i.test(text) && text.includes(':'));
}
