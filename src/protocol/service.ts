// The contract of the service form: the view writes a draft, the host judges it, previews it and carries it out.

import * as z from 'zod/mini';
import type { DraftProblem, ServiceDraft } from '../model/serviceDraft';
import { type CommonNotices, type CommonRequests, commonValidators, type PanelTarget, type Validators } from './panel';

/** What the form of a new service stands for: no object has this id. */
export const newService: PanelTarget = { kind: 'service', id: 'new', name: 'New service' };

/** Texts to choose from, by what they name. */
export interface Suggestions {
  readonly images: readonly string[];
  readonly networks: readonly string[];
  readonly secrets: readonly string[];
  readonly configs: readonly string[];
  readonly volumes: readonly string[];
  readonly constraints: readonly string[];
}

export interface FieldChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** What the host says of a draft. Secrets are masked in all of it. */
export interface ServiceCheck {
  readonly problems: readonly DraftProblem[];
  /** The `docker service create` line that does the same; absent while editing. */
  readonly command?: string;
  /** The ServiceSpec as it would be sent, as text. */
  readonly spec: string;
  /** While editing: what differs from the service as it was read. */
  readonly changes: readonly FieldChange[];
}

export interface ServiceFormState {
  readonly editing: boolean;
  /** Secrets masked; a mask that comes back stands for what it hides. */
  readonly draft: ServiceDraft;
  readonly opened: ServiceDraft;
  readonly suggestions: Suggestions;
  readonly outcome: ServiceOutcome;
}

/** The newest task of one slot, while a change is under way. */
export interface SlotRow {
  readonly name: string;
  readonly node: string;
  readonly state: string;
  readonly error?: string;
}

export type ServiceOutcome =
  | { readonly type: 'none' }
  | { readonly type: 'running'; readonly slots: readonly SlotRow[] }
  | { readonly type: 'done'; readonly message: string; readonly actions: readonly string[] }
  | { readonly type: 'failed'; readonly message: string; readonly next?: string; readonly actions: readonly string[] };

type DraftParams = { readonly draft: Readonly<Record<string, unknown>> };

export type ServiceContract = {
  requests: CommonRequests & {
    /** `saved` is what the view kept over a reload. */
    start: {
      params: { readonly saved: { readonly draft: unknown; readonly opened: unknown } | null };
      result: ServiceFormState;
    };
    check: { params: DraftParams; result: ServiceCheck };
    /** Answered at once; what comes of it is told by `outcome`. */
    submit: { params: DraftParams; result: null };
    editAsJson: { params: DraftParams; result: null };
    /** Runs one of the outcome's actions. */
    act: { params: { readonly index: number }; result: null };
  };
  notices: CommonNotices & { outcome: ServiceOutcome; suggestions: Suggestions; form: ServiceFormState };
};

const draftParams = z.object({ draft: z.record(z.string(), z.unknown()) });

export const serviceValidators: Validators<ServiceContract['requests']> = {
  ...commonValidators,
  start: z.object({ saved: z.nullable(z.object({ draft: z.unknown(), opened: z.unknown() })) }),
  check: draftParams,
  submit: draftParams,
  editAsJson: draftParams,
  act: z.object({ index: z.number().check(z.minimum(0), z.maximum(20)) }),
};
