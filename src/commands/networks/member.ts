// Who can be on a network, and whether it makes sense to offer a pair.

import type { Container } from '../../model/container';
import type { Network } from '../../model/network';
import type { Service } from '../../model/service';
import { connectTrouble, isOn } from '../../operations/networkMembers';

export type Member =
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'service'; readonly service: Service };

export function fits(member: Member, network: Network, change: 'connect' | 'disconnect'): boolean {
  if (member.kind === 'service') {
    const has = member.service.networkIds.includes(network.id);
    return change === 'disconnect' ? has : !has && network.scope === 'swarm' && !network.ingress;
  }
  const { container } = member;
  if (change === 'connect') return connectTrouble(container, network) === undefined;
  return isOn(container, network) && network.name !== 'host' && network.name !== 'none';
}
