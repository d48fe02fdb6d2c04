// Asks once for a diagnosis as the API does, knowing nothing yet: `node askDiagnosis.cjs REQUEST`, with REQUEST the JSON of
// { url, target, symptom, nodes }. Prints the diagnosis as JSON; its `tookMs` counts from before the connection.
import { systemClock } from '../../src/cluster/clock';
import { createCluster } from '../../src/cluster/createCluster';
import { createNodeRoutes } from '../../src/cluster/nodeRoutes';
import { connectEngine } from '../../src/engine/connectEngine';
import type { Endpoint } from '../../src/engine/endpoint';
import type { TargetRef } from '../../src/model/target';
import { diagnoseTarget } from '../../src/views/diagnosis/diagnoseTarget';

interface Request {
  readonly url: string;
  readonly target: TargetRef;
  readonly symptom?: string;
  /** Addresses of other nodes' engines, by node name. */
  readonly nodes: Readonly<Record<string, string>>;
}

async function main(): Promise<void> {
  const request = JSON.parse(process.argv[2] ?? '') as Request;
  const started = performance.now();
  const endpointOf = (url: string): Endpoint => ({
    url,
    label: 'lab',
    address: { type: 'unix', path: url.replace(/^unix:\/\//, '') },
    origin: 'chosen',
  });
  const nothing = async () => undefined;
  const cluster = createCluster({
    resolve: async () => endpointOf(request.url),
    connect: connectEngine,
    clock: systemClock,
    log: () => undefined,
  });
  const routes = createNodeRoutes({
    cluster,
    connect: connectEngine,
    resolve: async (address) => endpointOf(address),
    settings: () => ({ nodes: request.nodes, template: '', user: 'root' }),
    memory: { get: () => undefined, set: nothing, forget: nothing },
    clock: systemClock,
    log: () => undefined,
  });
  const options = request.symptom === undefined ? {} : { symptom: request.symptom };
  const diagnosis = await diagnoseTarget(cluster, routes, request.target, options);
  const tookMs = performance.now() - started;
  process.stdout.write(`${JSON.stringify({ ...diagnosis, tookMs })}\n`);
  routes.dispose();
  cluster.dispose();
}

void main();
