// What to say of a container that has no shell.

import type { Engine } from '../../engine/engine';
import { HumanError } from '../../model/humanError';
import { quoteWords } from '../../model/splitWords';

/** Says what is, and offers the command of a helper container that sees the same processes and the same network. */
export function noShellError(engine: Engine, container: { readonly id: string; readonly name: string }): HumanError {
  const command = sidecarCommand(engine, container.id);
  return new HumanError(
    `${container.name} on ${engine.label} has no shell (bash, ash and sh were tried), as many small images have none.`,
    `Run a helper container beside it that shares its network and its processes: ${command}`,
    [{ title: 'Copy Docker Command', copy: command }],
  );
}

/** The id is used, never the name: it holds nothing but hex digits. */
export function sidecarCommand(engine: Engine, containerId: string): string {
  const { context, url, origin } = engine.endpoint;
  const where = origin === 'socket' ? [] : context ? ['--context', context] : ['--host', url];
  const id = containerId.slice(0, 12);
  return quoteWords(
    ['docker', ...where, 'run', '-it', '--rm', '--network', `container:${id}`, '--pid', `container:${id}`].concat(
      '--cap-add',
      'SYS_PTRACE',
      'busybox',
      'sh',
    ),
  );
}
