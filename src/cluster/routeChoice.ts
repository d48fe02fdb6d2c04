// Which address leads to a node's engine, as far as the settings say. Pure: tries nothing.

import type { SwarmNode } from '../model/swarmNode';

export interface NodeRouteSettings {
  /** `dockhound.nodes`: node name or `label:key=value` → Docker context or address; as written, so not to be trusted. */
  readonly nodes: Readonly<Record<string, unknown>>;
  /** `dockhound.nodeTemplate`, for example `ssh://{user}@{addr}`; empty: none. */
  readonly template: string;
  /** What stands for `{user}`. */
  readonly user: string;
}

/** Who named the address. */
export type RouteVia = 'remembered' | 'dockhound.nodes' | 'dockhound.nodeTemplate';

export interface Route {
  /** A Docker context's name, or an address. */
  readonly address: string;
  readonly via: RouteVia;
}

/** `why`: one sentence for a person. */
export type RouteReading = { readonly ok: true; readonly route: Route } | { readonly ok: false; readonly why: string };

/** A node's name in `dockhound.nodes` wins over its labels, these over the template. */
export function configuredRoute(node: SwarmNode, settings: NodeRouteSettings): RouteReading {
  const key = [node.name, ...Object.keys(settings.nodes).filter((one) => namesLabel(one, node))].find((one) =>
    Object.hasOwn(settings.nodes, one),
  );
  if (key !== undefined) {
    const address = settings.nodes[key];
    if (typeof address === 'string' && address.trim() !== '') {
      return { ok: true, route: { address: address.trim(), via: 'dockhound.nodes' } };
    }
    return { ok: false, why: `The setting dockhound.nodes has no context and no address for ${key}.` };
  }
  const template = settings.template.trim();
  if (template !== '') return filledTemplate(template, node, settings.user);
  return { ok: false, why: `No way to the engine of node ${node.name} is known.` };
}

function namesLabel(key: string, { labels }: SwarmNode): boolean {
  const [, name, value] = /^label:([^=]+)=(.*)$/.exec(key) ?? [];
  return name !== undefined && Object.hasOwn(labels, name) && labels[name] === value;
}

function filledTemplate(template: string, node: SwarmNode, user: string): RouteReading {
  const values: Readonly<Record<string, string | undefined>> = { addr: addressOf(node), host: node.name, user };
  let why: string | undefined;
  const address = template.replace(/\{(\w*)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (!Object.hasOwn(values, name)) {
      why ??= `The setting dockhound.nodeTemplate has ${placeholder}, which is none of {addr}, {host} and {user}.`;
    } else if (value === undefined || value === '') {
      why ??= `The swarm tells no address of node ${node.name}, which dockhound.nodeTemplate needs for ${placeholder}.`;
    } else if (!/^[a-z0-9_][\w.:-]*$/i.test(value)) {
      // A host name is what the node says of itself: it must not become another part of the address.
      why ??= `${JSON.stringify(value)} cannot stand for ${placeholder} in dockhound.nodeTemplate.`;
    }
    return value?.includes(':') ? `[${value}]` : (value ?? '');
  });
  return why === undefined ? { ok: true, route: { address, via: 'dockhound.nodeTemplate' } } : { ok: false, why };
}

/** A manager may know itself as 0.0.0.0; then the address at which the other managers know it serves. */
export function addressOf({ address, managerAddress }: SwarmNode): string | undefined {
  if (address !== undefined && address !== '' && address !== '0.0.0.0' && address !== '::') return address;
  return managerAddress?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
