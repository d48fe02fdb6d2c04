// Brings engines back to where they began: what earlier tests left is removed, and every node takes tasks. So lists are short,
// and tests do not meet what others made.
import { engineCall } from '../provision/engineApi.mjs';
import { say, sleep, until } from '../provision/run.mjs';

const ofSwarm = ['services', 'secrets', 'configs'];
const predefined = ['bridge', 'host', 'none', 'ingress', 'docker_gwbridge'];

/** All of it; what cannot be done is said, and stays as it is. */
export async function freshEngines(engines) {
  await emptyEngines(engines);
  await activeNodes(engines);
}

/** Entries of machines that left are taken off the list; the engines' own nodes are waited for, and active. */
async function activeNodes({ nodes, manager }) {
  const list = () => engineCall(manager.socket, 'GET', '/nodes');
  const own = new Set();
  for (const { socket } of nodes) own.add((await engineCall(socket, 'GET', '/info')).Swarm.NodeID);
  for (const { ID, Status } of await list()) {
    if (own.has(ID) || Status.State === 'ready') continue;
    await engineCall(manager.socket, 'DELETE', `/nodes/${ID}?force=1`).catch((error) => say(error.message));
  }
  await until(async () => {
    const all = (await list()).filter(({ ID }) => own.has(ID));
    for (const { ID, Spec, Version } of all.filter(({ Spec }) => Spec.Availability !== 'active')) {
      say(`an earlier test left a node that was to ${Spec.Availability}`);
      const body = { ...Spec, Availability: 'active' };
      await engineCall(manager.socket, 'POST', `/nodes/${ID}/update?version=${Version.Index}`, { body });
    }
    return all.every(({ Status }) => Status.State === 'ready');
  }, 'all nodes of the swarm').catch((error) => say(error.message));
}

/** Services, secrets, configs, containers, networks and volumes; images stay. What cannot be removed is said, and stays. */
async function emptyEngines({ nodes, manager }) {
  const left = [];
  const remove = async (socket, path) => {
    try {
      await engineCall(socket, 'DELETE', path, { timeoutMs: 20_000 });
    } catch (error) {
      if (error.status !== 404) left.push(error.message);
    }
  };
  for (const kind of ofSwarm) {
    const list = await engineCall(manager.socket, 'GET', `/${kind}`);
    await Promise.all(list.map(({ ID }) => remove(manager.socket, `/${kind}/${ID}`)));
  }
  for (const { socket } of nodes) {
    const containers = await engineCall(socket, 'GET', '/containers/json?all=1');
    await Promise.all(containers.map(({ Id }) => remove(socket, `/containers/${Id}?force=1&v=1`)));
  }
  for (const { socket } of nodes) {
    const { Volumes } = await engineCall(socket, 'GET', '/volumes');
    await Promise.all(
      (Volumes ?? []).map(({ Name }) => remove(socket, `/volumes/${encodeURIComponent(Name)}?force=1`)),
    );
  }
  // Tasks that are still ending keep their network for a moment; the copies on workers go with the manager's.
  const networksLeft = async () => {
    const names = [];
    for (const { socket } of nodes) {
      const networks = await engineCall(socket, 'GET', '/networks');
      const own = networks.filter(({ Name }) => !predefined.includes(Name));
      const here = own.filter(({ Scope }) => Scope === 'local' || socket === manager.socket);
      await Promise.allSettled(here.map(({ Id }) => engineCall(socket, 'DELETE', `/networks/${Id}`)));
      names.push(...own.map(({ Name }) => Name));
    }
    return names;
  };
  for (let tries = 1, names = await networksLeft(); names.length > 0; tries++, names = await networksLeft()) {
    if (tries === 20) {
      left.push(`networks ${names.join(', ')}`);
      break;
    }
    await sleep(500);
  }
  if (left.length > 0) say(`left on the engines by earlier tests: ${left.join('; ')}`);
}
