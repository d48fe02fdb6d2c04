// `dockhound.probe`: looks inside a cluster by acting in it, after saying what it will do; never by itself.

import * as vscode from 'vscode';
import { readProbeTarget } from '../cluster/evidence/readProbeTarget';
import { imagePage } from '../cluster/probeBook';
import type { Engine } from '../engine/engine';
import type { ProbeFact } from '../model/dossier/probeFacts';
import { probeWords } from '../model/dossier/probeWords';
import { HumanError } from '../model/humanError';
import type { TargetRef } from '../model/target';
import type { ProbeId, ProbeOffer, ProbeQuestion, ProbeTarget } from '../probes/probe';
import { offersOf, probeById, probes, runProbe } from '../probes/probeSet';
import { askRegistry, pullOffers, pullProbe, pullSays } from '../probes/pullCheck';
import type { Services } from '../services';
import { plainLine } from '../util/plainLine';
import { plainMessage } from '../views/plainMessage';
import type { CommandCall } from './command';
import { confirm } from './confirm';
import { findContainer } from './containerTarget';
import { type GivenOptions, textOption } from './givenOptions';
import { withPatience } from './lifecycle/progress';
import { chooseTasks } from './serviceTasks';

export interface ProbeOutcome {
  readonly probe: ProbeId;
  /** Absent where a registry was asked for the image of a task without a container. */
  readonly containerId?: string;
  readonly facts: readonly ProbeFact[];
  /** A sentence for each fact. */
  readonly words: readonly string[];
}

/**
 * Options: `probe` (its id) with `host`, `port` or `path`; `confirmed` for a person's yes. Without `probe` a list of what makes
 * sense is shown. Of a service, `task` says which. Undefined when the person gave up. What was found is read by every diagnosis
 * of the container until it is started anew. Rejects with an `EngineError` or a `HumanError`.
 */
export async function probeContainer(
  services: Services,
  [first]: readonly [TargetRef, ...TargetRef[]],
  options: GivenOptions,
  { byPerson }: CommandCall = { byPerson: false },
): Promise<ProbeOutcome | undefined> {
  if (mayHaveNoContainer(services, first, options)) return pullOf(services, first, options, byPerson);
  const chosen = await chooseTasks(services, first, { title: 'Probe' }, options);
  if (!chosen) return undefined;
  const [target] = chosen.targets;
  const { engine, container } = await findContainer(services.cluster, target, { routes: services.routes });
  const read = await readProbeTarget(engine, container.id, AbortSignal.timeout(readMs));
  const probed: ProbeTarget = { id: container.id, name: container.name, engine: engine.label, ...read };
  const wanted = options.probe === undefined ? await choose(probed) : given(options);
  if (!wanted) return undefined;
  const probe = probeById(wanted.probe);
  if (!(await agreed(probed, wanted, options))) return undefined;
  const facts = await withPatience(plainMessage(`${probe.title}: ${probed.name} on ${probed.engine}`), (signal) =>
    runProbe(probe, probed, wanted.question, { engine, signal, now }),
  );
  const { id, image, state } = read.facts;
  if (probe.id === 'pull') services.cluster.probes.note(imagePage(image), undefined, facts);
  else services.cluster.probes.note(id, state.startedAt, facts);
  const outcome = told(services, probe.id, probed, facts);
  // Not waited for: the command is over, however long the message stays.
  if (byPerson || options.fromPanel === true) void tell(outcome.words, target);
  return { ...outcome, containerId: container.id };
}

/** Tasks that never became containers, or whose node is not reached: what is left to ask is the registry. */
function mayHaveNoContainer({ cluster }: Services, { kind, id }: TargetRef, options: GivenOptions): boolean {
  if (options.probe !== undefined) return options.probe === 'pull' && (kind === 'service' || kind === 'task');
  const tasks = kind === 'service' ? cluster.all('task') : undefined;
  return tasks !== undefined && ![...tasks.values()].some((task) => task.serviceId === id && task.state === 'running');
}

async function pullOf(
  services: Services,
  target: TargetRef,
  options: GivenOptions,
  byPerson: boolean,
): Promise<ProbeOutcome | undefined> {
  const { cluster } = services;
  const engine = await cluster.engine();
  const image = await imageOf(services, engine, target);
  const name = target.name ?? target.id ?? '';
  if (pullOffers(image).length === 0) throw new HumanError(`The image of ${name} is not known.`, 'Refresh.');
  const question = plainMessage(`${pullProbe.title}: ${name} on ${engine.label}?`);
  if (!(await confirm({ question, detail: pullSays(engine.label, image), action: 'Probe' }, options))) return undefined;
  const fact = await withPatience(question, (signal) => askRegistry(image, { engine, signal, now }));
  cluster.probes.note(imagePage(fact.image), undefined, [fact]);
  const outcome = told(services, 'pull', { name, engine: engine.label }, [fact]);
  if (byPerson || options.fromPanel === true) void tell(outcome.words, target);
  return outcome;
}

