// The command dockhound.diagnose: finds out what is wrong with something, or with everything, and shows it.

import * as vscode from 'vscode';
import type { Diagnosis } from '../model/finding';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';
import { diagnosisMarkdown } from '../views/diagnosis/diagnosisMarkdown';
import type { CommandOptions } from './command';

/** Options: `symptom`, `deadlineMs`, and `show: false` for the result alone. Resolves with the diagnosis. */
export async function diagnoseObject(
  services: Services,
  target: TargetRef | undefined,
  options: CommandOptions,
): Promise<Diagnosis> {
  const { symptom, deadlineMs } = options;
  const diagnosis = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Window,
      title: `Diagnosing ${target?.name ?? target?.kind ?? 'everything'}…`,
    },
    () =>
      services.diagnoses.diagnose(target, {
        ...(typeof symptom === 'string' ? { symptom } : {}),
        ...(typeof deadlineMs === 'number' && deadlineMs > 0 ? { deadlineMs } : {}),
      }),
  );
  if (options.show !== false) await show(diagnosis);
  return diagnosis;
}

/** Everything, when nothing is picked. */
export async function diagnoseEverything(
  services: Services,
  _first: unknown,
  options: CommandOptions,
): Promise<Diagnosis> {
  return diagnoseObject(services, undefined, options);
}

async function show(diagnosis: Diagnosis): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: diagnosisMarkdown(diagnosis),
  });
  await vscode.commands.executeCommand('markdown.showPreview', document.uri);
}
