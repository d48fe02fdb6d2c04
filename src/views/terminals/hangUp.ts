// Ends the shell of a terminal that was closed, as a closed window ends a local one.

import type { Engine } from '../../engine/engine';
import { shellArguments } from './shells';

/** Environment variable by which the processes of one terminal are found again. */
export const terminalVariable = 'DOCKHOUND_TERMINAL';

const hangUpDeadlineMs = 5_000;

/*
 * An engine keeps an exec'd process when its stream closes (seen on 20.10: with and without a TTY, also when only the
 * input is closed; moby issue 9098), and it has no call to signal one. So the leader of the terminal's session is looked
 * up by the mark in its environment and gets SIGHUP; the kernel then hangs up what runs in its foreground, and what was
 * started with nohup or setsid stays, as in any terminal. A session made by setsid has the mark too, so the one that
 * began first is taken (fields 6 and 22 of proc(5)'s stat). Only what a shell has built in is used.
 */
const script = `
mark=$1 leader= began=
for dir in /proc/[0-9]*; do
  found=
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *"$mark"*) found=1 ;; esac
  done 2>/dev/null <"$dir/environ"
  [ -n "$found" ] || continue
  read -r stat 2>/dev/null <"$dir/stat" || continue
  set -- \${stat##*) }
  [ "$4" = "\${dir#/proc/}" ] || continue
  if [ -z "$leader" ] || [ "\${20}" -lt "$began" ]; then leader=$4 began=\${20}; fi
done
[ -n "$leader" ] && kill -HUP "$leader" && echo "$leader"
exit 0
`;

export interface HangUpTarget {
  readonly containerId: string;
  /** The value of `terminalVariable`. */
  readonly mark: string;
  /** A POSIX shell of the container. */
  readonly shell: string;
  readonly user?: string;
}

/** True when its leader was found and told; rejects with an `EngineError` when the container could not be asked. */
export async function hangUp(engine: Engine, target: HangUpTarget): Promise<boolean> {
  const result = await engine.run(
    target.containerId,
    {
      command: [...shellArguments(target.shell, script), target.shell, `${terminalVariable}=${target.mark}`],
      ...(target.user === undefined ? {} : { user: target.user }),
    },
    { deadlineMs: hangUpDeadlineMs, maxBytes: 64 * 1024 },
  );
  return /^\d+\s*$/.test(result.stdout);
}
