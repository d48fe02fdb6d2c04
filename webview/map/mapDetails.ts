// What is known of the chosen network, endpoint or task: addresses, names, who reaches it, and what can be done with it.

import { html, nothing, type TemplateResult } from 'lit';
import {
  attachmentOn,
  type MapAttachment,
  type MapEndpoint,
  type MapNetwork,
  type MapTask,
  type NetworkMap,
  namesOf,
  peersOf,
} from '../../src/model/networkMap';
import type { MapAction } from '../../src/protocol/map';
import { networkKey } from './mapScope';
import { networkFacts } from './mapWords';

export interface DetailsDoor {
  choose(key: string): void;
  focus(key: string): void;
  /** Shows its tasks as boxes, or hides them. */
  fold(key: string): void;
  act(key: string, action: MapAction, networkId?: string): void;
  close(): void;
}

const actionWords: Readonly<Record<MapAction, { readonly label: string; readonly icon: string }>> = {
  inspect: { label: 'Inspect', icon: 'search' },
  logs: { label: 'Logs', icon: 'output' },
  stats: { label: 'Stats', icon: 'pulse' },
  exec: { label: 'Shell', icon: 'terminal' },
  connect: { label: 'Connect…', icon: 'plug' },
  disconnect: { label: 'Disconnect…', icon: 'debug-disconnect' },
};

/** More than these are only counted. */
const mostShown = 12;

export function networkDetails(map: NetworkMap, network: MapNetwork, door: DetailsDoor): TemplateResult {
  const key = networkKey(network.id);
  const members = map.endpoints.filter((endpoint) => attachmentOn(endpoint, network.id));
  const closed = network.ingress || network.driver === 'host';
  return pane(
    { title: network.name, kind: 'network', state: networkFacts(network) },
    html`
      ${actions(key, closed ? ['inspect'] : ['inspect', 'connect'], door)}
      ${network.internal ? html`<p>Internal: nothing outside is reached from it.</p>` : nothing}
      ${network.encrypted ? html`<p>What goes from node to node is encrypted.</p>` : nothing}
      ${network.hasNames ? nothing : html`<p>Names are not resolved on it: only addresses and published ports lead anywhere.</p>`}
      ${network.scope === 'swarm' && !network.attachable && !network.ingress ? html`<p>Not attachable: services only.</p>` : nothing}
      ${network.attachable ? html`<p class="quiet">Containers that were started by hand on other nodes are not seen from here.</p>` : nothing}
      <h3>${members.length === 0 ? 'Nothing is attached' : `${members.length} attached`}</h3>
      ${linkList(members, door)}
    `,
    door,
  );
}

export function endpointDetails(map: NetworkMap, endpoint: MapEndpoint, door: DetailsDoor): TemplateResult {
  const { key, kind, group, state, mode, ports, tasks, taskCount } = endpoint;
  const how =
    mode === 'dnsrr' ? ', without a virtual address (dnsrr)' : mode === 'vip' ? ', with a virtual address' : '';
  const offered: readonly MapAction[] =
    kind === 'service' ? ['logs', 'stats', 'inspect', 'connect'] : ['logs', 'stats', 'inspect', 'exec', 'connect'];
  return pane(
    { title: endpoint.name, kind, state: `${state}${group ? ` · ${group}` : ''}${how}` },
    html`
      ${actions(key, offered, door)}
      ${ports.length > 0 ? html`<h3>Ports</h3><p class="mono">${ports.join(', ')}</p>` : nothing}
      ${endpoint.attachments.map((attachment) => attachmentView(map, endpoint, attachment, door))}
      ${
        tasks
          ? html`<h3>${taskCount} ${taskCount === 1 ? 'task' : 'tasks'}</h3>
              ${tasks.length > 0 ? html`<button class="link" @click=${() => door.fold(key)}>Show or hide them on the map</button>` : nothing}
              <ul>
                ${tasks.slice(0, mostShown).map(
                  (task) => html`<li>
                    <button class="link" @click=${() => door.choose(`task:${task.id}`)}><bdi>${task.name}</bdi></button>
                    <span class="quiet">${task.node ?? 'no node yet'}${task.running ? '' : ', not running'}</span>
                  </li>`,
                )}
                ${more(tasks.length > mostShown ? (taskCount ?? tasks.length) - mostShown : 0)}
              </ul>`
          : nothing
      }
    `,
    door,
  );
}

export function taskDetails(map: NetworkMap, endpoint: MapEndpoint, task: MapTask, door: DetailsDoor): TemplateResult {
  const state = `${task.running ? 'running' : 'not running'}${task.node ? ` · on ${task.node}` : ''}`;
  return pane(
    { title: task.name, kind: 'task', state },
    html`
      ${actions(`task:${task.id}`, ['logs', 'stats', 'inspect', 'exec'], door)}
      <p>
        A task of
        <button class="link" @click=${() => door.choose(endpoint.key)}><bdi>${endpoint.name}</bdi></button>, to which its
        networks belong.
      </p>
      ${task.attachments.map(
        (one) => html`<section class="attachment">
          ${networkTitle(map, one.networkId, door)}
          ${addressList(one)}
        </section>`,
      )}
    `,
    door,
  );
}

