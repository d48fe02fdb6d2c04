// The host side of the service form: keeps the draft with its secrets, judges it against the picture, and carries it out.

import type { JsonObject } from '../../engine/engine';
import { panelError } from '../../feeds/panelError';
import { type ErrorAction, HumanError } from '../../model/humanError';
import { maskSecrets } from '../../model/maskSecrets';
import { emptyDraft, type ServiceDraft } from '../../model/serviceDraft';
import { applyDraft, toSpec } from '../../operations/serviceDraft/applyDraft';
import { createCommand } from '../../operations/serviceDraft/createCommand';
import { draftChanges, shown } from '../../operations/serviceDraft/draftChanges';
import { fromSpec } from '../../operations/serviceDraft/fromSpec';
import { lookupsIn } from '../../operations/serviceDraft/lookups';
import { maskDraft, unmaskDraft } from '../../operations/serviceDraft/maskDraft';
import { readDraft } from '../../operations/serviceDraft/readDraft';
import { validateDraft } from '../../operations/serviceDraft/validateDraft';
import {
  newService,
  type ServiceCheck,
  type ServiceContract,
  type ServiceFormState,
  type ServiceOutcome,
  serviceValidators,
} from '../../protocol/service';
import type { PanelController, PanelDefinition, PanelLink } from './panelController';
import { knownFrom, slotsOf, suggestionsFrom } from './servicePicture';

export const servicePanel: PanelDefinition<ServiceContract> = {
  validators: serviceValidators,
  create: (link) => createServiceController(link),
};

/** Suggestions follow the picture, but not faster than this. */
const suggestAfterMs = 500;
/** Slots change by the second while a service starts. */
const slotsAfterMs = 200;

function createServiceController(link: PanelLink<ServiceContract>): PanelController<ServiceContract> {
  const { cluster, target } = link;
  const editing = target.id !== newService.id;
  // Both hold secrets, and stay here; the view gets them masked.
  let latest: ServiceDraft | undefined;
  let opened: { readonly draft: ServiceDraft; readonly spec: JsonObject } | undefined;
  let outcome: ServiceOutcome = { type: 'none' };
  let actions: readonly ErrorAction[] = [];
  let timer: NodeJS.Timeout | undefined;
  const life = new AbortController();

  /** What came from the view, with the secrets that it only knows by their dots. */
  function received(value: unknown): ServiceDraft {
    const { draft } = readDraft(value);
    const known = latest ? unmaskDraft(draft, latest) : draft;
    return opened ? unmaskDraft(known, opened.draft) : known;
  }

  async function open(saved: { readonly draft: unknown; readonly opened: unknown } | null): Promise<ServiceFormState> {
    await cluster.ready(life.signal);
    if (editing && !opened) {
      const engine = await cluster.engine(life.signal);
      const { spec } = await engine.swarm.read('service', target.id, { signal: life.signal });
      const now = fromSpec(spec, lookupsIn(knownFrom(cluster)));
      // After a reload, what the view kept is what was read when the form was opened.
      opened = { spec, draft: saved ? unmaskDraft(readDraft(saved.opened).draft, now) : now };
    }
    latest ??= saved ? received(saved.draft) : (opened?.draft ?? emptyDraft);
    return formState();
  }

  function formState(): ServiceFormState {
    return {
      editing,
      draft: maskDraft(latest ?? emptyDraft),
      opened: maskDraft(opened?.draft ?? emptyDraft),
      suggestions: suggestionsFrom(cluster),
      outcome,
    };
  }

  function check(draft: ServiceDraft): ServiceCheck {
    const known = knownFrom(cluster);
    const lookups = lookupsIn(known);
    const now = opened?.draft;
    const around = now ? { ...known, edited: { id: target.id, name: now.name, mode: now.mode } } : known;
    const spec = opened ? applyDraft(opened.spec, draft, lookups) : toSpec(draft, lookups);
    return {
      problems: validateDraft(draft, around),
      spec: `${JSON.stringify(maskSecrets(spec).json, undefined, 2)}\n`,
      ...(editing ? {} : { command: createCommand(maskDraft(draft)) }),
      changes: (now ? draftChanges(now, draft) : []).map((change) => ({
        label: change.label,
        before: shown(change, change.before) ?? 'none',
        after: shown(change, change.after) ?? 'none',
      })),
    };
  }

  function become(next: ServiceOutcome, offered: readonly ErrorAction[] = []): void {
    outcome = next;
    actions = offered;
    link.notify('outcome', next);
  }

  async function carryOut(draft: ServiceDraft): Promise<void> {
    become({ type: 'running', slots: [] });
    const started = opened?.draft;
    try {
      const result = editing
        ? await link.execute('dockhound.service.update', target, { draft, opened: started })
        : await link.execute('dockhound.service.create', undefined, { draft });
      if (life.signal.aborted) return;
      const { done, id } = (result ?? {}) as { readonly done?: boolean; readonly id?: string };
      if (!done) return become({ type: 'none' });
      const made = { kind: 'service', id: id ?? target.id, name: draft.name };
      const offered = ['Logs', 'Inspect'].map((title) => ({
        title,
        command: `dockhound.${title.toLowerCase()}`,
        arguments: [made],
      }));
      const message = editing ? `${draft.name} is as you wrote it.` : `${draft.name} was created and stands.`;
      if (editing) {
        [opened, latest] = [undefined, undefined];
        await open(null);
      }
      become({ type: 'done', message, actions: offered.map(({ title }) => title) }, offered);
      link.notify('form', formState());
    } catch (error) {
      const offered = error instanceof HumanError ? error.actions : [];
      become({ type: 'failed', ...panelError(error), actions: offered.map(({ title }) => title) }, offered);
    }
  }

  const listening = cluster.onDidChange(() => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        if (outcome.type === 'running') become({ type: 'running', slots: slotsOf(cluster, latest?.name ?? '') });
        link.notify('suggestions', suggestionsFrom(cluster));
      },
      outcome.type === 'running' ? slotsAfterMs : suggestAfterMs,
    );
  });

  return {
    handlers: {
      start: ({ saved }) => open(saved),
      check: ({ draft }) => {
        latest = received(draft);
        return check(latest);
      },
      submit: ({ draft }) => {
        if (outcome.type === 'running') throw new HumanError('It is under way already.');
        latest = received(draft);
        void carryOut(latest);
        return null;
      },
      editAsJson: async ({ draft }) => {
        await link.execute('dockhound.service.editAsJson', undefined, { draft: received(draft) });
        return null;
      },
      act: async ({ index }) => {
        const action = actions[index];
        if (!action) throw new HumanError('This is not offered any more.');
        if (!('copy' in action)) await link.execute(action.command, ...(action.arguments ?? []));
        return null;
      },
    },
    setVisible: () => undefined,
    retry: () => undefined,
    dispose() {
      life.abort();
      listening.dispose();
      clearTimeout(timer);
    },
  };
}
