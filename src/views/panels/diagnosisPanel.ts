// The host side of the diagnosis panel: asks, keeps what was found current, leads to the evidence, and does what was chosen.

import { maskFinding } from '../../diagnosis/maskFinding';
import type { EventHistory, HistoryUse } from '../../feeds/events/eventHistory';
import { type EventSubject, isAbout } from '../../feeds/events/eventMatch';
import { EventView } from '../../feeds/events/eventView';
import type { Diagnosis, Finding, Remedy } from '../../model/finding';
import { HumanError } from '../../model/humanError';
import { objectKinds } from '../../model/objects';
import type { TargetRef } from '../../model/target';
import type { OfferedProbe } from '../../probes/probeSet';
import {
  type DiagnosisContract,
  type DiagnosisState,
  diagnosisValidators,
  type ShownDiagnosis,
} from '../../protocol/diagnosis';
import { DisposableStore } from '../../util/disposable';
import { messageOf } from '../../util/messageOf';
import { askDiagnosis, type Diagnoser } from '../diagnosis/askedDiagnosis';
import { diagnosisMarkdown } from '../diagnosis/diagnosisMarkdown';
import type { DiagnosisDoors } from './diagnosis/diagnosisDoors';
import { createDiagnosisReadings, type ReadingPace } from './diagnosis/diagnosisReadings';
import { jumpOf } from './diagnosis/evidenceJumps';
import { type Involved, involvedIn } from './diagnosis/involved';
import { createProbing, offersFor, shownProbes } from './diagnosis/probing';
import { shownDiagnosis } from './diagnosis/shownDiagnosis';
import { type LogMark, logMarksOf, momentAt, targetTimeline } from './diagnosis/targetTimeline';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';

/** A storm of events is one message. */
const tellHappenedEveryMs = 500;

export interface DiagnosisParts {
  readonly diagnoses: Diagnoser;
  readonly history: EventHistory;
  readonly doors: DiagnosisDoors;
  readonly pace?: ReadingPace;
}

export function diagnosisPanel(parts: DiagnosisParts): PanelDefinition<DiagnosisContract> {
  return { validators: diagnosisValidators, create: (link) => createDiagnosisController(link, parts) };
}

