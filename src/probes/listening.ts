// Probe: what listens inside a container, as its own kernel tables tell.

import { HumanError } from '../model/humanError';
import { withHelper } from './helper';
import type { Probe } from './probe';
import { isSocketTable, listeningSockets } from './procNet';
import { runInside } from './runInside';

const readMs = 8_000;
const tables = ['cat', '/proc/net/tcp', '/proc/net/tcp6'];

export const listeningProbe: Probe = {
  id: 'listening',
  title: 'What Listens Inside',
  deadlineMs: 30_000,
  offers: ({ facts }) =>
    facts.state.status === 'running' ? [{ probe: 'listening', title: 'See what listens inside', question: {} }] : [],
  says: ({ name, engine }) =>
    `Runs cat /proc/net/tcp /proc/net/tcp6 in ${name} on ${engine}. Where it has no cat, a helper container from an image that is on the engine already joins its network, reads the same, and is removed.`,
  async run({ id, name, image }, _question, { engine, signal, now }) {
    const own = await runInside(engine, id, tables, { signal, deadlineMs: readMs, hasShell: false });
    const text = isSocketTable(own.stdout)
      ? own.stdout
      : await withHelper(engine, id, signal, async (helper) => {
          const read = await runInside(engine, helper, tables, { signal, deadlineMs: readMs, hasShell: false });
          return read.stdout;
        });
    if (!isSocketTable(text)) {
      throw new HumanError(`The sockets of ${name} cannot be read: ${own.output.trim().slice(0, 200) || 'no answer'}.`);
    }
    // Of the machines that Docker runs on, only IBM Z has the other byte order.
    const sockets = listeningSockets(text, image?.architecture !== 's390x');
    return [{ kind: 'listening', at: now(), sockets }];
  },
};
