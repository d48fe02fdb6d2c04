// What of the stats panel is a setting: from which share of a limit on a value is coloured.

import * as vscode from 'vscode';
import { readThresholds, type StatsThresholds } from '../../model/statsLevels';
import type { Disposable } from '../../util/disposable';

export interface StatsSettings {
  thresholds(): StatsThresholds;
  onThresholds(listener: () => void): Disposable;
}

const setting = 'dockhound.stats.thresholds';

export const statsSettings: StatsSettings = {
  thresholds: () => readThresholds(vscode.workspace.getConfiguration().get(setting)),
  onThresholds: (listener) =>
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting)) listener();
    }),
};
