// A person starts a swarm, sees its keys, unlocks it and leaves: the questions, the dialogs, and what the view says.

import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { clearSpare, type SpareNode, spareNodes } from '../engine/swarmLab';
import { lab, managerUrl } from '../support/lab';
import { pick } from './quickPick';
import { useWorkbench } from './workbench';

describe('the life of a swarm, by hand', function () {
  this.timeout(120_000);
  let third: SpareNode;
  let unlockKey = '';
  before(async () => {
    const [spare] = await spareNodes(1);
    assert(spare);
    third = spare;
  });
  const workbench = useWorkbench(() => ({ env: { DOCKER_HOST: third.url }, size: { width: 1400, height: 1100 } }));
  after(() => clearSpare([third], managerUrl()));

  const input = () =>
    workbench()
      .page.locator(
        '.quick-input-widget:visible input[type="text"], .quick-input-widget:visible input[type="password"]',
      )
      .first();
  const choice = (text: string) =>
    workbench().page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const dialog = (text: RegExp): Locator => workbench().page.locator('.monaco-dialog-box', { hasText: text });
  const copied = () => workbench().page.evaluate(() => navigator.clipboard.readText());
  const swarmRow = async () => (await workbench().view('Nodes')).locator('.monaco-list-row', { hasText: /^Swarm/ });

  it('asks for the address, checks it at once, and shows the unlock key once', async () => {
    const { page, openSidebar, view, screenshot } = workbench();
    await openSidebar();
    const nodes = await view('Nodes');
    await nodes.getByRole('button', { name: 'Initialise Swarm…' }).click();
    await choice('Let the engine choose').waitFor();
    await screenshot('swarm-address');
    await pick(workbench(), 'Another address…');
    await input().fill('0.0.0.0');
    await page.getByText('0.0.0.0 stands for any address').first().waitFor();
    await input().fill(third.address);
    await page.getByText('0.0.0.0 stands for any address').first().waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    // A list that has just opened may not take the click, and Enter on a ticked box takes the tick away again.
    const box = choice('Lock managers').getByRole('checkbox');
    const ticked = async () => (await page.getByText('1 Selected').count()) > 0;
    await workbench().until(async () => (await ticked()) || (await box.click().then(ticked)), 'the tick');
    await page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
    const question = dialog(/Start a swarm on lab-third\?/);
    await question.getByText(new RegExp(`other nodes reach it at ${third.address}`)).waitFor();
    await question.getByRole('button', { name: 'Start', exact: true }).click();
    const key = dialog(/The unlock key of the swarm/);
    await key.waitFor();
    await screenshot('swarm-unlock-key');
    unlockKey = /SWMKEY-1-[\w+/]+/.exec(await key.innerText())?.[0] ?? '';
    await key.getByRole('button', { name: 'Copy Key' }).click();
    await workbench().until(async () => (await copied()) === unlockKey && unlockKey !== '', 'the key on the clipboard');
  });

  it('shows the swarm above its nodes, and the facts of it', async () => {
    const { page, webview, screenshot } = workbench();
    const row = await swarmRow();
    await row.getByText('1 manager · 1 node · autolock').waitFor();
    await row.dblclick();
    const frame = await webview('text=Root certificate until');
    await frame.getByText('Data path port').first().waitFor();
    assert.doesNotMatch(await frame.locator('body').innerText(), /SWMTKN|SWMKEY/);
    await screenshot('swarm-inspect');
    await page.keyboard.press('Control+F4');
  });

  it('shows the join command in a dialog, to copy', async () => {
    const { command, page, screenshot } = workbench();
    await command('Dockhound: Show Join Token…');
    await choice('Manager').waitFor();
    await pick(workbench(), 'Worker');
    const shown = dialog(/Join the swarm of lab-third as a worker/);
    await shown.getByText(/docker swarm join --token SWMTKN-1-/).waitFor();
    await screenshot('swarm-join-token');
    await shown.getByRole('button', { name: 'Copy Command' }).click();
    await workbench().until(
      async () => new RegExp(`^docker swarm join --token SWMTKN-1-\\S+ ${third.address}:2377$`).test(await copied()),
      'the command on the clipboard',
    );
    assert.equal(await page.locator('.notification-toast:visible', { hasText: 'SWMTKN' }).count(), 0);
  });

  it('says that new tokens replace old ones before it rotates them', async () => {
    const { command } = workbench();
    const before = await copied();
    await command('Dockhound: Rotate Join Token…');
    await pick(workbench(), 'Worker');
    const question = dialog(/Rotate the worker join token on lab-third\?/);
    await question.getByText(/old token stops working at once; nodes in the swarm stay/).waitFor();
    await question.getByRole('button', { name: 'Rotate', exact: true }).click();
    const shown = dialog(/Join the swarm of lab-third as a worker/);
    await shown.getByRole('button', { name: 'Copy Command' }).click();
    await workbench().until(async () => (await copied()) !== before, 'another command');
  });

  it('offers to unlock a manager after a restart, hides the key, and shows the swarm again', async () => {
    const { command, page, view, screenshot } = workbench();
    await lab('stopEngine', { node: third.name });
    await lab('startEngine', { node: third.name });
    const nodes = await view('Nodes');
    const button = nodes.getByRole('button', { name: 'Unlock Swarm…' });
    // What was known of the nodes may stay; then a row says it, else the whole view does.
    const locked = nodes.locator('.monaco-list-row', { hasText: /^Swarm.*locked: waits for its unlock key/ });
    await locked.or(button).first().waitFor({ timeout: 60_000 });
    await screenshot('swarm-locked');
    await command('Dockhound: Disconnect from Engine');
    await command('Dockhound: Refresh');
    await button.click();
    assert.equal(await input().getAttribute('type'), 'password');
    await input().fill('SWMKEY-1-short');
    await page.getByText('The unlock key is not whole').first().waitFor();
    await input().fill(unlockKey);
    await page.keyboard.press('Enter');
    await (await swarmRow()).getByText('1 manager · 1 node').waitFor({ timeout: 60_000 });
  });

  it('says what is lost before the last manager leaves, and leaves only after a yes', async () => {
    const { command, view, screenshot } = workbench();
    await command('Dockhound: Leave Swarm…');
    const question = dialog(/Leave the swarm on lab-third\?/);
    await question.getByText(/only manager: the swarm is destroyed with 0 services/).waitFor();
    await screenshot('swarm-leave');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await (await swarmRow()).waitFor();
    await command('Dockhound: Leave Swarm…');
    await question.getByRole('button', { name: 'Leave', exact: true }).click();
    await (await view('Nodes')).getByText(/This engine is in no swarm/).waitFor();
  });

  it('checks a join token while it is typed, without showing it', async () => {
    const { page, view } = workbench();
    await (await view('Nodes')).getByRole('button', { name: 'Join Swarm…' }).click();
    assert.equal(await input().getAttribute('type'), 'password');
    await input().fill(unlockKey);
    await page.getByText('This is an unlock key').first().waitFor();
    await input().fill(`docker swarm join --token SWMTKN-1-${'1'.repeat(50)}-${'a'.repeat(25)} 10.9.9.9:2377`);
    await page.keyboard.press('Enter');
    await workbench().until(async () => (await input().inputValue()) === '10.9.9.9:2377', 'the address of the command');
    await input().fill('127.0.0.1');
    await page
      .getByText(/This is the address of lab-third itself/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
  });
});
