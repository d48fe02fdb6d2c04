// Asks for the processes in the form that says most, and in plainer ones where the `ps` of the engine's machine knows less.

import type { Call, Engine } from '../../engine/engine';
import { EngineError } from '../../engine/engineError';
import { HumanError } from '../../model/humanError';
import type { ProcessTable } from '../../model/processTable';

/** procps; busybox (as on boot2docker or Alpine); whatever the engine takes by itself, also for Windows containers. */
const forms = [
  '-eo pid,ppid,user,stat,nlwp,pcpu,pmem,rss,etime,args',
  '-o pid,ppid,user,stat,rss,etime,args',
  undefined,
] as const;

export interface PsForms {
  read(engine: Engine, containerId: string, call: Call): Promise<ProcessTable>;
}

/** Remembers which form works. */
export function createPsForms(): PsForms {
  let form = 0;
  return {
    async read(engine, containerId, call) {
      for (;;) {
        try {
          return await engine.top(containerId, forms[form], call);
        } catch (error) {
          if (lacksPs(error)) throw noPs(error);
          if (form === forms.length - 1 || !isAboutForm(error)) throw error;
          form++;
        }
      }
    },
  };
}

/** The engine runs the `ps` of its own machine, which a small system may not have: moby daemon/top_unix.go. */
function lacksPs(error: unknown): error is EngineError {
  return error instanceof EngineError && /exec: "ps": executable file not found/.test(error.message);
}

function noPs({ engine }: EngineError): HumanError {
  return new HumanError(
    `The machine of ${engine} has no program ps, with which the engine lists processes.`,
    'Install its package, often called procps, on that machine; or run ps inside the container.',
  );
}

/**
 * `ps` that does not understand ends with an error, which the engine passes on with status 500 or 400. Podman keeps it to
 * itself: its answer is empty.
 */
function isAboutForm(error: unknown): boolean {
  return (
    error instanceof EngineError &&
    (error.status === 500 || error.status === 400 || error.reason === 'badReply') &&
    !/is not running|is restarting|no such container/i.test(error.message)
  );
}
