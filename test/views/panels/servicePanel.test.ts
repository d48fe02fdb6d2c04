import assert from 'node:assert/strict';
import { HumanError } from '../../../src/model/humanError';
import { maskText } from '../../../src/model/maskSecrets';
import { emptyDraft, type ServiceDraft } from '../../../src/model/serviceDraft';
import { newService, type ServiceContract, type ServiceOutcome } from '../../../src/protocol/service';
import type { PanelLink } from '../../../src/views/panels/panelController';
import { servicePanel } from '../../../src/views/panels/servicePanel';
import { fakeCluster } from './fakeCluster';

function form(execute: (command: string, ...args: readonly unknown[]) => Promise<unknown>) {
  const told: unknown[] = [];
  const outcomes: ServiceOutcome[] = [];
  const link: PanelLink<ServiceContract> = {
    cluster: fakeCluster().cluster,
    routes: {} as never,
    target: newService,
    notify: (name, params) => {
      told.push(params);
      if (name === 'outcome') outcomes.push(params as ServiceOutcome);
    },
    setGaps: () => undefined,
    openRaw: async () => undefined,
    execute,
    log: () => undefined,
  };
  const controller = servicePanel.create(link);
  const check = (draft: Partial<ServiceDraft>) =>
    controller.handlers.check({ draft: { ...emptyDraft, name: 'web', image: 'x', ...draft } });
  return { controller, told, outcomes, check };
}

const tick = () => new Promise((done) => setTimeout(done, 10));

describe('the host side of the service form', () => {
  const secret = { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] };

  it('previews without secrets, and carries out with them', async () => {
    const asked: unknown[][] = [];
    const { controller, told, check } = form(async (...args) => {
      asked.push(args);
      return { done: true, id: 'made' };
    });
    const checked = await check(secret);
    assert.doesNotMatch(JSON.stringify(checked), /hunter2/);
    assert.match(checked.command ?? '', /DB_PASSWORD/);
    // The panel was hidden and comes back: it gets dots, and sends dots.
    const again = await controller.handlers.start({ saved: null });
    assert.deepEqual(again.draft.env, [{ name: 'DB_PASSWORD', value: maskText }]);
    await controller.handlers.submit({ draft: { ...again.draft } });
    await tick();
    assert.match(JSON.stringify(asked), /hunter2/);
    assert.doesNotMatch(JSON.stringify(told), /hunter2/);
    controller.dispose();
  });

  it('refuses dots that stand for nothing', async () => {
    const { controller, check } = form(async () => undefined);
    const { problems } = await check({ env: [{ name: 'DB_PASSWORD', value: maskText }] });
    assert.deepEqual(
      problems.map(({ field }) => field),
      ['env.0.value'],
    );
    controller.dispose();
  });

  it('tells what failed, and runs what was offered', async () => {
    const ran: unknown[][] = [];
    const remove = { title: 'Remove It', command: 'dockhound.service.remove', arguments: ['it'] };
    const { controller, outcomes } = form(async (...args) => {
      ran.push(args);
      if (args[0] === 'dockhound.service.create') throw new HumanError('Its tasks fail.', 'Look.', [remove]);
      return undefined;
    });
    await controller.handlers.submit({ draft: { ...emptyDraft } });
    await tick();
    assert.deepEqual(outcomes.at(-1), {
      type: 'failed',
      message: 'Its tasks fail.',
      next: 'Look.',
      actions: ['Remove It'],
    });
    await controller.handlers.act({ index: 0 });
    assert.deepEqual(ran.at(-1), ['dockhound.service.remove', 'it']);
    await assert.rejects(async () => controller.handlers.act({ index: 5 }), /not offered/);
    controller.dispose();
  });

  it('begins anew when the person said no', async () => {
    const { controller, outcomes } = form(async () => ({ done: false }));
    await controller.handlers.submit({ draft: { ...emptyDraft } });
    await tick();
    assert.deepEqual(
      outcomes.map(({ type }) => type),
      ['running', 'none'],
    );
    controller.dispose();
  });
});
