// What is wrong with a draft, before anything changes; each problem names its field.

import type { Network } from '../../model/network';
import type { FileMeta } from '../../model/secret';
import type { Service } from '../../model/service';
import type { DraftProblem, ServiceDraft } from '../../model/serviceDraft';
import { draftLeaf } from '../../model/serviceDraft';
import type { SwarmNode } from '../../model/swarmNode';
import { leftMasked } from './maskDraft';
import { scalars } from './scalars';
import { cores, count, duration, memory, ratio, words } from './units';
import { checkFiles, checkMounts, checkPairs } from './validateContents';
import { checkConstraints, checkNetworks, checkPorts, checkResources } from './validatePlace';

/** What is there; undefined where nobody knows, so that nothing is held against the draft. */
export interface Surroundings {
  readonly services: readonly Service[] | undefined;
  readonly networks: readonly Network[] | undefined;
  readonly secrets: readonly FileMeta[] | undefined;
  readonly configs: readonly FileMeta[] | undefined;
  readonly nodes: readonly SwarmNode[] | undefined;
  /** The service that is edited, with its draft as read; its own ports and name are no conflict, its mode is fixed. */
  readonly edited?: { readonly id: string; readonly name: string; readonly mode: ServiceDraft['mode'] };
}

export type Report = (field: string, message: string, severity?: DraftProblem['severity']) => void;

/** Errors as swarm, or the engine that starts the task, would refuse it; warnings for what it takes and nobody wants. */
export function validateDraft(draft: ServiceDraft, around: Surroundings): readonly DraftProblem[] {
  const problems: DraftProblem[] = [];
  const report: Report = (field, message, severity = 'error') => problems.push({ field, message, severity });
  checkBasics(draft, around, report);
  checkUnits(draft, report);
  checkPolicies(draft, report);
  checkPorts(draft, around, report);
  checkNetworks(draft, around, report);
  checkMounts(draft, report);
  checkPairs(draft, report);
  checkFiles(draft, around, report);
  checkConstraints(draft, around, report);
  checkResources(draft, around, report);
  const masked = leftMasked(draft);
  if (masked) report(masked, 'The dots stand for no value any more. Write it anew.');
  return problems;
}

/** Names as swarmkit's `isValidDNSName` with at most 63 characters (`manager/controlapi/service.go`, `common.go`). */
function checkBasics(draft: ServiceDraft, { services, edited }: Surroundings, report: Report): void {
  const { name, image, mode, hostname } = draft;
  if (edited) {
    if (name !== edited.name) report('name', 'Swarm cannot rename a service. Create another one.');
    if (mode !== edited.mode) report('mode', 'Swarm cannot change the mode of a service. Create another one.');
  } else if (name === '') report('name', 'It needs a name.');
  else if (name.length > 63) report('name', `The name has ${name.length} characters, and 63 are the most.`);
  else if (!/^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/.test(name)) {
    report('name', 'The name may hold letters, digits, - and _, and begins and ends with a letter or a digit.');
  } else if (services?.some((service) => service.name === name)) report('name', `There is a service ${name} already.`);
  if (image === '') report('image', 'It needs an image, for example nginx:1.27.');
  else if (!isReference(image)) {
    report('image', `${image} is no image. Write name:tag or registry/name:tag, the name in lower case.`);
  }
  // Swarm fills in templates such as {{.Node.Hostname}}.
  if (!hostname.includes('{{') && !/^[A-Za-z0-9.-]{0,63}$/.test(hostname)) {
    report('hostname', 'A host name has at most 63 letters, digits, dots and hyphens.');
  }
  if (/^0+$/.test(draft.completions) && mode === 'replicated-job') {
    report('completions', 'Nothing would run.', 'warning');
  }
}

/** `reference` of distribution: host[:port]/path:tag@digest, the path in lower case. */
function isReference(image: string): boolean {
  const form =
    /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9+._-]+:[0-9a-fA-F]{32,})?$/;
  return image.length < 1000 && form.test(image);
}

const unitWords = new Map([
  [duration, 'Write a duration with its unit, for example 10s or 1m30s.'],
  [count, 'Write a whole number, 0 or more.'],
  [ratio, 'Write a number from 0 to 1, for example 0.25.'],
  [cores, 'Write a number of cores, for example 0.5.'],
  [memory, 'Write a size, for example 512M or 1.5G.'],
  [words, 'A quote is opened and never closed.'],
]);

function checkUnits(draft: ServiceDraft, report: Report): void {
  for (const { field, unit } of scalars) {
    const text = String(draftLeaf(draft, field) ?? '');
    if (text !== '' && unit.write(text) === undefined) report(field, unitWords.get(unit) ?? 'This cannot be read.');
  }
  const amounts = {
    replicated: ['replicas'],
    'replicated-job': ['completions', 'concurrent'],
    global: [],
    'global-job': [],
  };
  for (const field of amounts[draft.mode]) {
    if (count.write(String(draftLeaf(draft, field))) === undefined) report(field, 'Write a whole number, 0 or more.');
  }
  const { kind, command } = draft.health;
  if (kind === 'exec' && words.write(command) === undefined) report('health.command', unitWords.get(words) ?? '');
  if ((kind === 'shell' || kind === 'exec') && command.trim() === '') {
    report('health.command', 'Say which command tells that it is healthy.');
  }
}

/** A health check's durations are 0 or a millisecond at least (the engine's `validateHealthCheck`). */
function checkPolicies(draft: ServiceDraft, report: Report): void {
  for (const key of ['interval', 'timeout', 'startPeriod'] as const) {
    const value = duration.write(draft.health[key]);
    if (typeof value === 'number' && value > 0 && value < 1e6) report(`health.${key}`, 'One millisecond is the least.');
  }
  const isJob = draft.mode === 'replicated-job' || draft.mode === 'global-job';
  for (const part of ['update', 'rollback'] as const) {
    const rollout = draft[part];
    const share = ratio.write(rollout.maxFailureRatio);
    if (typeof share === 'number' && share > 1) report(`${part}.maxFailureRatio`, 'It is a share: 1 is the most.');
    const said = Object.entries(rollout).find(([, value]) => value !== '');
    // swarmkit `validateServiceSpec`: "update config is not allowed for jobs".
    if (isJob && said) report(`${part}.${said[0]}`, 'A job has no update policy.');
  }
  if (isJob && draft.restart.condition === 'any') {
    report('restart.condition', 'A job that is always started again never ends. Choose on-failure or none.');
  }
}
