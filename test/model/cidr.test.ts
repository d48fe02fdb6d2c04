import assert from 'node:assert/strict';
import { BlockList, isIPv4, isIPv6 } from 'node:net';
import {
  type Cidr,
  cidrOf,
  contains,
  formatAddress,
  formatCidr,
  freeSubnet,
  isWithin,
  overlaps,
  parseAddress,
  parseCidr,
} from '../../src/model/cidr';
import { seeded } from '../records/seeded';

const cidr = (text: string): Cidr => {
  const read = parseCidr(text);
  assert(read, text);
  return read;
};
const address = (text: string) => {
  const read = parseAddress(text);
  assert(read, text);
  return read;
};

/** Numbers from 0 up to 1. */
const fractions = (seed: number) => {
  const random = seeded(seed);
  return () => random.int(2 ** 30) / 2 ** 30;
};

describe('parseAddress', () => {
  it('reads both families, and writes them as RFC 5952 does', () => {
    const pairs = {
      '0.0.0.0': '0.0.0.0',
      '255.255.255.255': '255.255.255.255',
      '::': '::',
      '::1': '::1',
      '2001:DB8:0:0:1:0:0:1': '2001:db8::1:0:0:1',
      '2001:db8:0:1:1:1:1:1': '2001:db8:0:1:1:1:1:1',
      'fd00:0:0:0:1::': 'fd00::1:0:0:0',
      '::ffff:10.0.0.1': '::ffff:a00:1',
      '64:ff9b::192.0.2.33': '64:ff9b::c000:221',
    };
    for (const [from, to] of Object.entries(pairs)) assert.equal(formatAddress(address(from)), to, from);
  });

  it('refuses what is none', () => {
    const wrong = [
      '',
      '10.0.0',
      '10.0.0.0.0',
      '10.0.0.256',
      '010.0.0.1',
      '10.0.0.-1',
      ' 10.0.0.1',
      '10.0.0.1 ',
      '1e1.0.0.0',
    ];
    const wrong6 = [
      ':',
      ':::',
      '1::2::3',
      'g::',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '12345::',
      'fe80::1%eth0',
      '1:2:3:4:5:6:7::8',
    ];
    const mixed = ['::10.0.0.256', '10.0.0.1::', '::1.2.3.4:5', '10.0.0.1:80', '[::1]'];
    for (const text of [...wrong, ...wrong6, ...mixed]) assert.equal(parseAddress(text), undefined, text);
  });

  it('agrees with node on whatever looks like an address', () => {
    const random = fractions(7);
    const pieces = ['0', '1', 'ff', '10', '255', '256', '00', '', ':', '::', '.', '1.2.3.4', 'fe80', '12345', 'g', '/'];
    for (let round = 0; round < 20_000; round++) {
      const count = 1 + Math.floor(random() * 9);
      const glue = random() < 0.5 ? '.' : ':';
      const parts = Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)] ?? '');
      const text = parts.join(random() < 0.8 ? glue : '');
      const family = parseAddress(text)?.family;
      assert.equal(family, isIPv4(text) ? 4 : isIPv6(text) ? 6 : undefined, text);
    }
  });

  it('comes back from its text the same', () => {
    const random = fractions(8);
    for (let round = 0; round < 5000; round++) {
      const family = random() < 0.5 ? 4 : 6;
      let value = 0n;
      // Many zero groups, so that :: is met at every place.
      for (let at = 0; at < (family === 4 ? 4 : 8); at++) {
        const bits = family === 4 ? 8 : 16;
        value = (value << BigInt(bits)) | (random() < 0.5 ? 0n : BigInt(Math.floor(random() * 2 ** bits)));
      }
      const text = formatAddress({ family, value });
      assert.deepEqual(parseAddress(text), { family, value }, text);
      assert.ok(family === 4 ? isIPv4(text) : isIPv6(text), text);
    }
  });
});

