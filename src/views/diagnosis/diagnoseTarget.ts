// Diagnosis on demand, as the API, the command and the panel ask for it: collects the evidence, judges it, never guesses.

import type { Cluster } from '../../cluster/cluster';
import { type CollectOptions, collectEvidence } from '../../cluster/evidence/collectEvidence';
import type { NodeRoutes } from '../../cluster/nodeRoutes';
import { diagnose } from '../../diagnosis/diagnose';
import { compareFindings, isAtLeast } from '../../diagnosis/ranking';
import { screen } from '../../diagnosis/screen/screen';
import { readSymptom } from '../../diagnosis/symptom';
import { unknownDiagnosis } from '../../diagnosis/unavailable';
import { EngineError } from '../../engine/engineError';
import type { Dossier } from '../../model/dossier/dossier';
import type { Diagnosis, Finding } from '../../model/finding';
import type { Gap } from '../../model/gap';
import type { TargetRef } from '../../model/target';

export interface DiagnoseTargetOptions extends CollectOptions {
  /** What the person sees, in their words. */
  readonly symptom?: string;
  /** Hears of all evidence that was judged, one dossier for each object that was looked at closely. */
  readonly onDossier?: (dossier: Dossier) => void;
}

/** Ill objects that are looked at closely when everything is asked for; of the others the screen's finding stands. */
const mostClosely = 12;

/**
 * Without a target: everything that is wrong, worst first. An engine that does not answer makes the status `unknown`; rejects
 * only when `signal` fires.
 */
export async function diagnoseTarget(
  cluster: Cluster,
  routes: NodeRoutes,
  target: TargetRef | undefined,
  options: DiagnoseTargetOptions = {},
): Promise<Diagnosis> {
  const started = performance.now();
  try {
    const found =
      target === undefined || target.kind === 'engine' || target.kind === 'swarm'
        ? await diagnoseEverything(cluster, routes, target, options)
        : await diagnoseClosely(cluster, routes, target, options);
    return { ...found, tookMs: Math.round(performance.now() - started) };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    return unknownDiagnosis(target ?? { kind: 'engine' }, gapOf(error), Math.round(performance.now() - started));
  }
}

async function diagnoseClosely(
  cluster: Cluster,
  routes: NodeRoutes,
  target: TargetRef,
  options: DiagnoseTargetOptions,
): Promise<Diagnosis> {
  // What lies in a container's own layer is read where data are said to be lost: it decides whether it holds any.
  const layers = readSymptom(options.symptom).kinds.has('losesData');
  const dossier = await collectEvidence(cluster, routes, target, { ...options, layers });
  options.onDossier?.(dossier);
  return diagnose(dossier, options);
}

/** The screen tells who is ill; the worst of them are looked at closely, all within the one deadline. */
async function diagnoseEverything(
  cluster: Cluster,
  routes: NodeRoutes,
  asked: TargetRef | undefined,
  options: DiagnoseTargetOptions,
): Promise<Diagnosis> {
  const interest = cluster.watch({ tasks: true });
  try {
    await cluster.ready(options.signal);
    const screened = screen(cluster, Date.now()).findings;
    const ill = screened.filter(
      (finding) =>
        isAtLeast(finding, 'warning') && (finding.subject.kind === 'container' || finding.subject.kind === 'service'),
    );
    const subjects = distinct(ill.map(({ subject }) => subject)).slice(0, mostClosely);
    const close = await Promise.all(subjects.map((subject) => diagnoseClosely(cluster, routes, subject, options)));
    const looked = new Set(close.filter(({ findings }) => findings.length > 0).map(({ target }) => keyOf(target)));
    const findings = [
      ...close.flatMap((one) => one.findings),
      ...screened.filter(({ subject }) => !looked.has(keyOf(subject))),
    ];
    const gaps = [...cluster.gaps, ...close.flatMap((one) => one.gaps)];
    const listed = once(findings).sort(compareFindings);
    return {
      target: asked ?? { kind: 'engine', ...(cluster.info === undefined ? {} : { name: cluster.info.label }) },
      status: listed.some((finding) => isAtLeast(finding, 'warning'))
        ? 'problem'
        : gaps.length > 0
          ? 'unknown'
          : 'healthy',
      findings: listed,
      gaps: [...new Map(gaps.map((gap) => [`${gap.part} ${gap.node ?? ''} ${gap.message}`, gap])).values()],
      tookMs: 0,
    };
  } finally {
    interest.dispose();
  }
}

function distinct(targets: readonly TargetRef[]): readonly TargetRef[] {
  return [...new Map(targets.map((target) => [keyOf(target), target])).values()];
}

/** One root cause is told once, however many objects suffer from it. */
function once(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.rule} ${keyOf(finding.subject)}`, finding])).values()];
}

function keyOf({ kind, id, name }: TargetRef): string {
  return `${kind}/${id ?? name ?? ''}`;
}

function gapOf(error: Error): Gap {
  return { part: 'engine', reason: error instanceof EngineError ? error.reason : 'unexpected', message: error.message };
}
