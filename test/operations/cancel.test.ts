// Every plan there is, cancelled at each of its calls: put back or explained, and nothing further done.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mock } from 'node:test';
import type { JsonObject } from '../../src/engine/engine';
import { HumanError } from '../../src/model/humanError';
import { emptyDraft } from '../../src/model/serviceDraft';
import { noStackObjects } from '../../src/model/stackObjects';

import { createFromDraftPlan, createFromSpecPlan, editPlan } from '../../src/operations/draftPlans';
import { drainPlan } from '../../src/operations/drainPlan';
import { connectPlan, disconnectPlan } from '../../src/operations/networkMembers';
import { createNetworkPlan } from '../../src/operations/networkPlans';
import { removeNetworkPlan } from '../../src/operations/networkRemoval';
import { availabilityPlan, labelPlan, removeNodePlan, rolePlan } from '../../src/operations/nodePlans';
import { type Plan, runPlan } from '../../src/operations/plan';
import {
  createFilePlan,
  injectFilePlan,
  removeFilePlan,
  revokeFilePlan,
  rotateFilePlan,
} from '../../src/operations/secretPlans';
import { SecretValue } from '../../src/operations/secretValue';
import { fromSpec } from '../../src/operations/serviceDraft/fromSpec';
import { lookupsIn } from '../../src/operations/serviceDraft/lookups';
import { serviceNetworkPlan } from '../../src/operations/serviceNetworks';
import { forceUpdatePlan, removeServicePlan, rollbackPlan, scalePlan } from '../../src/operations/servicePlans';
import { deployPlan } from '../../src/operations/stacks/deployPlan';
import { removeStackPlan } from '../../src/operations/stacks/removeStackPlan';
import { readRunningStack } from '../../src/operations/stacks/runningStack';
import { initPlan, joinPlan } from '../../src/operations/swarmEntry';
import { rotatePlan, unlockPlan } from '../../src/operations/swarmKeys';
import { leavePlan } from '../../src/operations/swarmLeave';
import { recoveryPlan } from '../../src/operations/swarmRecovery';
import { type CutHow, type FakeSwarm, fakeSwarm } from './fakeSwarm';

type Make = (fake: FakeSwarm) => Plan | Promise<Plan>;

const around = (fake: FakeSwarm) => ({
  ...{ engine: fake.engine, nodes: fake.nodes(), tasks: fake.tasks(), services: fake.services() },
  ...{ networks: Object.values(fake.world.networks), containers: Object.values(fake.world.containers) },
});
const nodeOf = (fake: FakeSwarm, id: string) => found(fake.nodes(), id);
const api = (fake: FakeSwarm) => found(fake.services(), 'api');
const secrets = (fake: FakeSwarm) => ({ ...around(fake), files: Object.values(fake.world.files), unreadable: 0 });
const fileOf = (fake: FakeSwarm, id: string) => found(Object.values(fake.world.files), id);
const networkOf = (fake: FakeSwarm, id: string) => found(Object.values(fake.world.networks), id);
const c1 = (fake: FakeSwarm) => found(Object.values(fake.world.containers), 'c1');
const value = () => new SecretValue(Buffer.from('x'));
const known = (fake: FakeSwarm) => ({ ...around(fake), secrets: [], configs: [] });
const scene = async (fake: FakeSwarm) => ({ ...around(fake), info: await fake.engine.info() });
const plainSpec: JsonObject = {
  ...{ Name: 'new', TaskTemplate: { ContainerSpec: { Image: 'busybox:1' } } },
  Mode: { Replicated: { Replicas: 1 } },
};

