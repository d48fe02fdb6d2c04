// The command dockhound.diagnose: finds out what is wrong with something, or with everything, and shows it.

import * as vscode from 'vscode';
import { EngineError } from '../engine/engineError';
import type { Diagnosis } from '../model/finding';
import type { TargetRef } from '../model/target';
import type { Services } from '../services';
import { type AskedDiagnosis, askDiagnosis } from '../views/diagnosis/askedDiagnosis';
import type { CommandOptions } from './command';

/**
 * Options: `symptom`, `deadlineMs`, and `show: false` for the result alone. Resolves with the diagnosis that the panel shows,
 * and rejects with an `EngineError` (`cancelled`) when it is cancelled there.
 */
export async function diagnoseObject(
  services: Services,
  target: TargetRef | undefined,
  options: CommandOptions,
): Promise<Diagnosis> {
  const { symptom, deadlineMs, show, preserveFocus } = options;
  const asked = askDiagnosis(services.diagnoses, target, {
    ...(typeof symptom === 'string' ? { symptom } : {}),
    ...(typeof deadlineMs === 'number' && deadlineMs > 0 ? { deadlineMs } : {}),
  });
  if (show === false) return settled(services, target, asked);
  try {
    await services.panels.open('diagnosis', target ?? { kind: 'engine' }, { asked, preserveFocus });
  } catch (error) {
    asked.cancel();
    throw error;
  }
  return settled(services, target, asked);
}

/** Everything, when nothing is picked. */
export async function diagnoseEverything(
  services: Services,
  _first: unknown,
  options: CommandOptions,
): Promise<Diagnosis> {
  return diagnoseObject(services, undefined, options);
}

async function settled(
  { cluster }: Services,
  target: TargetRef | undefined,
  { diagnosis }: AskedDiagnosis,
): Promise<Diagnosis> {
  const title = `Diagnosing ${target?.name ?? target?.kind ?? 'everything'}…`;
  try {
    return await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => diagnosis);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const message = 'The diagnosis was cancelled.';
    throw new EngineError({ reason: 'cancelled', engine: cluster.info?.label ?? 'the engine', message });
  }
}
