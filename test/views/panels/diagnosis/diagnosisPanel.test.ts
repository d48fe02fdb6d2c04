import assert from 'node:assert/strict';
import type { NodeRoutes } from '../../../../src/cluster/nodeRoutes';
import type { EventHistory } from '../../../../src/feeds/events/eventHistory';
import { EventStore } from '../../../../src/feeds/events/eventStore';
import type { Dossier } from '../../../../src/model/dossier/dossier';
import type { Diagnosis, Finding } from '../../../../src/model/finding';
import { type DiagnosisState, diagnosisValidators } from '../../../../src/protocol/diagnosis';
import type { PanelTarget } from '../../../../src/protocol/panel';
import { Emitter } from '../../../../src/util/emitter';
import { askDiagnosis } from '../../../../src/views/diagnosis/askedDiagnosis';
import type { DiagnoseTargetOptions } from '../../../../src/views/diagnosis/diagnoseTarget';
import { diagnosisPanel } from '../../../../src/views/panels/diagnosisPanel';
import { scene } from '../../../diagnosis/dossiers';
import { entry } from '../../../feeds/events/samples';
import { container, fakeCluster, until } from '../fakeCluster';

const api: PanelTarget = { kind: 'container', id: 'c1', name: 'api' };
const db = { kind: 'container', id: 'c2', name: 'db' } as const;
const refusedAt = new Date(Date.now() - 20_000).toISOString();
const diedAt = new Date(Date.now() - 10_000);

const finding: Finding = {
  rule: 'volume-permission-denied',
  code: 'A08',
  severity: 'error',
  confidence: 0.92,
  subject: db,
  title: 'db cannot write to its volume: give volume pg to uid 999; that is why api fails',
  explanation: 'db runs as uid 999 and was given postgres://u:hunter2@db/x.',
  evidence: [
    { source: 'inspect', path: 'Config.User', excerpt: '999' },
    { source: 'log', path: 'stderr', excerpt: 'connection to db:5432 refused', at: refusedAt, of: api },
    { source: 'event', path: 'container die', excerpt: 'die exitCode=1', at: diedAt.toISOString() },
    { source: 'inspect', path: 'web: Ports', excerpt: '80' },
    { source: 'inspect', path: 'stats: pids_stats.current', excerpt: '12' },
    { source: 'document', path: '/work/compose.yaml:12', excerpt: 'user: "999"' },
  ],
  remedies: [
    { title: 'Give the volume to uid 999', snippet: 'docker run --rm -v pg:/v busybox chown -R 999 /v' },
    { title: 'Show logs', command: 'dockhound.logs', arguments: [db] },
    { title: 'Not there yet', command: 'dockhound.later', arguments: [db] },
    { title: 'Restart', command: 'dockhound.restart', arguments: [db, { timeout: 3 }] },
    { title: 'Sneak out', command: 'workbench.action.quit' },
  ],
  chain: [
    { of: api, title: 'api cannot reach db' },
    { of: db, title: 'db cannot write to its volume: give volume pg to uid 999' },
  ],
};
const other: Finding = {
  ...finding,
  rule: 'low-memory',
  severity: 'warning',
  subject: api,
  evidence: [],
  remedies: [],
};
const problem = (findings: readonly Finding[] = [finding, other]): Diagnosis => ({
  ...{ target: api, status: 'problem', findings, tookMs: 120 },
  gaps: [{ part: 'logs', reason: 'denied', message: 'The log of web cannot be read.' }],
});
const healthy: Diagnosis = { target: api, status: 'healthy', findings: [], gaps: [], tookMs: 80 };
const unknown: Diagnosis = { ...healthy, status: 'unknown', gaps: problem().gaps };

