// A simulated engine with many networks and 200 endpoints on them, for the network map at scale.

import type { SimEngine } from './simEngine';
import { type Raw, simContainer } from './simState';

const projects = ['shop', 'blog', 'billing', 'search', 'mail', 'wiki', 'ci', 'metrics', 'chat', 'auth'];

/**
 * Ten projects, each with a front and a back network; a proxy on every front, a store shared by two backs, and the rest on
 * one network each. Together 200 containers.
 */
export function addNetworks(engine: SimEngine, nowMs = Date.now()): void {
  const networks = projects.flatMap((project, at) => [
    network(`${project}_front`, `172.20.${at}.0/24`, {}),
    network(`${project}_back`, `172.21.${at}.0/24`, { Internal: at % 3 === 0 }),
  ]);
  engine.lists.networks.push(
    network('bridge', '172.17.0.0/16', {}),
    network('monitoring', '172.22.0.0/24', {}),
    ...networks,
  );
  for (let at = 0; at < 200; at++) {
    const project = projects[at % projects.length] ?? 'shop';
    const next = projects[(at + 1) % projects.length] ?? 'shop';
    const row = Math.floor(at / projects.length);
    const { name, on } = placeOf(project, next, row);
    const container = simContainer(at, nowMs);
    container.name = name;
    container.labels = { 'com.docker.compose.project': project };
    const Networks = Object.fromEntries(on.map((id) => [id, endpoint(id, at)]));
    container.odd = { NetworkSettings: { Networks, Ports: {} } };
    engine.add(container);
  }
}

function placeOf(project: string, next: string, row: number): { name: string; on: readonly string[] } {
  const [front, back] = [`${project}_front`, `${project}_back`];
  if (row === 0) return { name: `${project}-proxy`, on: [front, 'monitoring'] };
  if (row === 1) return { name: `${project}-api`, on: [front, back] };
  if (row === 2) return { name: `${project}-store`, on: project < next ? [back, `${next}_back`] : [back] };
  return row < 12
    ? { name: `${project}-worker-${row - 2}`, on: [back] }
    : { name: `${project}-web-${row - 11}`, on: [front] };
}

function network(name: string, subnet: string, more: Raw): Raw {
  return {
    ...{ Id: idOf(name), Name: name, Created: '2026-01-01T00:00:00Z', Scope: 'local', Driver: 'bridge' },
    ...{ EnableIPv6: false, Internal: false, Attachable: false, Ingress: false, Options: {}, Labels: {} },
    IPAM: { Driver: 'default', Options: null, Config: [{ Subnet: subnet, Gateway: subnet.replace(/0\/\d+$/, '1') }] },
    ...more,
  };
}

function endpoint(name: string, at: number): Raw {
  const third = name.endsWith('_back') ? 21 : 20;
  return {
    ...{
      NetworkID: idOf(name),
      Aliases: null,
      IPAddress: `172.${third}.${at % projects.length}.${Math.floor(at / 10) + 2}`,
    },
    ...{
      IPPrefixLen: 24,
      MacAddress: `02:42:ac:14:00:${(at + 2).toString(16).padStart(2, '0')}`,
      GlobalIPv6Address: '',
    },
  };
}

/** 64 hex digits, as a local network has. */
function idOf(name: string): string {
  return Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);
}
