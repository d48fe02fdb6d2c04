// The contract of the diagnosis panel. The host reads, judges and watches; the view shows it, and names what a person chose
// by its place in what is shown.

import * as z from 'zod/mini';
import type { EventKind, EventTone } from '../model/eventEntry';
import type { Evidence, Severity } from '../model/finding';
import { maxSymptomChars } from '../model/symptomChoice';
import type { TargetKind } from '../model/target';
import type { EventRange, EventTimeline } from './events';
import { type CommonNotices, type CommonRequests, commonValidators, type Validators } from './panel';

/** Rows of the timeline as a list: the newest ones. */
export const maxMoments = 200;

/** An object by kind and name, as a person reads it. */
export interface NamedObject {
  readonly kind: TargetKind;
  readonly name: string;
}

/** Where a piece of evidence leads: another panel, the timeline of this one, or a line of a file. */
export type JumpKind = 'log' | 'inspect' | 'timeline' | 'document';

export interface ShownEvidence {
  readonly source: Evidence['source'];
  /** Whom it is told of, where that is not the object to blame. */
  readonly of?: NamedObject;
  readonly path?: string;
  readonly excerpt: string;
  /** ISO 8601. */
  readonly at?: string;
  readonly jump?: JumpKind;
}

export interface ShownRemedy {
  readonly title: string;
  /** It can be run from here. */
  readonly runs: boolean;
  readonly snippet?: string;
}

export interface ShownLink {
  readonly of: NamedObject;
  /** What is wrong there, where that is another thing than the headline says. */
  readonly title?: string;
}

export interface ShownFinding {
  readonly rule: string;
  readonly code?: string;
  readonly severity: Severity;
  /** Percent. */
  readonly sure: number;
  readonly subject: NamedObject;
  readonly title: string;
  readonly explanation: string;
  /** ISO 8601. */
  readonly since?: string;
  /** From the object that suffers to the one to blame; empty where both are one. */
  readonly chain: readonly ShownLink[];
  readonly evidence: readonly ShownEvidence[];
  readonly remedies: readonly ShownRemedy[];
}

/** What can be found out by acting inside the cluster; whoever runs it is asked first, and told what it will do. */
export interface ShownProbe {
  readonly title: string;
  readonly of?: NamedObject;
}

export interface ShownProbeResult {
  readonly title: string;
  /** One line for each thing that was found out, or why nothing was. */
  readonly lines: readonly string[];
  /** ISO 8601. */
  readonly at: string;
  readonly failed?: boolean;
}

export interface ShownDiagnosis {
  /** Names this reading: what a person chooses is said together with it. */
  readonly revision: number;
  readonly status: 'healthy' | 'problem' | 'unknown';
  /** Best explanation first. */
  readonly findings: readonly ShownFinding[];
  /** Nothing to act on: what was left out because somebody said so. */
  readonly suppressed: readonly { readonly rule: string; readonly title: string; readonly by: 'label' | 'setting' }[];
  /** What could not be checked: one line each. */
  readonly gaps: readonly string[];
  /** ISO 8601. */
  readonly readAt: string;
  readonly tookMs: number;
  readonly probes: readonly ShownProbe[];
}

/** The trouble that was shown last, and is gone. */
export interface Resolved {
  readonly title: string;
  /** ISO 8601: when it was last seen, and since when it is known to be gone. */
  readonly seenAt: string;
  readonly at: string;
}

export interface DiagnosisState {
  /** Reads: `asked` by a person, or because the picture changed. */
  readonly reading?: { readonly asked: boolean; readonly words: string };
  readonly shown?: ShownDiagnosis;
  readonly resolved?: Resolved;
  /** It looks better, and is looked at once more before that is said. */
  readonly settling?: true;
  /** The person stopped it. */
  readonly cancelled?: true;
  readonly failure?: { readonly message: string; readonly next?: string };
  /** The probe that is under way. */
  readonly probing?: string;
  /** Newest first. */
  readonly probed?: readonly ShownProbeResult[];
  /** As it was said, or empty. */
  readonly symptom: string;
}

/** One thing that happened, for who reads the timeline as a list. */
export interface Moment {
  /** Names it on the timeline; below zero for lines of logs. */
  readonly seq: number;
  readonly lane: string;
  /** RFC 3339 with nine digits, UTC. */
  readonly time: string;
  readonly kind: EventKind | 'log';
  readonly name: string;
  /** Docker's own word. */
  readonly action: string;
  /** Secrets masked. */
  readonly details: string;
  readonly tone: EventTone;
}

export interface DiagnosisTimeline extends EventTimeline {
  /** Newest first. */
  readonly moments: readonly Moment[];
  /** Older ones that are left out of `moments`. */
  readonly more: number;
}

export type DiagnosisContract = {
  requests: CommonRequests & {
    /** Takes over what the view was told before a reload. */
    start: { params: { symptom: string }; result: DiagnosisState };
    /** Reads anew, with what the person sees: empty for nothing said. */
    diagnose: { params: { symptom: string }; result: null };
    cancel: { params: null; result: null };
    /** Answers the moment on the timeline where the evidence stands there. */
    jump: { params: { revision: number; finding: number; evidence: number }; result: { moment: number | null } };
    remedy: { params: { revision: number; finding: number; remedy: number }; result: null };
    copySnippet: { params: { revision: number; finding: number; remedy: number }; result: null };
    openRule: { params: { revision: number; finding: number }; result: null };
    /** Asks the person, then acts; what comes of it is in `probed`, and the diagnosis is made anew. */
    probe: { params: { revision: number; probe: number }; result: null };
    copyMarkdown: { params: null; result: null };
    timeline: { params: { range: EventRange; columns: number; lanes: number }; result: DiagnosisTimeline };
  };
  notices: CommonNotices & {
    state: DiagnosisState;
    /** Something happened: the timeline may be asked for anew. */
    happened: null;
  };
};

const place = z.int().check(z.minimum(0));
const symptom = z.string().check(z.maxLength(maxSymptomChars));
const range = z.object({ from: z.nullable(z.number()), to: z.nullable(z.number()) });
const ofRemedy = z.object({ revision: place, finding: place, remedy: place });

export const diagnosisValidators: Validators<DiagnosisContract['requests']> = {
  ...commonValidators,
  start: z.object({ symptom }),
  diagnose: z.object({ symptom }),
  cancel: z.null(),
  jump: z.object({ revision: place, finding: place, evidence: place }),
  remedy: ofRemedy,
  copySnippet: ofRemedy,
  openRule: z.object({ revision: place, finding: place }),
  probe: z.object({ revision: place, probe: place }),
  copyMarkdown: z.null(),
  timeline: z.object({
    range,
    columns: z.int().check(z.minimum(1), z.maximum(4000)),
    lanes: z.int().check(z.minimum(1), z.maximum(60)),
  }),
};
