// `dockhound.kill`: sends a signal to the main process of containers.

import * as vscode from 'vscode';
import { HumanError } from '../../model/humanError';
import type { CommandContext } from '../commandContext';
import { flagOption, type GivenOptions, textOption } from '../givenOptions';
import { actOnContainers } from './actOnContainers';
import type { LifecycleResult, Targets } from './lifecycleResult';
import { swarmTaskNote } from './swarmTaskNote';
import { counted, nameList } from './words';

const signals = [
  { label: 'SIGKILL', description: 'ends it at once; it can save nothing' },
  { label: 'SIGTERM', description: 'asks it to end' },
  { label: 'SIGINT', description: 'interrupts it, as Ctrl-C does' },
  { label: 'SIGHUP', description: 'many servers read their configuration anew, others end' },
  { label: 'SIGQUIT', description: 'asks it to end, often with a dump' },
  { label: 'SIGUSR1', description: 'means what the program says; without a handler it ends' },
  { label: 'SIGUSR2', description: 'means what the program says; without a handler it ends' },
] as const;

/** Option `signal`: `SIGHUP`, `HUP` or a number. Asked for unless given; with `confirmed` alone it is SIGKILL. */
export async function killContainers(
  context: CommandContext,
  targets: Targets,
  options: GivenOptions = {},
): Promise<LifecycleResult[]> {
  const signal = textOption(options, 'signal') ?? (flagOption(options, 'confirmed') ? 'SIGKILL' : await askSignal());
  if (signal === undefined) return [];
  if (!/^((SIG)?[A-Z][A-Z0-9]*([+-]\d+)?|\d{1,2})$/.test(signal)) {
    throw new HumanError(`${signal} is not a signal.`, 'Give a name like SIGTERM, or a number.');
  }
  return actOnContainers(
    context,
    targets,
    {
      action: () => ({ type: 'kill', signal }),
      doing: `Sending ${signal} to`,
      done: 'killed',
      confirmation: (containers, engine) => {
        const names = containers.map((container) => container.name);
        const lost = signal === 'SIGKILL' || signal === 'KILL' || signal === '9';
        const effect = lost
          ? 'It ends at once and can save nothing.'
          : 'What follows is up to the program; many end, and lose what they have not saved.';
        const detail = [names.length > 1 ? `${nameList(names)}.` : '', effect, swarmTaskNote(containers) ?? ''];
        return {
          question: `Send ${signal} to ${counted('container', names)} on ${engine}?`,
          detail: detail.filter(Boolean).join('\n'),
          action: lost ? 'Kill' : `Send ${signal}`,
        };
      },
    },
    options,
  );
}

async function askSignal(): Promise<string | undefined> {
  const choice = await vscode.window.showQuickPick([...signals], { title: 'Kill', placeHolder: 'Which signal?' });
  return choice?.label;
}