function rig(target = api) {
  const fake = fakeCluster();
  fake.set(container());
  fake.set(container({ id: 'c2', name: 'db' }));
  fake.set(container({ id: 'c9', name: 'web' }));
  const fail = (error: unknown) => {
    throw error;
  };
  const store = new EventStore(fail);
  const history = {
    store,
    use: () => ({ setNoise: () => undefined, dispose: () => undefined }),
    onDidChangeState: new Emitter<never>(fail).event,
  } as unknown as EventHistory;
  const asked: DiagnoseTargetOptions[] = [];
  const answers: (Diagnosis | Promise<Diagnosis>)[] = [];
  const diagnoses = {
    async diagnose(_target: unknown, options: DiagnoseTargetOptions) {
      asked.push(options);
      for (const dossier of dossiers) options.onDossier?.(dossier);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      const cancelled = new Promise<never>((_done, refuse) => {
        options.signal?.addEventListener('abort', () => refuse(new DOMException('gone', 'AbortError')));
      });
      return Promise.race([answer ?? healthy, cancelled]);
    },
  };
  const dossiers: Dossier[] = [];
  const executed: unknown[][] = [];
  const outcome = { of: undefined as unknown };
  const doors = { copied: '', rule: '', opened: '' };
  const told: DiagnosisState[] = [];
  const controller = diagnosisPanel({
    ...{ diagnoses, history },
    doors: {
      copy: async (text) => {
        doors.copied = text;
      },
      openRule: async (rule) => {
        doors.rule = rule;
      },
      openDocument: async (file, line) => {
        doors.opened = `${file} ${line}`;
      },
      hasCommand: (command) => command.startsWith('dockhound.') && command !== 'dockhound.later',
    },
    pace: { gather: 5, apart: 0, settle: 20, followUps: [40] },
  }).create({
    ...{ cluster: fake.cluster, target, routes: {} as NodeRoutes },
    notify: (name, params) => {
      if (name === 'state') told.push(params as DiagnosisState);
    },
    setGaps: () => undefined,
    openRaw: async () => undefined,
    execute: async (...given) => {
      executed.push(given);
      if (outcome.of instanceof Error) throw outcome.of;
      return outcome.of;
    },
    log: () => undefined,
  });
  const state = () => controller.handlers.start({ symptom: '' }) as DiagnosisState;
  /** Shows the panel, and waits for the first answer. */
  async function shown(first: Diagnosis): Promise<DiagnosisState> {
    answers.push(first);
    controller.setVisible(true);
    state();
    await until(() => state().shown !== undefined, 'the first diagnosis');
    return state();
  }
  return {
    ...{ fake, store, asked, answers, diagnoses, dossiers, executed, outcome, doors, told },
    ...{ controller, state, shown },
  };
}

