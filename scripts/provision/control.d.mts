// Types of control.mjs, for tests.

export interface LabNode {
  /** manager, worker, third, … */
  readonly name: string;
  /** The engine's unix socket. */
  readonly socket: string;
  /** Its address among the nodes, 10.213.0.N. */
  readonly address: string;
  /** lab-manager, lab-worker, … */
  readonly hostname: string;
  /** The door that forwardPort goes through. */
  readonly dial: string;
  /** A process whose namespaces are the node's. */
  readonly namespacePid: number;
  /** ca.pem, cert.pem and key.pem of a client that the TLS port 2376 accepts, as DOCKER_CERT_PATH wants them. */
  readonly tlsFolder: string;
}

interface Requests {
  describe: { params: Record<string, never>; result: { nodes: LabNode[] } };
  stopEngine: { params: { node: string; signal?: string }; result: unknown };
  startEngine: { params: { node: string }; result: unknown };
  freezeEngine: { params: { node: string }; result: unknown };
  thawEngine: { params: { node: string }; result: unknown };
  startSshd: { params: { node: string; authorizedKeys: string }; result: { hostKey: string } };
  addNode: { params: Record<string, never>; result: LabNode };
  run: {
    params: { node: string; command: string; args?: string[]; timeoutMs?: number };
    result: { stdout: string };
  };
}

export function control<Op extends keyof Requests>(
  runId: string,
  op: Op,
  params?: Requests[Op]['params'],
): Promise<Requests[Op]['result']>;

export function forwardPort(dial: string, port: number): Promise<{ port: number; close(): Promise<void> }>;