/** By the function that makes it. */
const plans: Readonly<Record<string, readonly Make[]>> = {
  availabilityPlan: [
    (fake) => availabilityPlan(nodeOf(fake, 'n4'), 'drain', around(fake)),
    (fake) => availabilityPlan(nodeOf(fake, 'n4'), 'pause', around(fake)),
  ],
  connectPlan: [
    (fake) => connectPlan(c1(fake), networkOf(fake, 'id-back'), { aliases: [] }, around(fake), fake.engine),
  ],
  createFilePlan: [(fake) => createFilePlan('secret', 'fresh', value(), {}, secrets(fake))],
  createFromDraftPlan: [
    (fake) => createFromDraftPlan({ ...emptyDraft, name: 'new', image: 'busybox:1' }, known(fake), fake.engine),
  ],
  createFromSpecPlan: [(fake) => createFromSpecPlan(plainSpec, fake.engine)],
  createNetworkPlan: [
    async (fake) =>
      createNetworkPlan(
        {
          ...{ name: 'new', driver: 'overlay', attachable: true, encrypted: false, internal: false, ipv6: false },
          ...{ subnets: [], gateways: [], ipRanges: [], labels: {} },
        },
        await scene(fake),
        fake.engine,
      ),
  ],
  deployPlan: [deploy],
  disconnectPlan: [(fake) => disconnectPlan(c1(fake), networkOf(fake, 'id-old'), around(fake), fake.engine)],
  drainPlan: [(fake) => drainPlan(nodeOf(fake, 'n2'), around(fake))],
  editPlan: [
    (fake) => {
      const spec = fake.world.services.api?.spec ?? {};
      const draft = fromSpec(spec, lookupsIn(known(fake)));
      return editPlan(api(fake), draft, { ...draft, image: 'busybox:2' }, spec, known(fake), fake.engine);
    },
  ],
  forceUpdatePlan: [(fake) => forceUpdatePlan(api(fake), fake.engine)],
  initPlan: [(fake) => initPlan(became(fake, 'none').engine, {})],
  injectFilePlan: [
    (fake) => {
      const target = { target: 'other', uid: '0', gid: '0', mode: 292 };
      const spec = fake.world.services.api?.spec ?? {};
      return injectFilePlan(fileOf(fake, 'other'), api(fake), target, spec, secrets(fake));
    },
  ],
  joinPlan: [(fake) => joinPlan(became(fake, 'none').engine, { remote: '10.0.0.1:2377', token: 'SWMTKN' })],
  labelPlan: [(fake) => labelPlan(nodeOf(fake, 'n2'), { zone: 'b', disk: 'ssd' }, around(fake))],
  leavePlan: [
    async (fake) => (await leavePlan(fake.engine, false)).plan,
    async (fake) => (await leavePlan(became(fake, 'worker').engine, false)).plan,
  ],
  recoveryPlan: [
    (fake) => {
      fake.world.leaderless = true;
      return recoveryPlan(fake.engine);
    },
  ],
  removeFilePlan: [(fake) => removeFilePlan(fileOf(fake, 'other'), secrets(fake))],
  removeNetworkPlan: [(fake) => removeNetworkPlan(networkOf(fake, 'id-back'), around(fake), fake.engine)],
  removeNodePlan: [(fake) => removeNodePlan(nodeOf(fake, 'n4'), true, around(fake))],
  removeServicePlan: [(fake) => removeServicePlan(api(fake), fake.engine)],
  removeStackPlan: [
    async (fake) => removeStackPlan(fake.engine, await readRunningStack(fake.engine, 'shop'), ['shop_data']),
  ],
  revokeFilePlan: [(fake) => revokeFilePlan(fileOf(fake, 'key'), secrets(fake))],
  rolePlan: [
    (fake) => rolePlan(nodeOf(fake, 'n4'), 'manager', around(fake)),
    (fake) => rolePlan(nodeOf(fake, 'n2'), 'worker', around(fake)),
  ],
  rollbackPlan: [(fake) => rollbackPlan(api(fake), fake.engine)],
  rotateFilePlan: [(fake) => rotateFilePlan(fileOf(fake, 'key'), value(), secrets(fake))],
  rotatePlan: [(fake) => rotatePlan(fake.engine, 'worker'), (fake) => rotatePlan(fake.engine, 'unlockKey')],
  scalePlan: [(fake) => scalePlan(api(fake), 5, fake.engine)],
  serviceNetworkPlan: [
    (fake) => serviceNetworkPlan(api(fake), networkOf(fake, 'id-back'), 'add', ['shop'], fake.engine),
  ],
  unlockPlan: [(fake) => unlockPlan(became(fake, 'locked').engine, 'SWMKEY')],
};