describe('the diagnosis panel', () => {
  it('shows names, the way to the object to blame, and what can be done, secrets masked', async () => {
    const { shown: begin, controller } = rig();
    const { shown } = await begin(problem());
    const first = shown?.findings[0];
    assert.deepEqual([shown?.status, first?.sure, first?.subject], ['problem', 92, { kind: 'container', name: 'db' }]);
    assert.deepEqual(first?.chain, [
      { of: { kind: 'container', name: 'api' }, title: 'api cannot reach db' },
      { of: { kind: 'container', name: 'db' } },
    ]);
    assert.deepEqual(
      first?.evidence.map(({ jump }) => jump),
      ['inspect', 'log', 'timeline', 'inspect', undefined, 'document'],
    );
    assert.deepEqual(
      first?.remedies.map(({ runs }) => runs),
      [false, true, false, true, false],
    );
    assert.deepEqual(shown?.gaps, ['The log of web cannot be read.']);
    assert.doesNotMatch(JSON.stringify(shown), /hunter2/);
    controller.dispose();
  });

  it('leads to the log, the place in inspect, the moment and the file; refuses what is shown no more', async () => {
    const { shown: begin, controller, executed, doors, store } = rig();
    store.add(entry(store.nextSeq(), diedAt.getTime() - 5000, { id: 'c2', action: 'start' }));
    store.add(entry(store.nextSeq(), diedAt.getTime(), { id: 'c2', action: 'die', tone: 'bad' }));
    const { shown } = await begin(problem());
    const revision = shown?.revision ?? -1;
    const jump = (evidence: number) => controller.handlers.jump({ revision, finding: 0, evidence });
    await jump(0);
    await jump(1);
    await jump(3);
    assert.deepEqual(executed, [
      ['dockhound.inspect', db, { path: 'Config.User' }],
      ['dockhound.logs', api, { at: refusedAt }],
      ['dockhound.inspect', { kind: 'container', id: 'c9', name: 'web' }, { path: 'Ports' }],
    ]);
    const { moment } = await jump(2);
    const timeline = await controller.handlers.timeline({ range: { from: null, to: null }, columns: 60, lanes: 9 });
    assert.equal(timeline.moments.find(({ seq }) => seq === moment)?.action, 'die');
    assert.deepEqual(
      timeline.lanes.map(({ kind }) => kind),
      ['container', 'log'],
    );
    assert.ok(timeline.moments.some(({ details }) => details === 'connection to db:5432 refused'));
    await jump(5);
    assert.equal(doors.opened, '/work/compose.yaml 12');
    await assert.rejects(async () => jump(4), /leads nowhere/);
    await assert.rejects(async () => controller.handlers.jump({ revision: 99, finding: 0, evidence: 0 }), /changed/);
    controller.dispose();
  });

  it('runs its own commands only, copies what it offers, and opens the page of the rule', async () => {
    const { shown: begin, controller, executed, doors } = rig();
    const { shown } = await begin(problem());
    const at = (remedy: number) => ({ revision: shown?.revision ?? -1, finding: 0, remedy });
    await controller.handlers.remedy(at(1));
    await controller.handlers.remedy(at(3));
    assert.deepEqual(executed, [
      ['dockhound.logs', db, { fromPanel: true }],
      ['dockhound.restart', db, { timeout: 3, fromPanel: true }],
    ]);
    for (const refused of [0, 2, 4]) {
      await assert.rejects(async () => controller.handlers.remedy(at(refused)), /cannot be done/);
    }
    await controller.handlers.copySnippet(at(0));
    assert.match(doors.copied, /^docker run --rm/);
    await controller.handlers.openRule({ revision: shown?.revision ?? -1, finding: 1 });
    assert.equal(doors.rule, 'low-memory');
    await controller.handlers.copyMarkdown(null);
    assert.match(doors.copied, /# Diagnosis of container api/);
    assert.doesNotMatch(doors.copied, /hunter2/);
    controller.dispose();
  });

  it('reads again when the picture changes, says resolved only on the second look, and takes it back', async () => {
    const { shown: begin, controller, fake, state, answers, asked, told } = rig();
    await begin(problem());
    answers.splice(0, answers.length, healthy);
    fake.set(container({ state: 'exited' }));
    await until(() => state().resolved !== undefined, 'the second look');
    // After the first look at what is better, the trouble still stood there.
    assert.ok(told.some(({ settling, shown, resolved }) => settling && shown?.status === 'problem' && !resolved));
    assert.equal(state().resolved?.title, finding.title);
    assert.deepEqual([state().shown?.status, state().settling], ['healthy', undefined]);
    answers.splice(0, answers.length, problem());
    fake.set(container({ state: 'dead' }));
    await until(() => state().shown?.status === 'problem', 'the trouble again');
    assert.equal(state().resolved, undefined);
    // What could not be looked at is not resolved.
    answers.splice(0, answers.length, unknown);
    fake.set(container());
    await until(() => state().shown?.status === 'unknown', 'the gap');
    assert.equal(state().resolved, undefined);
    const before = asked.length;
    fake.set(container({ id: 'c9', name: 'web', state: 'paused' }));
    await new Promise((done) => setTimeout(done, 60));
    assert.equal(asked.length, before, 'another object changed, which was not read');
    controller.dispose();
  });

  it('does nothing while hidden, and looks once when it is seen again', async () => {
    const { shown: begin, controller, fake, asked } = rig();
    await begin(problem());
    controller.setVisible(false);
    const before = asked.length;
    fake.set(container({ state: 'exited' }));
    await new Promise((done) => setTimeout(done, 60));
    assert.equal(asked.length, before);
    controller.setVisible(true);
    await until(() => asked.length === before + 1, 'one look');
    controller.dispose();
  });

  it('asks with what the person sees, is cancelled, and shows what a command has asked', async () => {
    const { controller, state, answers, asked, diagnoses } = rig();
    answers.push(new Promise<Diagnosis>(() => undefined));
    controller.setVisible(true);
    controller.handlers.diagnose({ symptom: 'cannot be reached' });
    assert.deepEqual([state().reading?.asked, state().symptom], [true, 'cannot be reached']);
    controller.handlers.cancel(null);
    await until(() => state().reading === undefined, 'the end');
    assert.deepEqual([state().cancelled, state().failure], [true, undefined]);
    answers.splice(0, answers.length, problem());
    const given = askDiagnosis(diagnoses, api, { symptom: 'is slow', deadlineMs: 900 });
    controller.show?.({ asked: given });
    assert.equal((await given.diagnosis).status, 'problem');
    await until(() => state().shown !== undefined, 'what was asked for');
    assert.deepEqual([state().symptom, asked.length], ['is slow', 2]);
    assert.deepEqual([asked[1]?.symptom, asked[1]?.deadlineMs], ['is slow', 900]);
    controller.dispose();
  });

  it('offers probes, shows what came of one, and diagnoses anew with it', async () => {
    const { shown: begin, controller, dossiers, executed, outcome, asked, state } = rig();
    dossiers.push(scene({ boxes: [{ name: 'api', config: { Healthcheck: { Test: ['CMD', 'true'] } } }] }));
    const { shown } = await begin(problem());
    const at = shown?.probes.findIndex(({ title }) => /health/i.test(title)) ?? -1;
    assert.ok(at >= 0);
    const probe = () => controller.handlers.probe({ revision: state().shown?.revision ?? -1, probe: at });
    // The person says no.
    probe();
    assert.match(state().probing ?? '', /health/i);
    await until(() => state().probing === undefined, 'the end');
    assert.deepEqual([state().probed, asked.length], [undefined, 1]);
    const [command, target, options] = executed[0] ?? [];
    assert.deepEqual([command, (target as { name: string }).name], ['dockhound.probe', 'api']);
    // A person's call would show what goes wrong elsewhere.
    assert.deepEqual(options, { probe: 'healthcheck' });
    outcome.of = { words: ['It passes.'] };
    probe();
    await until(() => asked.length === 2, 'another diagnosis');
    assert.deepEqual(state().probed?.[0]?.lines, ['It passes.']);
    await until(() => state().reading === undefined, 'its end');
    outcome.of = new Error('No shell in it.');
    probe();
    await until(() => state().probing === undefined, 'the failure');
    assert.deepEqual([state().probed?.[0]?.failed, state().probed?.[0]?.lines], [true, ['No shell in it.']]);
    assert.equal(asked.length, 2);
    controller.dispose();
  });

  it('refuses what a view should not send', () => {
    const { start, jump, timeline } = diagnosisValidators;
    assert.ok(start.safeParse({ symptom: 'slow' }).success);
    assert.ok(!start.safeParse({ symptom: 'x'.repeat(2000) }).success);
    assert.ok(!jump.safeParse({ revision: 1, finding: -1, evidence: 0 }).success);
    assert.ok(!timeline.safeParse({ range: { from: null, to: null }, columns: 1e9, lanes: 3 }).success);
  });
});
