import assert from 'node:assert/strict';
import type { EngineInfo } from '../../src/model/engineInfo';
import {
  gatewayTrouble,
  listed,
  type NetworkScene,
  networkNameTrouble,
  rangeTrouble,
  subnetDoubt,
  subnetTrouble,
  suggestedSubnet,
} from '../../src/operations/networkChecks';
import { network, overlay } from '../model/mapSamples';

const info = {
  id: 'e1',
  swarm: { role: 'manager', remoteManagers: [], addressPools: ['10.0.0.0/8'], subnetPrefix: 24 },
} as unknown as EngineInfo;
const scene: NetworkScene = {
  info,
  networks: [
    overlay('ingress', { ingress: true, subnets: [{ subnet: '10.0.0.0/24' }] }),
    network('shop', { subnets: [{ subnet: '172.16.0.0/16' }, { subnet: 'fd00:1::/64' }] }),
    network('odd', { subnets: [{ subnet: 'not a subnet' }] }),
  ],
};

describe('networkNameTrouble', () => {
  const trouble = (name: string, driver = 'bridge') => networkNameTrouble(name, driver, scene.networks);

  it('takes what the engine takes', () => {
    for (const name of ['a', 'shop_net', 'a.b-c', 'A1_', '0']) assert.equal(trouble(name), undefined, name);
    for (const name of ['a', 'shop_net', 'a--b', 'x'.repeat(63)])
      assert.equal(trouble(name, 'overlay'), undefined, name);
  });

  it('says what is wrong', () => {
    assert.match(trouble('') ?? '', /needs a name/);
    for (const own of ['bridge', 'host', 'none', 'ingress', 'docker_gwbridge', 'default'])
      assert.match(trouble(own) ?? '', /engine's own/, own);
    for (const name of ['a b', '-a', '_a', 'a/b', 'ä', 'a\n']) assert.match(trouble(name) ?? '', /may hold/, name);
    for (const name of ['a.b', 'a-', '_a', 'a b']) assert.match(trouble(name, 'overlay') ?? '', /In a swarm/, name);
    assert.match(trouble('x'.repeat(64), 'overlay') ?? '', /64 characters/);
    assert.match(trouble('shop') ?? '', /There is a network shop already \(bridge\)/);
  });
});

describe('subnetTrouble', () => {
  const trouble = (text: string, ipv6 = false) => subnetTrouble(listed(text), ipv6, scene);

  it('takes what is free', () => {
    assert.equal(trouble(''), undefined);
    assert.equal(trouble('172.30.0.0/24'), undefined);
    assert.equal(trouble('172.30.0.0/24, fd00:2::/64', true), undefined);
    assert.equal(trouble('172.30.0.0/24 172.30.1.0/24'), undefined);
  });

  it('names the field, and the network in the way, in both families', () => {
    assert.match(trouble('172.30.0.0') ?? '', /no subnet/);
    assert.match(trouble('172.30.0.7/24') ?? '', /host bits set: the subnet it is in is 172\.30\.0\.0\/24/);
    assert.match(trouble('172.30.0.0/31') ?? '', /no room/);
    assert.match(trouble('172.16.9.0/24') ?? '', /overlaps 172\.16\.0\.0\/16 of shop/);
    assert.match(trouble('172.0.0.0/8') ?? '', /overlaps 172\.16\.0\.0\/16 of shop/);
    assert.match(trouble('10.0.0.128/25') ?? '', /overlaps 10\.0\.0\.0\/24 of ingress, the swarm's ingress network/);
    assert.match(trouble('fd00:1::ff00/120', true) ?? '', /overlaps fd00:1::\/64 of shop/);
    assert.match(trouble('fd00:2::/64') ?? '', /IPv6, which was not chosen/);
    assert.match(trouble('172.30.0.0/16, 172.30.1.0/24') ?? '', /named here, too/);
  });

  it('only warns of the pool from which swarm takes subnets, and only for a bridge', () => {
    assert.match(subnetDoubt(['10.9.0.0/24'], 'bridge', scene) ?? '', /in 10\.0\.0\.0\/8, from which the swarm/);
    assert.equal(subnetDoubt(['10.9.0.0/24'], 'overlay', scene), undefined);
    assert.equal(subnetDoubt(['172.30.0.0/24', 'nonsense'], 'bridge', scene), undefined);
  });
});

describe('gatewayTrouble, rangeTrouble', () => {
  it('want an address, and a part, of the subnets', () => {
    const subnets = ['172.30.0.0/24', 'fd00:2::/64'];
    assert.equal(gatewayTrouble(['172.30.0.1', 'fd00:2::1'], subnets), undefined);
    assert.match(gatewayTrouble(['172.31.0.1'], subnets) ?? '', /in none of the subnets/);
    assert.match(gatewayTrouble(['172.30.0.1'], []) ?? '', /none is given/);
    assert.match(gatewayTrouble(['172.30.0.1/24'], subnets) ?? '', /no address/);
    assert.match(gatewayTrouble(['172.30.0.0'], subnets) ?? '', /first address/);
    assert.match(gatewayTrouble(['172.30.0.255'], subnets) ?? '', /broadcast address/);
    assert.match(gatewayTrouble(['172.30.0.1', '172.30.0.2'], subnets) ?? '', /a gateway already/);
    assert.equal(rangeTrouble(['172.30.0.128/25'], subnets), undefined);
    assert.match(rangeTrouble(['172.30.0.129/25'], subnets) ?? '', /host bits/);
    assert.match(rangeTrouble(['172.30.0.0/16'], subnets) ?? '', /in none of the subnets/);
  });
});

describe('suggestedSubnet', () => {
  it('suggests what nothing else uses, and what its own checks take', () => {
    assert.equal(suggestedSubnet(4, 'bridge', scene), '172.17.0.0/16');
    assert.equal(suggestedSubnet(4, 'overlay', scene), '10.0.1.0/24');
    const v6 = suggestedSubnet(6, 'bridge', scene) ?? '';
    assert.match(v6, /^fd[0-9a-f]{2}:.*\/64$/);
    assert.equal(suggestedSubnet(6, 'bridge', scene), v6, 'the same on one engine');
    assert.notEqual(suggestedSubnet(6, 'bridge', { ...scene, info: { ...info, id: 'e2' } }), v6);
    for (const subnet of ['172.17.0.0/16', v6]) assert.equal(subnetTrouble([subnet], true, scene), undefined);
  });
});
