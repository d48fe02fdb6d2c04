// Probe: whether a container reaches an address, asked from its own network.

import type { ConnectOutcome } from '../model/dossier/probeFacts';
import { HumanError } from '../model/humanError';
import { maskedWords } from './maskedWords';
import { inNetworkOf, isHost, type NetworkPlace } from './networkPlace';
import type { Probe, ProbeQuestion } from './probe';
import type { InsideResult } from './runInside';

const waitsSeconds = 3;
const stepMs = 4_500;
const tools = ['nc', 'bash', 'python3', 'python', 'node'];

const pythonScript = `import socket,sys; socket.create_connection((sys.argv[1],int(sys.argv[2])),${waitsSeconds})`;
const nodeScript = `const [h,p]=process.argv.slice(1); const s=require('net').connect(Number(p),h,()=>process.exit(0)); s.setTimeout(${waitsSeconds * 1000},()=>{console.error('timed out');process.exit(1)}); s.on('error',e=>{console.error(e.message);process.exit(1)})`;

export const connectProbe: Probe = {
  id: 'connect',
  title: 'Connect from Inside',
  deadlineMs: 40_000,
  offers: ({ facts }) =>
    facts.state.status !== 'running' || facts.networkMode === 'none'
      ? []
      : facts.endpoints.flatMap(({ host, port }) =>
          port === undefined || !isHost(host)
            ? []
            : [
                {
                  probe: 'connect' as const,
                  title: `Connect to ${host}:${port} from inside`,
                  question: { host, port },
                },
              ],
        ),
  says: ({ name, engine }, { host = '', port = 0 }) =>
    `Opens a TCP connection to ${host}:${port} from the network of ${name} on ${engine} and closes it at once, with a tool in the container (nc, bash, Python or Node.js). Where it has none, a helper container from an image that is on the engine already joins its network, and is removed.`,
  async run({ id }, question, { engine, signal, now }) {
    const { host, port } = addressOf(question);
    const result = await inNetworkOf(engine, id, tools, signal, (place) => connectAt(place, host, String(port)));
    const words = maskedWords(result.output);
    return [{ kind: 'connection', at: now(), host, port, outcome: outcomeOf(result), words }];
  },
};

/** What the words of nc, bash, Python and Node.js mean, in English as the container's `C` locale has them. */
export function outcomeOf({
  exitCode,
  timedOut,
  output,
}: Pick<InsideResult, 'timedOut' | 'output'> & { readonly exitCode?: number }): ConnectOutcome {
  if (timedOut) return 'timeout';
  if (exitCode === 0) return 'open';
  if (/refused/i.test(output)) return 'refused';
  if (
    /bad address|not known|can't resolve|could not resolve|ENOTFOUND|EAI_AGAIN|name resolution|no address associated|host not found|forward host lookup failed/i.test(
      output,
    )
  )
    return 'unresolved';
  if (/timed? ?out|ETIMEDOUT/i.test(output)) return 'timeout';
  if (/unreachable|no route to host|EHOSTUNREACH|ENETUNREACH/i.test(output)) return 'unreachable';
  return 'failed';
}

async function connectAt({ found, run }: NetworkPlace, host: string, port: string): Promise<InsideResult | undefined> {
  if (found.tools.has('nc')) {
    const seconds = String(waitsSeconds);
    const first = await run(['nc', '-z', '-v', '-w', seconds, host, port], stepMs);
    if (!isUsage(first)) return first;
    // BusyBox without -z: it starts a program once it is connected, which ends at once.
    const second = await run(['nc', '-w', seconds, host, port, '-e', 'true'], stepMs);
    if (!isUsage(second)) return second;
  }
  if (found.tools.has('bash')) return run(['bash', '-c', 'exec 3<>"/dev/tcp/$0/$1"', host, port], stepMs);
  const python = ['python3', 'python'].find((name) => found.tools.has(name));
  if (python !== undefined) return run([python, '-c', pythonScript, host, port], stepMs);
  if (found.tools.has('node')) return run(['node', '-e', nodeScript, host, port], stepMs);
  return undefined;
}

function isUsage({ exitCode, output }: InsideResult): boolean {
  return exitCode !== 0 && /usage:|(invalid|unrecognized|unknown|illegal) option/i.test(output);
}

function addressOf({ host = '', port = 0 }: ProbeQuestion): { readonly host: string; readonly port: number } {
  if (!isHost(host)) throw new HumanError(`${JSON.stringify(host)} is no host.`, 'Give a name or an address.');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new HumanError(`${port} is no port.`, 'Give a number from 1 to 65535.');
  }
  return { host, port };
}