function createDiagnosisController(
  link: PanelLink<DiagnosisContract>,
  { diagnoses, history, doors, pace }: DiagnosisParts,
): PanelController<DiagnosisContract> {
  const { cluster, target } = link;
  const isEverything = target.kind === 'engine' || target.kind === 'swarm';
  const life = new DisposableStore();
  let subjects: readonly EventSubject[] = [target];
  let marks: readonly LogMark[] = [];
  let involved: Involved = involvedIn(cluster, target, []);
  let offers: readonly OfferedProbe[] = [];
  let known = 0;
  let shown: ShownDiagnosis | undefined;
  let use: HistoryUse | undefined;
  let visible = false;
  let happening: NodeJS.Timeout | undefined;
  const readings = life.add(
    createDiagnosisReadings({
      ask: (symptom) => askDiagnosis(diagnoses, isEverything ? undefined : target, { symptom }),
      tell,
      ...(pace === undefined ? {} : { pace }),
    }),
  );
  const events = life.add(
    new EventView(history.store, (entry) => subjects.some((one) => isAbout(cluster, one, entry)), tellHappened),
  );

  const probing = createProbing({
    execute: link.execute,
    tell,
    found: () => readings.read(readings.state.symptom),
  });

  function tell(): void {
    const { revision, readAt, diagnosis, dossiers } = readings.state;
    if (diagnosis && revision !== known) {
      known = revision;
      subjects = isEverything ? [target] : [target, ...concerned(diagnosis)];
      const spokenOf = new Set(subjects.map(({ id }) => id));
      marks = logMarksOf(
        dossiers,
        diagnosis.findings
          .map(maskFinding)
          .flatMap(({ evidence, subject }) => evidence.map((one) => ({ ...one, of: one.of ?? subject }))),
        spokenOf,
      );
      offers = isEverything ? [] : offersFor(dossiers, spokenOf);
      shown = shownDiagnosis(diagnosis, {
        ...{ revision, readAt, canRun: doors.hasCommand, probes: shownProbes(offers) },
        jump: (finding, evidence) => jumpOf(cluster, finding, evidence)?.type,
      });
      involved = involvedIn(cluster, target, dossiers);
      events.refresh();
    }
    link.notify('state', stateOut());
  }

  function tellHappened(): void {
    if (!visible) return;
    happening ??= setTimeout(() => {
      happening = undefined;
      link.notify('happened', null);
    }, tellHappenedEveryMs);
  }

  function stateOut(): DiagnosisState {
    const { reading, resolved, settling, cancelled, failure, symptom } = readings.state;
    const words = `Reading what the engine knows of ${isEverything ? 'everything that looks ill' : target.name}`;
    return {
      symptom,
      ...(reading === undefined ? {} : { reading: { ...reading, words } }),
      ...(shown === undefined ? {} : { shown }),
      ...(resolved === undefined ? {} : { resolved }),
      ...(settling ? { settling } : {}),
      ...(cancelled ? { cancelled } : {}),
      ...(failure === undefined ? {} : { failure }),
      ...(probing.under === undefined ? {} : { probing: probing.under }),
      ...(probing.results.length === 0 ? {} : { probed: probing.results }),
    };
  }

  function findingOf(revision: number, at: number): Finding {
    const { state } = readings;
    const finding = state.revision === revision ? state.diagnosis?.findings[at] : undefined;
    if (!finding) throw changedMeanwhile();
    return finding;
  }

  function remedyOf(place: { readonly revision: number; readonly finding: number; readonly remedy: number }): Remedy {
    const remedy = maskFinding(findingOf(place.revision, place.finding)).remedies[place.remedy];
    if (!remedy) throw changedMeanwhile();
    return remedy;
  }

  /** From the first look to the end of the panel, since what nobody hears is lost. */
  function begin(): void {
    life.add(cluster.watch({ tasks: true }));
    use = life.add(history.use());
    life.add(history.onDidChangeState(tellHappened));
    life.add(
      cluster.onDidChange((change) => {
        if (change.type === 'reset') events.refresh();
        if (involved(change)) readings.changed();
      }),
    );
  }

  return {
    handlers: {
      start: ({ symptom }) => {
        const { reading, diagnosis, cancelled } = readings.state;
        if (!reading && !diagnosis && !cancelled) readings.read(symptom);
        return stateOut();
      },
      diagnose: ({ symptom }) => {
        readings.read(symptom.trim());
        return null;
      },
      cancel: () => {
        readings.cancel();
        return null;
      },
      jump: async ({ revision, finding, evidence }) => {
        const found = findingOf(revision, finding);
        const proof = found.evidence[evidence];
        const jump = proof && jumpOf(cluster, found, proof);
        if (!jump) throw new HumanError('This leads nowhere.');
        switch (jump.type) {
          case 'log':
            await link.execute('dockhound.logs', jump.target, jump.at === undefined ? {} : { at: jump.at });
            return { moment: null };
          case 'inspect':
            await link.execute('dockhound.inspect', jump.target, jump.path === undefined ? {} : { path: jump.path });
            return { moment: null };
          case 'document':
            await doors.openDocument(jump.file, jump.line);
            return { moment: null };
          case 'timeline':
            return { moment: momentAt(events.entries, jump.at) ?? null };
        }
      },
      remedy: (place) => {
        const { command, arguments: given = [] } = remedyOf(place);
        if (command === undefined || !doors.hasCommand(command)) throw new HumanError('This cannot be done from here.');
        const [first, options] = given;
        const asked = typeof options === 'object' && options !== null ? options : {};
        // The command shows what goes wrong; the panel does not wait for it, since it may ask the person.
        link
          .execute(command, first, { ...asked, fromPanel: true })
          .catch((error: unknown) => link.log(`${command}: ${messageOf(error)}`));
        return null;
      },
      copySnippet: async (place) => {
        const { snippet } = remedyOf(place);
        if (snippet === undefined) throw new HumanError('There is nothing to copy.');
        await doors.copy(snippet);
        return null;
      },
      openRule: async ({ revision, finding }) => {
        await doors.openRule(findingOf(revision, finding).rule);
        return null;
      },
      probe: ({ revision, probe }) => {
        const offer = readings.state.revision === revision ? offers[probe] : undefined;
        if (!offer) throw changedMeanwhile();
        probing.run(offer);
        return null;
      },
      copyMarkdown: async () => {
        const { diagnosis } = readings.state;
        if (!diagnosis) throw new HumanError('There is nothing to copy yet.');
        await doors.copy(diagnosisMarkdown(diagnosis));
        return null;
      },
      timeline: (question) => targetTimeline(events.entries, marks, question),
    },
    setVisible(now) {
      if (visible === now) return;
      visible = now;
      if (visible && !use) begin();
      readings.setSeen(visible);
    },
    show({ asked }) {
      if (asked) readings.adopt(asked);
    },
    retry() {
      readings.read(readings.state.symptom);
    },
    dispose() {
      clearTimeout(happening);
      life.dispose();
    },
  };
}

function changedMeanwhile(): HumanError {
  return new HumanError('The diagnosis has changed meanwhile.', 'Choose again.');
}

/** Who is spoken of, as far as events tell of them. */
function concerned({ findings }: Diagnosis): readonly EventSubject[] {
  const all = findings.flatMap(({ subject, evidence, chain = [] }) => [
    subject,
    ...evidence.flatMap(({ of }) => of ?? []),
    ...chain.map(({ of }) => of),
  ]);
  return all.flatMap((one) => subjectOf(one) ?? []);
}

function subjectOf({ kind, id, name }: TargetRef): EventSubject | undefined {
  const known = objectKinds.find((one) => one === kind);
  return known && id !== undefined ? { kind: known, id, name: name ?? id } : undefined;
}
