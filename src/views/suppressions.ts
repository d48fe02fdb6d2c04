// What the person does not want to be told of, as the settings and the labels in the live picture say it now.

import * as vscode from 'vscode';
import type { Cluster } from '../cluster/cluster';
import { readSuppressions, type Sifted, type Suppression, sift } from '../diagnosis/suppression';
import type { Finding } from '../model/finding';
import { isObjectKind } from '../model/objects';
import type { TargetRef } from '../model/target';
import { type Disposable, DisposableStore } from '../util/disposable';
import { Emitter, type Event } from '../util/emitter';

/** Its name below `dockhound`. */
export const ignoreSetting = 'diagnosis.ignore';

export interface Suppressions extends Disposable {
  /** Whether a finding is listed is asked anew after this. Labels change with the picture, which tells it itself. */
  readonly onDidChange: Event<void>;
  readonly settings: readonly Suppression[];
  sift(findings: readonly Finding[]): Sifted;
}

export function createSuppressions(cluster: Pick<Cluster, 'get'>, onError: (error: unknown) => void): Suppressions {
  const life = new DisposableStore();
  const changed = life.add(new Emitter<void>(onError));
  let settings = readSetting();
  life.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(`dockhound.${ignoreSetting}`)) return;
      settings = readSetting();
      changed.fire();
    }),
  );
  const labelsOf = ({ kind, id }: TargetRef) => {
    const object = id !== undefined && isObjectKind(kind) ? cluster.get(kind, id) : undefined;
    return object !== undefined && 'labels' in object ? object.labels : undefined;
  };
  return {
    onDidChange: changed.event,
    get settings() {
      return settings;
    },
    sift: (findings) => sift(findings, settings, labelsOf),
    dispose: () => life.dispose(),
  };
}

function readSetting(): readonly Suppression[] {
  return readSuppressions(vscode.workspace.getConfiguration('dockhound').get(ignoreSetting));
}