describe('parseCidr', () => {
  it('keeps what was written beside the subnet it is in', () => {
    const read = cidr('172.18.3.9/16');
    assert.equal(formatCidr(read), '172.18.0.0/16');
    assert.equal(formatAddress({ family: 4, value: read.last }), '172.18.255.255');
    assert.equal(formatAddress({ family: 4, value: read.written }), '172.18.3.9');
    assert.equal(formatCidr(cidr('2001:db8::ff/64')), '2001:db8::/64');
    assert.deepEqual([cidr('0.0.0.0/0').last, cidr('10.0.0.1/32').first], [2n ** 32n - 1n, cidr('10.0.0.1/32').last]);
  });

  it('refuses what is none', () => {
    for (const text of [
      '10.0.0.0',
      '10.0.0.0/',
      '10.0.0.0/33',
      '::/129',
      '10.0.0.0/08',
      '10.0.0.0/-1',
      '10.0.0.0/8/8',
      '/8',
      '10/8',
    ])
      assert.equal(parseCidr(text), undefined, text);
  });
});

describe('overlaps, contains, isWithin', () => {
  it('tells subnets that touch from subnets that overlap', () => {
    assert.ok(overlaps(cidr('10.0.0.0/8'), cidr('10.9.0.0/24')));
    assert.ok(overlaps(cidr('10.9.0.0/24'), cidr('10.0.0.0/8')));
    assert.ok(!overlaps(cidr('10.0.0.0/25'), cidr('10.0.0.128/25')));
    assert.ok(!overlaps(cidr('::/0'), cidr('0.0.0.0/0')), 'the families have nothing to do with each other');
    assert.ok(overlaps(cidr('fd00::/48'), cidr('fd00:0:0:ffff::/64')));
    assert.ok(isWithin(cidr('10.9.0.0/24'), cidr('10.0.0.0/8')) && !isWithin(cidr('10.0.0.0/8'), cidr('10.9.0.0/24')));
  });

  it('says of random subnets what their first and last addresses say', () => {
    const random = fractions(9);
    const one = () =>
      cidrOf({ family: 4, value: BigInt(Math.floor(random() * 2 ** 7)) << 20n }, 8 + Math.floor(random() * 12));
    let met = 0;
    for (let round = 0; round < 5000; round++) {
      const [a, b] = [one(), one()];
      const edges = (x: Cidr, y: Cidr) =>
        contains(x, { family: 4, value: y.first }) || contains(x, { family: 4, value: y.last });
      assert.equal(overlaps(a, b), edges(a, b) || edges(b, a), `${formatCidr(a)} ${formatCidr(b)}`);
      if (overlaps(a, b)) met++;
      const list = new BlockList();
      list.addSubnet(formatAddress({ family: 4, value: a.first }), a.prefix);
      assert.equal(
        contains(a, { family: 4, value: b.first }),
        list.check(formatAddress({ family: 4, value: b.first })),
      );
    }
    assert.ok(met > 100 && met < 4900, `both happened: ${met}`);
  });
});

describe('freeSubnet', () => {
  it('finds the first gap, wherever it is', () => {
    const pool = cidr('10.0.0.0/8');
    const taken = [cidr('10.0.0.0/24'), cidr('10.0.1.0/25'), cidr('192.168.0.0/16'), cidr('::/0')];
    assert.equal(formatCidr(freeSubnet(pool, 24, taken) ?? pool), '10.0.2.0/24');
    assert.equal(formatCidr(freeSubnet(pool, 25, taken) ?? pool), '10.0.1.128/25');
    assert.equal(freeSubnet(cidr('10.0.0.0/24'), 24, taken), undefined);
    assert.equal(freeSubnet(cidr('10.0.0.0/24'), 16, []), undefined, 'larger than the pool');
  });

  it('never finds one that is taken, and none is left out', () => {
    const random = fractions(10);
    const pool = cidr('172.16.0.0/20');
    for (let round = 0; round < 500; round++) {
      const taken = Array.from({ length: Math.floor(random() * 12) }, () =>
        cidrOf({ family: 4, value: pool.first + BigInt(Math.floor(random() * 4096)) }, 21 + Math.floor(random() * 6)),
      );
      const found = freeSubnet(pool, 24, taken);
      const all = Array.from({ length: 16 }, (_, at) =>
        cidrOf({ family: 4, value: pool.first + BigInt(at * 256) }, 24),
      );
      const expected = all.find((candidate) => !taken.some((one) => overlaps(one, candidate)));
      assert.equal(found && formatCidr(found), expected && formatCidr(expected));
    }
  });
});
