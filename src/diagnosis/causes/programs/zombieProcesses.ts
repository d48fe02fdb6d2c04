// Ended child processes pile up in a container, because its main process does not reap them (B23).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly zombies: number;
  readonly init: boolean;
}

export const zombieProcesses = defineCause<'container', Data>({
  id: 'zombie-processes',
  code: 'B23',
  severity: 'warning',
  over: 'container',
  needs: ['stats'],
  title: ({ name, zombies }) =>
    `${name} collects zombie processes (${zombies} at least): its main process does not reap its children`,
  explanation: ({ name }) =>
    `The kernel counts more tasks in ${name} than live processes and threads can be seen there. Each ended child stays as a zombie until its parent waits for it; orphans go to process 1, which is ${name}’s program and not an init. They cost no memory, but each takes a place of the limit on processes.`,
  check(subject) {
    const { facts, stats, dossier } = subject;
    const processes = dossier.processes?.known ? dossier.processes.value : undefined;
    if (facts.init || facts.state.status !== 'running') return [];
    const zombies = processes && stats ? stats.sample.pids - processes.threads : undefined;
    if (zombies === undefined || zombies < 10) return [];
    return [
      {
        data: { name: subject.name, zombies, init: facts.init },
        confidence: 0.88,
        subject: subject.ref,
        evidence: [
          inspectProof('stats: pids_stats.current', stats?.sample.pids ?? zombies),
          inspectProof('top: processes and threads', processes?.threads ?? 0),
          inspectProof('HostConfig.Init', facts.init),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Run it with an init that reaps (--init, tini), or let the program wait for its children',
            snippet: 'docker run --init …   # Compose: init: true',
          },
        ]),
      },
    ];
  },
});
