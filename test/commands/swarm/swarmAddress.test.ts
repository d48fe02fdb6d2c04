import assert from 'node:assert/strict';
import {
  advertiseTrouble,
  dataPathPortTrouble,
  hostPortText,
  isLoopback,
  parseManagerAddress,
  poolTrouble,
} from '../../../src/commands/swarm/swarmAddress';

describe('the address of a manager', () => {
  it('is a host with a port, or without', () => {
    const texts = (text: string) => {
      const parsed = parseManagerAddress(text);
      return typeof parsed === 'string' ? undefined : hostPortText(parsed);
    };
    assert.equal(texts('10.0.0.4'), '10.0.0.4:2377');
    assert.equal(texts('10.0.0.4:2400'), '10.0.0.4:2400');
    assert.equal(texts('db-1.example.com'), 'db-1.example.com:2377');
    assert.equal(texts('my_host:1'), 'my_host:1');
    assert.equal(texts('fd00::1'), '[fd00::1]:2377');
    assert.equal(texts('[fd00::1]'), '[fd00::1]:2377');
    assert.equal(texts('[fd00::1]:65535'), '[fd00::1]:65535');
  });

  it('is refused with what is wrong', () => {
    const wrong: [string, RegExp][] = [
      ['', /Enter the address/],
      ['tcp://10.0.0.4:2377', /without a scheme/],
      ['10.0.0.4:', /port/],
      ['10.0.0.4:0', /port/],
      ['10.0.0.4:65536', /port/],
      ['10.0.0.4:2377x', /port/],
      ['a:b:c', /port/],
      ['[10.0.0.4]:2377', /no IPv6 address/],
      ['a b', /no address/],
      ['-x', /neither an IP address nor a host name/],
      ['0.0.0.0', /stands for any address/],
      ['[::]:2377', /stands for any address/],
    ];
    for (const [text, expected] of wrong) {
      const parsed = parseManagerAddress(text);
      assert(typeof parsed === 'string', text);
      assert.match(parsed, expected, text);
    }
  });

  it('may be the machine itself', () => {
    assert.deepEqual(['localhost', '127.0.1.1', '::1', '10.0.0.1', 'a'].map(isLoopback), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('an advertised address', () => {
  it('is an address or an interface, with a port or without', () => {
    for (const text of ['10.0.0.4', '10.0.0.4:2377', 'fd00::1', '[fd00::1]:2377', 'eth0', 'br-lan.4', 'Ethernet 2']) {
      assert.equal(advertiseTrouble(text), undefined, text);
    }
    const wrong = ['', '0.0.0.0', '::', '[::]:2377', '10.1.2', '10.0.0.4:0', '10.0.0.4:x', '10.0.0.4:99999', 'a/b'];
    for (const text of wrong) assert(advertiseTrouble(text), text);
  });
});

describe('the rest of a new swarm', () => {
  it('has a data path port that nothing else uses', () => {
    for (const port of [1024, 4789, 49151, '4790']) assert.equal(dataPathPortTrouble(port), undefined);
    for (const port of [0, 80, 1023, 49152, 1024.5, Number.NaN, 'x', '', null, true]) {
      assert.match(dataPathPortTrouble(port) ?? '', /from 1024 to 49151/, String(port));
    }
    for (const port of [2377, 7946]) assert.match(dataPathPortTrouble(port) ?? '', /used by swarm itself/);
  });

  it('has pools that are subnets with room for networks', () => {
    for (const pool of ['10.20.0.0/16', '192.168.0.0/29']) assert.equal(poolTrouble(pool), undefined);
    for (const pool of ['', '10.20.0.0', '10.20.0.0/30', '10.20.0/16', '300.0.0.0/8', '10.0.0.0/0']) {
      assert.match(poolTrouble(pool) ?? '', /no subnet/, pool);
    }
  });
});