async function deploy(fake: FakeSwarm): Promise<Plan> {
  const form = { image: 'busybox:2', replicas: 2 };
  return deployPlan(fake.engine, {
    file: { stack: 'shop', services: { api: form, web: form }, objects: noStackObjects },
    running: await readRunningStack(fake.engine, 'shop'),
    ...{ makes: { networks: [], secrets: [], configs: [] }, prune: false, warnings: [] },
    // In place of docker's tool: it changes one service after the other.
    deploy: async (signal) => {
      for (const id of ['api', 'web']) {
        const read = await fake.engine.swarm.read('service', id, { signal });
        await fake.engine.swarm.updateService(read, { ...read.spec, UpdateConfig: { Parallelism: 2 } }, {}, { signal });
      }
    },
  });
}

describe('a cancel in the middle', function () {
  this.timeout(60_000);
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
  afterEach(() => mock.timers.reset());

  it('is tried with every plan that there is', () => {
    const folder = path.join(__dirname, '..', '..', 'src', 'operations');
    const made = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(path.join(folder, name), 'utf8').matchAll(/^export (?:async )?function (\w+Plan)\(/gm),
      ])
      .map(([, name]) => name)
      .filter((name) => name !== 'runPlan');
    assert.deepEqual(made.sort(), Object.keys(plans).sort());
  });

  for (const [name, makes] of Object.entries(plans)) {
    for (const [variant, make] of makes.entries()) {
      it(`is put back or explained: ${name}${makes.length > 1 ? ` ${variant + 1}` : ''}`, async () => {
        const total = await callsOf(make);
        assert.ok(total > 0);
        for (let call = 1; call <= total; call++) {
          for (const how of ['before', 'lost', 'after'] as const) await cutOnce(make, call, how);
        }
      });
    }
  }
});

/** How many calls it makes when nobody cancels. */
async function callsOf(make: Make): Promise<number> {
  const fake = fakeSwarm();
  const plan = await make(fake);
  const before = fake.calls();
  await timed(runPlan(plan, new AbortController().signal, () => undefined));
  return fake.calls() - before;
}

async function cutOnce(make: Make, call: number, how: CutHow): Promise<void> {
  const fake = fakeSwarm();
  const plan = await make(fake);
  const abort = new AbortController();
  const initial = fake.state();
  fake.cutAt(fake.calls() + call, how, abort);
  const error = await timed(
    runPlan(plan, abort.signal, () => undefined).then(
      () => undefined,
      (problem: unknown) => problem,
    ),
  );
  const where = `call ${call}, ${how}: ${error instanceof Error ? error.message : 'no error'}`;
  const [cut, now] = [fake.stateWhenCut(), fake.state()];
  // Its last change had been made, so that there was nothing left to cancel.
  if (error === undefined) {
    assert.ok(how !== 'before' && now === cut, where);
    return;
  }
  assert.ok(error instanceof HumanError, where);
  assert.ok(now === initial || now === cut, `Something else was done. ${where}`);
  const said = `${error.message} ${error.next ?? ''}`;
  assert.match(said, /^Cancelled during: /, where);
  const isExplained =
    /is not known|may have changed/.test(said) || (plan.kept !== undefined && error.next === plan.kept);
  assert.ok(now === initial || isExplained, `Not explained. ${where}`);
  // What was put back is told, by the step's title or as what is true now.
  const isTold = /Undone: /.test(said) || (plan.afterUndo !== undefined && said.includes(plan.afterUndo));
  assert.ok(cut === initial || now !== initial || isTold || how === 'lost', `Not told. ${where}`);
}

/** Lets the waiting of plans go by at once. */
async function timed<T>(running: Promise<T>): Promise<T> {
  let done = false;
  const end = () => {
    done = true;
  };
  running.then(end, end);
  while (!done) {
    for (let turn = 0; turn < 20 && !done; turn++) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(250);
  }
  return running;
}

function became(fake: FakeSwarm, role: FakeSwarm['world']['role']): FakeSwarm {
  fake.world.role = role;
  return fake;
}

function found<T extends { readonly id: string }>(items: readonly T[], id: string): T {
  const one = items.find((item) => item.id === id);
  assert.ok(one, id);
  return one;
}