/** Empty where nobody knows. What was made a moment ago may not be in the picture yet. */
async function imageOf({ cluster }: Services, engine: Engine, { kind, id = '' }: TargetRef): Promise<string> {
  const task = kind === 'task' ? cluster.get('task', id) : undefined;
  if (task?.image) return task.image;
  const serviceId = task?.serviceId ?? (kind === 'service' ? id : undefined);
  if (serviceId === undefined) return '';
  const known = cluster.get('service', serviceId);
  if (known) return known.image;
  const read = await engine.get('service', serviceId);
  return read.ok ? read.value.image : '';
}

function told(
  { log }: Services,
  probe: ProbeId,
  { name, engine }: Pick<ProbeTarget, 'name' | 'engine'>,
  facts: readonly ProbeFact[],
): ProbeOutcome {
  const words = facts.map((fact) => plainLine(probeWords(fact, name)));
  log.info(`Probed ${name} on ${engine}: ${words.join(' ')}`);
  return { probe, facts, words };
}

function now(): string {
  return new Date().toISOString();
}

const readMs = 15_000;

type Wanted = Pick<ProbeOffer, 'probe' | 'question'>;

function given(options: GivenOptions): Wanted {
  const { id } = probeById(options.probe);
  const host = textOption(options, 'host');
  const path = textOption(options, 'path');
  const { port } = options;
  if (port !== undefined && typeof port !== 'number')
    throw new HumanError('The option port is no number.', 'Give one.');
  const question: ProbeQuestion = {
    ...(host === undefined ? {} : { host }),
    ...(path === undefined ? {} : { path }),
    ...(port === undefined ? {} : { port }),
  };
  return { probe: id, question };
}

async function agreed(target: ProbeTarget, { probe, question }: Wanted, options: GivenOptions): Promise<boolean> {
  const { title, says } = probeById(probe);
  return confirm(
    {
      question: plainMessage(`${title}: ${target.name} on ${target.engine}?`),
      detail: says(target, question),
      action: 'Probe',
    },
    options,
  );
}

interface Choice extends vscode.QuickPickItem {
  readonly offer: ProbeOffer | 'connect' | 'resolve';
}

const icons: Readonly<Record<ProbeId, string>> = {
  listening: 'radio-tower',
  connect: 'plug',
  resolve: 'globe',
  healthcheck: 'heart',
  ownership: 'lock',
  pull: 'cloud-download',
};

async function choose(target: ProbeTarget): Promise<Wanted | undefined> {
  const offers = offersOf(target);
  const choices: Choice[] = offers.map((offer) => ({
    label: plainMessage(offer.title),
    detail: plainMessage(probeById(offer.probe).says(target, offer.question)),
    iconPath: new vscode.ThemeIcon(icons[offer.probe]),
    offer,
  }));
  if (target.facts.state.status === 'running' && target.facts.networkMode !== 'none') {
    for (const probe of ['connect', 'resolve'] as const) {
      const { title } = probes.find(({ id }) => id === probe) ?? { title: probe };
      choices.push({ label: `${title}…`, iconPath: new vscode.ThemeIcon(icons[probe]), offer: probe });
    }
  }
  const picked = await vscode.window.showQuickPick(choices, {
    title: plainMessage(`Probe ${target.name} on ${target.engine}`),
    placeHolder: 'What to find out? Nothing runs before you agree.',
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return typeof picked.offer === 'string' ? askAddress(picked.offer) : picked.offer;
}

async function askAddress(probe: 'connect' | 'resolve'): Promise<Wanted | undefined> {
  const withPort = probe === 'connect';
  const form = withPort ? /^\s*(\S+):(\d{1,5})\s*$/ : /^\s*([^\s:]+)\s*$/;
  const text = await vscode.window.showInputBox({
    title: probeById(probe).title,
    prompt: withPort ? 'Host and port, for example db:5432' : 'A name, for example db',
    ignoreFocusOut: true,
    validateInput: (value) => (form.test(value) ? undefined : withPort ? 'Give host:port.' : 'Give a name.'),
  });
  const [, host = '', port] = form.exec(text ?? '') ?? [];
  if (host === '') return undefined;
  return { probe, question: { host, ...(port === undefined ? {} : { port: Number(port) }) } };
}

async function tell(words: readonly string[], target: TargetRef): Promise<void> {
  const text = plainMessage(words.join(' '));
  const answer = await vscode.window.showInformationMessage(text, 'Diagnose', 'Copy');
  if (answer === 'Copy') await vscode.env.clipboard.writeText(words.join('\n'));
  if (answer === 'Diagnose') await vscode.commands.executeCommand('dockhound.diagnose', target);
}
