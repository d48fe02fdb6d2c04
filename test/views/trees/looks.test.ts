import assert from 'node:assert/strict';
import { containerLook, ports } from '../../../src/views/trees/looks/containerLook';
import { nodeLook, serviceLook, servicePorts, taskLook } from '../../../src/views/trees/looks/swarmLooks';
import { lookDifference, oneLine } from '../../../src/views/trees/rowLook';
import { container, node, sampleTime, secondsAgo, service, task } from './samples';

describe('a container row', () => {
  const look = (change: Parameters<typeof container>[0]) => containerLook(container(change), sampleTime);

  it('says what runs and where it answers', () => {
    const row = look({ ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp', hostIp: '0.0.0.0' }] });
    assert.equal(row.label, 'web');
    assert.equal(row.description, 'running · :8080→80');
    assert.equal(row.contextValue, 'container.running');
    assert.equal(row.tone, 'good');
  });

  it('tells unhealthy from healthy by words, icon and context value', () => {
    const ill = look({ health: 'unhealthy' });
    const well = look({ health: 'healthy' });
    assert.equal(ill.description, 'unhealthy');
    assert.equal(ill.contextValue, 'container.running.unhealthy.ill');
    assert.notEqual(ill.icon, well.icon);
    assert.equal(ill.tone, 'error');
  });

  it('calls an exit an error only when it was one', () => {
    assert.equal(look({ state: 'exited', exitCode: 1, since: secondsAgo(240) }).description, 'exited (1) · 4 min ago');
    assert.equal(look({ state: 'exited', exitCode: 1 }).tone, 'error');
    assert.equal(look({ state: 'exited', exitCode: 0 }).tone, 'quiet');
    for (const exitCode of [130, 137, 143]) assert.equal(look({ state: 'exited', exitCode }).tone, 'quiet');
  });

  it('never takes an out-of-memory kill for a stop', () => {
    const row = look({ state: 'exited', exitCode: 137, oomKilled: true });
    assert.equal(row.tone, 'error');
    assert.match(row.description ?? '', /out of memory/);
  });

  it('says why it could not be started', () => {
    const row = look({ state: 'created', startError: 'Bind for 0.0.0.0:80 failed: port is already allocated' });
    assert.match(row.description ?? '', /port is already allocated/);
    assert.equal(row.tone, 'error');
  });

  it('does not call an unknown state anything else', () => {
    const row = look({ state: 'unknown', health: 'unknown' });
    assert.equal(row.description, 'state unknown');
    assert.notEqual(row.tone, 'good');
  });

  it('ages only where time matters', () => {
    assert.equal(look({ since: secondsAgo(5) }).ages, undefined);
    assert.equal(look({ state: 'exited', exitCode: 1, since: secondsAgo(5) }).ages, true);
  });

  it('names a port once, however many addresses it is bound to', () => {
    const both = ['0.0.0.0', '::'].map((hostIp) => ({ privatePort: 80, publicPort: 80, protocol: 'tcp', hostIp }));
    assert.equal(ports(both), ':80→80');
    assert.equal(ports([{ privatePort: 80, protocol: 'tcp' }]), undefined);
    const many = Array.from({ length: 10 }, (_, n) => ({ privatePort: n, publicPort: n + 100, protocol: 'udp' }));
    assert.equal(ports(many), ':100→0/udp :101→1/udp :102→2/udp and 7 more');
  });

  it("leaves the task id out of the name of a task's container, and nothing else", () => {
    const taskId = 'kcx671iuj9hvjfgk45h';
    const name = `shop_api.1.${taskId}`;
    assert.equal(look({ name, taskId, stack: 'shop' }).label, 'api.1');
    assert.equal(look({ name, taskId }).label, 'shop_api.1');
    assert.equal(look({ name, stack: 'shop' }).label, name);
    assert.equal(look({ name: `mon_agent.n1.${taskId}`, taskId, nodeId: 'n1', stack: 'mon' }).label, 'agent');
    assert.equal(look({ name: 'shop_api', stack: 'shop' }).label, 'shop_api');
    assert.match(look({ name, taskId, stack: 'shop' }).tooltip[0] ?? '', /kcx671/);
  });

  it('keeps a hostile name on one line and in reading order', () => {
    const name = 'a\nb\u001b[31m\u202egnp.exe';
    assert.equal(oneLine(name), 'a b [31mgnp.exe');
    assert.equal(look({ name: '<img src=x>' }).label, '<img src=x>');
  });
});

describe('a service row', () => {
  it('counts, and names an update that went wrong', () => {
    const row = serviceLook(service({ update: { state: 'paused', message: 'update paused due to failure' } }), {
      running: 0,
      desired: 3,
      failing: 3,
    });
    assert.equal(row.label, 'api');
    assert.equal(row.description, '0/3 · update paused');
    assert.equal(row.tone, 'error');
  });

  it('is good only when all it wants runs', () => {
    assert.equal(serviceLook(service(), { running: 3, desired: 3, failing: 0 }).tone, 'good');
    assert.notEqual(serviceLook(service(), { running: 2, desired: 3, failing: 0 }).tone, 'good');
  });

  it('does not turn green for the moment in which a crash loop runs', () => {
    const row = serviceLook(service(), { running: 3, desired: 3, failing: 1 });
    assert.equal(row.description, '3/3 · keeps failing');
    assert.equal(row.tone, 'error');
  });

  it('says to a screen reader what its icon says', () => {
    assert.equal(serviceLook(service(), { running: 3, desired: 3, failing: 0 }).spoken, 'all running');
    assert.equal(serviceLook(service(), { running: 0, desired: 3, failing: 2 }).spoken, 'failing');
  });

  it('says that tasks are not known instead of zero', () => {
    const row = serviceLook(service(), undefined);
    assert.equal(row.description, 'tasks not known');
    assert.equal(row.tone, 'plain');
  });

  it('is quiet when scaled to zero, done when a job has finished', () => {
    assert.equal(serviceLook(service({ replicas: 0 }), { running: 0, desired: 0, failing: 0 }).tone, 'quiet');
    const job = serviceLook(service({ mode: 'replicated-job' }), { running: 0, desired: 2, completed: 2, failing: 0 });
    assert.equal(job.description, '2/2 done');
    assert.equal(job.tone, 'good');
  });

  it('shows ports as they are reached', () => {
    assert.equal(
      servicePorts([
        { targetPort: 80, publishedPort: 8080, protocol: 'tcp', mode: 'ingress' },
        { targetPort: 53, publishedPort: 53, protocol: 'udp', mode: 'host' },
      ]),
      ':8080→80 :53→53/udp on each node',
    );
  });
});

describe('a task row', () => {
  it('leads with the failure, its age, its reason and the node', () => {
    const row = taskLook(
      task({ state: 'failed', desiredState: 'shutdown', since: secondsAgo(12), error: 'task: non-zero exit (1)' }),
      'worker-1',
      sampleTime,
      'shop',
    );
    assert.equal(row.label, 'api.1');
    assert.equal(row.description, 'failed 12 s ago: non-zero exit (1) · on worker-1');
    assert.equal(row.contextValue, 'task.failed');
  });

  it('does not show the task of a node that went away as running well', () => {
    const row = taskLook(task({ state: 'running', desiredState: 'shutdown' }), 'worker-1', sampleTime);
    assert.notEqual(row.tone, 'good');
  });

  it('shows why a task is still waiting', () => {
    const row = taskLook(task({ state: 'pending', error: 'no suitable node' }), undefined, sampleTime);
    assert.equal(row.description, 'pending · no suitable node');
    assert.equal(row.tone, 'warning');
  });
});

describe('a node row', () => {
  it('tells role, trouble and availability', () => {
    assert.equal(nodeLook(node({ role: 'manager', leader: true })).description, 'leader · ready');
    assert.equal(nodeLook(node({ availability: 'drain' })).description, 'worker · drained · ready');
    const down = nodeLook(node({ state: 'down', message: 'heartbeat failure' }));
    assert.equal(down.tone, 'error');
    assert.equal(down.contextValue, 'node.worker.down');
  });
});

describe("a node row's way to its engine", () => {
  it('is told without being tried, and with why and when it failed', () => {
    const words = (route: Parameters<typeof nodeLook>[1]) => nodeLook(node(), route, sampleTime).description;
    assert.equal(words(undefined), 'worker · ready');
    assert.equal(words({ type: 'here' }), 'worker · ready · engine connected');
    assert.equal(words({ type: 'untried', known: false }), 'worker · ready · no way to its engine known');
    assert.equal(words({ type: 'untried', known: true }), 'worker · ready · engine not tried yet');
    assert.equal(
      words({ type: 'connected', via: 'remembered', engine: 'ssh://w' }),
      'worker · ready · engine reached by ssh://w',
    );
    const failed = { type: 'failed', via: 'remembered', error: 'The key\nis unknown.', at: secondsAgo(240) } as const;
    assert.equal(words(failed), 'worker · ready · engine not reached 4 min ago: The key is unknown.');
    assert.equal(nodeLook(node(), failed, sampleTime).ages, true);
  });

  it('offers the way out only where it is not reached', () => {
    const context = (route: Parameters<typeof nodeLook>[1]) => nodeLook(node(), route, sampleTime).contextValue;
    assert.equal(context({ type: 'here' }), 'node.worker.active');
    assert.equal(context({ type: 'connected', via: 'remembered', engine: 'ssh://w' }), 'node.worker.active');
    assert.equal(context({ type: 'untried', known: true }), 'node.worker.active.unreached');
    assert.equal(context({ type: 'failed', via: 'remembered', error: 'no' }), 'node.worker.active.unreached');
  });
});

describe('lookDifference', () => {
  it('sees any difference that can be seen', () => {
    const look = nodeLook(node());
    assert.equal(lookDifference(look, nodeLook(node())), 'none');
    assert.equal(lookDifference(look, nodeLook(node({ availability: 'pause' }))), 'row');
    assert.equal(lookDifference(look, { ...look, tooltip: [...look.tooltip, 'more'] }), 'tooltip');
  });
});
