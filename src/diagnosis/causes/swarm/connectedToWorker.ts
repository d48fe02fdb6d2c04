// A service, stack or node is asked about at an engine that is a worker: only managers know them (D27).

import { valueIn } from '../../../model/dossier/known';
import type { TargetKind } from '../../../model/target';
import { defineCause } from '../../cause';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly engine: string;
  readonly asked: string;
  readonly managers: string;
}

export const connectedToWorker = defineCause<'swarm', Data>({
  id: 'connected-to-worker',
  code: 'D27',
  severity: 'info',
  over: 'swarm',
  needs: ['engine'],
  title: ({ engine, asked, managers }) =>
    `${engine} is a worker of its swarm and knows nothing of ${asked}: ask a manager${managers === '' ? '' : ` (${managers})`}`,
  explanation: ({ engine }) =>
    `Services, stacks, nodes, secrets and configs of a swarm are known to its managers alone. ${engine} is a worker: it runs containers of tasks and cannot tell whose they are. Nothing is said here about the object itself.`,
  check({ target, engine }) {
    const info = valueIn(engine);
    if (info?.swarm.role !== 'worker' || !ofManagers.has(target.kind)) return [];
    const managers = info.swarm.remoteManagers.map(({ address }) => address.replace(/:\d+$/, ''));
    return [
      {
        data: {
          engine: info.label,
          asked: `the ${target.kind} ${target.name ?? target.id ?? ''}`.trim(),
          managers: managers.join(', '),
        },
        confidence: 0.97,
        subject: { kind: 'engine', name: info.label },
        evidence: [inspectProof('Info: Swarm.RemoteManagers', managers)],
        remedies: [{ title: 'Connect to a manager', command: 'dockhound.connect' }],
      },
    ];
  },
});

const ofManagers: ReadonlySet<TargetKind> = new Set<TargetKind>([
  'service',
  'stack',
  'node',
  'task',
  'secret',
  'config',
]);