/** One network of an endpoint: where it is there, by which names it is found, and by whom. */
function attachmentView(
  map: NetworkMap,
  endpoint: MapEndpoint,
  attachment: MapAttachment,
  door: DetailsDoor,
): TemplateResult {
  const { networkId } = attachment;
  const network = map.networks.find(({ id }) => id === networkId);
  const names = namesOf(map, endpoint, networkId);
  const peers = network?.driver === 'host' ? [] : peersOf(map, endpoint, networkId);
  const leaves = network && !network.ingress && network.driver !== 'host';
  return html`<section class="attachment">
    ${networkTitle(map, networkId, door)}
    ${
      leaves
        ? html`<button class="link leave" @click=${() => door.act(endpoint.key, 'disconnect', networkId)}>
            Disconnect<span class="hidden-text"> from ${network.name}</span>…
          </button>`
        : nothing
    }
    ${addressList(attachment)}
    ${
      names.length > 0
        ? html`<table class="names">
            <caption>Found there as</caption>
            ${names.map(
              ({ name, kind, addresses, sharedWith }) => html`<tr>
                <th scope="row" class="mono"><bdi>${name}</bdi></th>
                <td class="mono">
                  ${addresses.join(', ') || 'no address now'}
                  ${sharedWith.length > 0 ? html`<span class="quiet">by turns with ${sharedWith.join(', ')}</span>` : nothing}
                  ${kind === 'tasks' ? html`<span class="quiet">its tasks</span>` : nothing}
                </td>
              </tr>`,
            )}
          </table>`
        : network && !network.hasNames && !network.ingress
          ? html`<p class="quiet">Nobody finds it by a name there.</p>`
          : nothing
    }
    ${network?.ingress ? html`<p class="quiet">Its published ports are reached over it on every node.</p>` : nothing}
    ${
      peers.length > 0 && !network?.ingress
        ? html`<p class="peers">Reached by ${peers.length === 1 ? 'one other' : `${peers.length} others`}:</p>
            ${linkList(peers, door)}`
        : nothing
    }
  </section>`;
}

function networkTitle(map: NetworkMap, id: string, door: DetailsDoor): TemplateResult {
  const network = map.networks.find((one) => one.id === id);
  if (!network) return html`<h3 class="mono">${id.slice(0, 12)}</h3>`;
  return html`<h3>
    <button class="link" @click=${() => door.choose(networkKey(id))}><bdi>${network.name}</bdi></button>
    <span class="quiet">${network.driver}</span>
  </h3>`;
}

function addressList({ addresses, mac }: MapAttachment): TemplateResult {
  const all = [...addresses, ...(mac ? [mac] : [])];
  return html`<p class="mono">${all.length > 0 ? all.join(' · ') : html`<span class="quiet">no address of its own</span>`}</p>`;
}

function linkList(endpoints: readonly MapEndpoint[], door: DetailsDoor): TemplateResult | typeof nothing {
  if (endpoints.length === 0) return nothing;
  return html`<ul>
    ${endpoints.slice(0, mostShown).map(
      ({ key, name, kind }) => html`<li>
        <button class="link" @click=${() => door.choose(key)}><bdi>${name}</bdi></button>
        <span class="quiet">${kind}</span>
      </li>`,
    )}
    ${more(endpoints.length - mostShown)}
  </ul>`;
}

function more(count: number): TemplateResult | typeof nothing {
  return count > 0 ? html`<li class="quiet">and ${count} more</li>` : nothing;
}

function actions(key: string, offered: readonly MapAction[], door: DetailsDoor): TemplateResult {
  return html`<div class="detail-actions">
    ${offered.map(
      (action) => html`<vscode-button appearance="icon" @click=${() => door.act(key, action)}>
        <div class="action">
          <span class="codicon codicon-${actionWords[action].icon}" aria-hidden="true"></span>${actionWords[action].label}
        </div>
      </vscode-button>`,
    )}
    ${
      key.startsWith('task:')
        ? nothing
        : html`<vscode-button appearance="icon" @click=${() => door.focus(key)}>
            <div class="action"><span class="codicon codicon-target" aria-hidden="true"></span>Only Its Neighbours</div>
          </vscode-button>`
    }
  </div>`;
}

function pane(
  { title, kind, state }: { title: string; kind: string; state: string },
  content: TemplateResult,
  door: DetailsDoor,
): TemplateResult {
  return html`<aside class="details" aria-label="Details of ${title}">
    <div class="details-title">
      <h2 title=${title}><bdi>${title}</bdi></h2>
      <span class="quiet">${kind}</span>
      <vscode-button appearance="icon" aria-label="Close the details" title="Close (Escape)" @click=${() => door.close()}>
        <span class="codicon codicon-close" aria-hidden="true"></span>
      </vscode-button>
    </div>
    <p class="quiet">${state}</p>
    ${content}
  </aside>`;
}
