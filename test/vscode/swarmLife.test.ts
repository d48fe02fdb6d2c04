// A swarm's life by command in the real extension: started, guarded, joined, locked, opened, left; and no token in any file.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import { until } from '../engine/callsSupport';
import { recordingProxy } from '../engine/recordingProxy';
import { clearSpare, newSwarm, outOfSwarm, type SpareNode, spareNodes } from '../engine/swarmLab';
import { engineRequest, lab, managerUrl, workerUrl } from '../support/lab';
import { vscodeFiles } from './vscodeFiles';

interface Told {
  readonly key: string;
  readonly copied: boolean;
  readonly text?: string;
}

describe('the life of a swarm, by command', function () {
  this.timeout(300_000);
  const told: unknown[] = [];
  /** Every token and key that was in play; none may be found anywhere afterwards. */
  const keys = new Set<string>();
  let api: DockhoundApi;
  let third: SpareNode;
  /** The manager that is joined. */
  let home: SpareNode;
  let remoteAddress: string;

  before(async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    assert(extension);
    api = await extension.activate();
    const [spare, other] = await spareNodes(2);
    assert(spare && other);
    third = spare;
    home = other;
    await newSwarm(home);
    remoteAddress = home.address;
    await connect({ url: third.url });
  });
  after(async () => {
    await connect({ automatic: true });
    await clearSpare([third, home], managerUrl());
  });

  const connect = (options: object) => vscode.commands.executeCommand('dockhound.connect', undefined, options);
  const run = async <T>(command: string, options: object = {}): Promise<T> => {
    const result = await vscode.commands.executeCommand<T>(`dockhound.swarm.${command}`, undefined, {
      confirmed: true,
      ...options,
    });
    const { text, unlockKey, ...rest } = result as { text?: string; unlockKey?: string };
    for (const secret of [text?.match(/SWM(?:TKN|KEY)-\S+/)?.[0], unlockKey]) if (secret) keys.add(secret);
    told.push(rest);
    return result;
  };
  const refused = async (command: string, options: object, expected: RegExp) => {
    await assert.rejects(run(command, options), (error: Error) => {
      told.push(error);
      assert.match(error.message, expected);
      return true;
    });
  };
  const role = async () => (await api.snapshot()).engine.swarm.role;
  const homeToken = async (kind: 'Worker' | 'Manager') => {
    const swarm = (await engineRequest(home.url, 'GET', '/swarm')) as { JoinTokens: Record<string, string> };
    const token = swarm.JoinTokens[kind] ?? '';
    keys.add(token);
    return token;
  };

  it('refuses what cannot start a swarm, with the field named, before anything is asked of the engine', async () => {
    const init = (options: object, expected: RegExp) => refused('init', { advertiseAddress: '', ...options }, expected);
    await init({ advertiseAddress: '0.0.0.0' }, /^Advertise address: 0\.0\.0\.0 stands for any address/);
    await init({ advertiseAddress: '10.1.2' }, /^Advertise address: 10\.1\.2 is no IP address/);
    await init({ advertiseAddress: '10.0.0.1:99999' }, /^Advertise address: The port must be/);
    await init({ dataPathPort: 80 }, /^Data path port: .*from 1024 to 49151/);
    await init({ dataPathPort: 'x' }, /^Data path port: /);
    await init({ dataPathPort: 2377 }, /^Data path port: Port 2377 is used by swarm itself/);
    await init({ addressPools: ['10.20.0.0'] }, /^Address pools: 10\.20\.0\.0 is no subnet/);
    await init({ autolock: 'yes' }, /autolock is neither true nor false/);
    await refused('showToken', {}, /is no manager, and only managers know the tokens/);
    await refused('rotateToken', { key: 'worker' }, /is no manager/);
    await refused('leave', {}, /is in no swarm/);
    await refused('unlock', { key: 'x' }, /is not locked/);
    await refused('recover', {}, /is no manager/);
    assert.equal(await role(), 'none');
  });

  it('starts a locked swarm, tells its key once, and describes it', async () => {
    const outcome = await run<{ nodeId: string; unlockKey: string }>('init', {
      ...{ advertiseAddress: third.address, dataPathPort: 4790, autolock: true, showKey: true },
    });
    assert.match(outcome.unlockKey, /^SWMKEY-1-/);
    const { engine, nodes } = await api.snapshot();
    assert.deepEqual([engine.swarm.role, engine.swarm.autolock, nodes.length], ['manager', true, 1]);
    assert.match(engine.swarm.caExpiresAt ?? '', /^20/);
    const shown = await vscode.commands.executeCommand<{ kind: string }>('dockhound.inspect', { kind: 'swarm' });
    assert.equal(shown.kind, 'swarm');
    await vscode.commands.executeCommand('dockhound.inspect', { kind: 'swarm' }, { raw: true });
    const text = await until('the JSON', () => {
      const document = vscode.window.activeTextEditor?.document;
      return document?.languageId === 'json' && document.getText().includes('DataPathPort') && document.getText();
    });
    assert.doesNotMatch(text, /SWMTKN|JoinTokens/);
    assert.match(text, /"DataPathPort": 4790/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the whole join command only where it is asked for, and rotates what is in it', async () => {
    const before = await run<Told>('showToken', { key: 'worker', showToken: true });
    assert.match(before.text ?? '', new RegExp(`^docker swarm join --token SWMTKN-1-\\S+ ${third.address}:2377$`));
    const rotated = await run<Told>('rotateToken', { key: 'worker' });
    assert.deepEqual(rotated, { key: 'worker', copied: false });
    const copied = await run<Told>('showToken', { key: 'worker', copy: true });
    assert.deepEqual(copied, { key: 'worker', copied: true });
    const after = await vscode.env.clipboard.readText();
    await vscode.env.clipboard.writeText('');
    keys.add(after.match(/SWMTKN-\S+/)?.[0] ?? '');
    assert.match(after, /^docker swarm join --token SWMTKN/);
    assert.notEqual(after, before.text);
    const key = await run<Told>('rotateToken', { key: 'unlockKey', showToken: true });
    assert.match(key.text ?? '', /^SWMKEY-1-/);
    await refused('rotateToken', { key: 'captain' }, /none of worker, manager and unlockKey/);
  });

  it('is opened after a restart by its key, and by nothing else', async () => {
    const { text: key = '' } = await run<Told>('showToken', { key: 'unlockKey', showToken: true });
    await lab('stopEngine', { node: third.name });
    await lab('startEngine', { node: third.name });
    await until('it is known to be locked', async () => {
      await vscode.commands.executeCommand('dockhound.refresh');
      return (await role()) === 'locked';
    });
    await refused('unlock', { key: 'SWMKEY-1-short' }, /^Unlock key: The unlock key is not whole/);
    await refused('unlock', { key: `SWMTKN-1-${'a'.repeat(50)}` }, /^Unlock key: This is a join token/);
    await refused('unlock', { key: `SWMKEY-1-${'A'.repeat(43)}` }, /^Unlock key: it is not the key of the swarm/);
    await refused('showToken', { key: 'worker' }, /is locked.*/);
    await run('unlock', { key });
    assert.equal(await role(), 'manager');
    await refused('recover', {}, /has a leader and needs no recovery/);
  });

  it('is destroyed only by force', async () => {
    await refused('leave', {}, /only manager: the swarm is destroyed with 0 services, 0 secrets, 0 configs/);
    assert.equal(await role(), 'manager');
    const { steps } = await run<{ steps: string[] }>('leave', { force: true });
    assert.deepEqual(steps, ['Leave the swarm by force']);
    assert.equal(await role(), 'none');
  });

  it('refuses what cannot join a swarm, with the field named', async () => {
    const token = await homeToken('Worker');
    const join = (options: object, expected: RegExp) => refused('join', { remoteAddress, token, ...options }, expected);
    await join({ token: 'hello' }, /^Join token: A join token begins with SWMTKN-/);
    await join({ token: token.slice(0, -1) }, /^Join token: .*last part has 24 of 25 characters/);
    await join({ remoteAddress: 'tcp://10.0.0.4:2377' }, /^Address: Enter host:port without a scheme/);
    await join({ remoteAddress: '127.0.0.1:2377' }, /^Address: This is the address of .* itself/);
    await join({ remoteAddress: third.address, advertiseAddress: third.address }, /^Address: This is the address of/);
    await join({ remoteAddress: '10.0.0.4:0' }, /^Address: The port must be a number from 1 to 65535/);
    await join({ role: 'captain' }, /neither worker nor manager/);
    // What the engine itself refuses, it mostly tries for ten seconds; the engine ring has each such answer.
    const [, , digest] = token.split('-');
    await join({ token: `SWMTKN-1-${digest}-${'a'.repeat(25)}` }, /^Join token: .* no longer takes it/);
    assert.equal(await role(), 'none');
  });

  it('joins with a pasted command and leaves, as a worker and as a manager', async () => {
    for (const kind of ['worker', 'manager'] as const) {
      // Also for a second try, which would meet what the first one left.
      await outOfSwarm(third.url);
      await newSwarm(home);
      const token = await homeToken(kind === 'worker' ? 'Worker' : 'Manager');
      const command = `docker swarm join --token ${token} ${remoteAddress}:2377`;
      const joined = await run<{ role: string }>('join', { token: command, role: kind });
      assert.equal(joined.role, kind);
      assert.equal(await role(), kind);
      const { steps } = await run<{ steps: string[] }>('leave');
      assert.equal(steps.at(-1), 'Leave the swarm');
      assert.equal(steps.length, kind === 'worker' ? 1 : 2);
      assert.equal(await role(), 'none');
    }
  });

  // How an engine comes to say so, and for how long, is proved in the engine ring: raft takes its time.
  it('says that the majority is lost, refuses every change, and goes on with one manager', async () => {
    const proxy = await recordingProxy(third.url);
    let lost = false;
    const answerWithoutLeader = () =>
      proxy.answerWith(
        ({ path }) => {
          if (path.includes('/swarm/init')) lost = false;
          return lost && /\/(swarm|nodes|services|tasks|secrets|configs)\b/.test(path);
        },
        () => {
          answerWithoutLeader();
          return { status: 503, body: JSON.stringify({ message: withoutLeader }) };
        },
      );
    try {
      await run('init', { advertiseAddress: third.address });
      await connect({ url: proxy.url });
      assert.equal((await api.snapshot()).nodes.length, 1);
      lost = true;
      answerWithoutLeader();
      await until('no leader', async () => {
        await vscode.commands.executeCommand('dockhound.refresh');
        return (await api.snapshot()).gaps.some((gap) => gap.reason === 'noLeader');
      });
      assert.equal((await api.snapshot()).nodes.length, 1, 'what was known stays');
      await refused('rotateToken', { key: 'worker' }, /no.* leader|recover the swarm/i);
      await refused('leave', {}, /The swarm has no leader.*Recover Swarm on This Manager/);
      const { steps } = await run<{ steps: string[] }>('recover');
      assert.deepEqual(steps, ['Make this manager the only one', 'Wait until it leads']);
      const init = proxy.requests.filter(({ path }) => path.includes('/swarm/init'));
      assert.deepEqual([init.length, /"ForceNewCluster":true/.test(init[0]?.body ?? '')], [1, true]);
      const { gaps, engine } = await api.snapshot();
      assert.deepEqual([gaps.filter((gap) => gap.part === 'swarm'), engine.swarm.role], [[], 'manager']);
      await run('leave', { force: true });
    } finally {
      await connect({ url: third.url });
      await proxy.close();
      await outOfSwarm(third.url);
    }
  });

  it('cannot be told about by a worker', async () => {
    await connect({ url: workerUrl() });
    await assert.rejects(
      Promise.resolve(vscode.commands.executeCommand('dockhound.inspect', { kind: 'swarm' })),
      /cannot tell about its swarm/,
    );
    await connect({ url: third.url });
  });

  // Last, so that it searches what all tests above have left.
  it('left no token and no key in an error, a result, the picture, the log or any other file of VS Code', async () => {
    await outOfSwarm(third.url);
    assert(keys.size >= 6 && told.length > 25);
    const secrets = [...keys].map((key) => key.split('-').at(-1) ?? '').filter((part) => part.length > 20);
    assert(secrets.length >= 6);
    const leaks = (text: string) => secrets.some((secret) => text.includes(secret));
    for (const one of told) assert(!leaks(inspect(one, { depth: 20, showHidden: true })), String(one));
    assert(!leaks(JSON.stringify(await api.snapshot())));
    let log = '';
    for (const file of vscodeFiles()) {
      const text = readFileSync(file, 'latin1');
      if (/Dockhound\.log$/.test(file)) log += text;
      assert(!leaks(text), file);
    }
    // The search has seen the log that it is about, which tells of these commands.
    assert.match(log, /swarm\.join/);
  });
});

/** As Docker says it. */
const withoutLeader =
  "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. " +
  'Make sure more than half of the managers are online.';
