// The compose reader: facts with places, both forms of everything, variables, anchors, and no text that makes it throw.

import assert from 'node:assert/strict';
import type { ComposeFacts, ComposeService } from '../../../src/documents/compose/composeFacts';
import { parseDotEnv, parseEnvFile } from '../../../src/documents/compose/envFile';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { seeded } from '../../records/seeded';

const environment: Readonly<Record<string, string>> = { TAG: '2.4.1', EMPTY: '', PORT: '8080' };
/** `§` stands for a dollar sign, which in front of a brace looks like a mistake in a test. */
const read = (text: string): ComposeFacts =>
  parseCompose(text.replaceAll('§', '$'), { variable: (name) => environment[name] });

function service(text: string): ComposeService {
  const facts = read(`services:\n  web:\n    image: x\n${text.replace(/^/gm, '    ')}`);
  assert.deepEqual(facts.problems, []);
  const [only] = facts.services;
  assert(only);
  return only;
}

const codes = (text: string) => read(text).problems.map(({ code, range }) => `${code} ${range.start.line + 1}`);
const bare = <T extends { readonly range: unknown }>(items: readonly T[]) => items.map(({ range: _, ...rest }) => rest);

describe('the compose reader', () => {
  it('knows where everything stands', () => {
    const { services, networks, secrets } = read(
      'services:\n  web:\n    image: "a:1"\nnetworks:\n  front: {driver: overlay}\nsecrets:\n  key:\n    file: ./k\n',
    );
    assert.deepEqual(services[0]?.name, {
      value: 'web',
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
    });
    assert.deepEqual(services[0]?.image?.range, { start: { line: 2, character: 11 }, end: { line: 2, character: 16 } });
    assert.equal(networks[0]?.driver, 'overlay');
    assert.equal(secrets[0]?.file?.value, './k');
    assert.equal(secrets[0]?.file?.range.start.line, 7);
  });

  it('reads ports in every form', () => {
    const { ports } = service(
      'ports:\n- 70\n- "80"\n- "8080:80"\n- "53:53/udp"\n- "9000-9001:90-91"\n- "7000-7001:70"\n- "127.0.0.1:81:81"\n- "[::1]:82:82"\n- {target: 90, published: 91, mode: host}',
    );
    assert.deepEqual(
      ports.map(
        ({ published, target, protocol, mode, hostIp }) =>
          `${hostIp ?? ''} ${published ?? ''}:${target}/${protocol} ${mode}`,
      ),
      [
        ' :70/tcp ingress',
        ' :80/tcp ingress',
        ' 8080:80/tcp ingress',
        ' 53:53/udp ingress',
        ' 9000:90/tcp ingress',
        ' 9001:91/tcp ingress',
        ' 7000:70/tcp ingress',
        ' 7001:70/tcp ingress',
        '127.0.0.1 81:81/tcp ingress',
        '::1 82:82/tcp ingress',
        ' 91:90/tcp host',
      ],
    );
  });

  it('names the line of a port that cannot be', () => {
    const lines = ['99999:80', '80:0', '3-1:3-1', '1-3:1-2', 'http', '80/icmp', '1-65535:1-65535'];
    assert.deepEqual(
      codes(
        `services:\n  a:\n    image: x\n    ports:\n${lines.map((line) => `    - "${line}"\n`).join('')}    - {target: 70000}\n    - {}\n`,
      ),
      [
        ...['port-out-of-range 5', 'port-out-of-range 6', 'port-invalid 7', 'port-invalid 8', 'port-invalid 9'],
        ...['port-invalid 10', 'port-invalid 11', 'port-out-of-range 12', 'port-invalid 13'],
      ],
    );
  });

  it('reads volumes in every form', () => {
    const { mounts } = service(
      'volumes:\n- /anon\n- data:/data\n- ./here:/there:ro\n- ~/x:/y\n- C:\\x:/z\n- {type: tmpfs, target: /tmp}\n- {type: bind, source: /a, target: /b, read_only: true}',
    );
    assert.deepEqual(bare(mounts), [
      { type: 'volume', target: '/anon', readOnly: false },
      { type: 'volume', target: '/data', readOnly: false, source: 'data' },
      { type: 'bind', target: '/there', readOnly: true, source: './here' },
      { type: 'bind', target: '/y', readOnly: false, source: '~/x' },
      { type: 'bind', target: '/z', readOnly: false, source: 'C:\\x' },
      { type: 'tmpfs', target: '/tmp', readOnly: false },
      { type: 'bind', target: '/b', readOnly: true, source: '/a' },
    ]);
  });

  it('reads settings as maps and as lists, and commands as texts and as lists', () => {
    const one = service(
      'environment: {A: 1, B: "x=y", C: , D: true}\nlabels: [a.b=c, d]\ncommand: sh -c "echo \'a b\'" c\\ d\nentrypoint: [a, 2]',
    );
    assert.deepEqual(bare(one.environment), [
      { name: 'A', value: '1' },
      { name: 'B', value: 'x=y' },
      { name: 'C' },
      { name: 'D', value: 'true' },
    ]);
    assert.deepEqual(bare(one.labels), [{ name: 'a.b', value: 'c' }, { name: 'd' }]);
    assert.deepEqual(one.command?.value, ['sh', '-c', "echo 'a b'", 'c d']);
    assert.deepEqual(one.entrypoint?.value, ['a', '2']);
  });

  it('reads networks, secrets, configs and env files in both forms', () => {
    const short = service('networks: [front]\nsecrets: [key]\nenv_file: a.env');
    const long = service(
      'networks: {front: {aliases: [w]}, back: }\nsecrets:\n- {source: key, target: k, uid: "1", mode: 0440}\nenv_file: [a.env, {path: b.env}]',
    );
    assert.deepEqual(bare(short.networks), [{ network: 'front', aliases: [] }]);
    assert.deepEqual(bare(long.networks), [
      { network: 'front', aliases: ['w'] },
      { network: 'back', aliases: [] },
    ]);
    assert.deepEqual(bare(short.secrets), [{ source: 'key' }]);
    assert.deepEqual(bare(long.secrets), [{ source: 'key', target: 'k', uid: '1', mode: 0o440 }]);
    assert.deepEqual(
      [...short.envFiles, ...long.envFiles].map((file) => file.value),
      ['a.env', 'a.env', 'b.env'],
    );
  });

  it('follows anchors and merge keys, where the own key wins', () => {
    const { services, problems } = read(
      'x-base: &base\n  image: a:1\n  environment: &env {A: 1, B: 2}\nservices:\n  one:\n    <<: *base\n  two:\n    <<: [{image: b:2}, *base]\n    environment:\n      <<: *env\n      B: 3\n',
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(
      services.map((one) => one.image?.value),
      ['a:1', 'b:2'],
    );
    // A value keeps the place where it is written.
    assert.equal(services[0]?.image?.range.start.line, 1);
    assert.deepEqual(bare(services[1]?.environment ?? []), [
      { name: 'A', value: '1' },
      { name: 'B', value: '3' },
    ]);
  });

  it('fills in variables as docker does', () => {
    const value = (text: string) => read(`services: {a: {image: '${text}'}}`).services[0]?.image?.value;
    assert.equal(value('x:$TAG'), 'x:2.4.1');
    assert.equal(value('x:§{TAG}-§{NOPE:-1}§{NOPE-2}$§{TAG}'), ['x:2.4.1-12$', '{TAG}'].join(''));
    assert.equal(value('§{EMPTY:-a}|§{EMPTY-b}|§{TAG?no}'), 'a||2.4.1');
    assert.equal(service('ports: ["§{PORT}:80"]').ports[0]?.published, 8080);
    const { variables } = read('services: {a: {image: "§{NOPE}§{OTHER:-x}$TAG"}}');
    assert.deepEqual(bare(variables), [
      { name: 'NOPE', isDefault: false },
      { name: 'OTHER', value: 'x', isDefault: true },
      { name: 'TAG', value: '2.4.1', isDefault: false },
    ]);
    assert.deepEqual(codes('services:\n  a:\n    image: §{NOPE:?set it}\n'), ['variable 3']);
    assert.deepEqual(codes('services:\n  a:\n    image: §{TAG:+x}\n    user: $\n'), ['variable 3', 'variable 4']);
    // Outside the sections that docker fills in, a dollar is a dollar.
    assert.deepEqual(codes('x-a: §{\nservices: {a: {image: x}}'), []);
  });

  it('reads objects with names, external in both forms', () => {
    const { networks, volumes, configs } = read(
      'networks:\n  a: {external: true}\n  b: {external: {name: bb}}\n  c: {name: cc, ipam: {config: [{subnet: 10.1.0.0/24}]}}\n  d:\nvolumes: {v: {driver: nfs}}\nconfigs: {e: {external: true, name: ee}}\n',
    );
    assert.deepEqual(
      networks.map(({ key, name, external, subnets }) => [key.value, name, external, subnets.map((one) => one.value)]),
      [
        ['a', undefined, true, []],
        ['b', 'bb', true, []],
        ['c', 'cc', false, ['10.1.0.0/24']],
        ['d', undefined, false, []],
      ],
    );
    assert.equal(volumes[0]?.driver, 'nfs');
    assert.deepEqual([configs[0]?.name, configs[0]?.external], ['ee', true]);
  });

  it('says what is wrong with the YAML, and reads the rest', () => {
    assert.deepEqual(codes('services:\n  a:\n    image: x\n   b: y\n').length > 0, true);
    assert.deepEqual(codes('services:\n  a: {image: x}\n  a: {image: y}\n'), ['yaml 3']);
    assert.deepEqual(codes('services:\n  a: *nope\n'), ['yaml 2', 'not-a-map 2']);
    assert.deepEqual(codes('services: [a]\n'), ['not-a-map 1']);
    assert.deepEqual(codes('services:\n  a: 3\n  b: {image: x}\n'), ['not-a-map 2']);
    assert.equal(read('services:\n  a: 3\n  b: {image: x}\n').services.length, 1);
    for (const text of ['', '\n# nothing\n', '[]', 'text', '42', '---\n...\n'])
      assert.deepEqual(
        codes(text).map((one) => one.split(' ')[0]),
        ['no-services'],
        text,
      );
  });

  it('is not brought down by aliases of aliases, depth or length', () => {
    const levels = Array.from({ length: 40 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]`);
    assert.deepEqual(codes(`l0: &l0 [x]\n${levels.join('\n')}\nservices: {a: {image: x}}`).length > 0, true);
    assert(codes('['.repeat(50_000)).length <= 20);
    assert.deepEqual(codes('a: b\n'.repeat(500_000)), ['yaml 1']);
    assert.doesNotThrow(() => read('a: &a [*a]\nservices: {b: {image: x}}'));
  });

  it('survives any text', () => {
    const random = seeded(7);
    const pieces = [
      ...[
        'services:',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        'web:',
        ' image: x',
        '&a ',
        '*a',
        '<<: ',
        '{',
        '}',
        '[',
        ']',
        '"',
        "'",
        ': ',
        ', ',
      ],
      ...[
        'ports:',
        '80:',
        '"1-2:3-4/udp"',
        'volumes:',
        '/a:/b',
        'deploy:',
        '§{',
        '$',
        '}',
        '|',
        '>',
        '!!map ',
        '#',
        '\t',
        '\u0000',
        '? ',
        '%YAML',
        '---',
        '😀',
      ],
    ];
    for (let round = 0; round < 1500; round++) {
      const text = Array.from({ length: random.int(40) + 1 }, () => random.pick(pieces)).join('');
      const { problems, services } = read(text);
      for (const { range } of [...problems, ...services.map((one) => one.name)]) {
        assert(range.start.line >= 0 && range.end.line >= range.start.line, text);
      }
    }
  });
});

describe('files of variables', () => {
  it('reads .env with quotes, comments and export', () => {
    const text = '\uFEFFA=1\n# B=2\nexport C = three # four\r\nD="a\\nb # c"\nE=\'x # y\' z\nF=\nno line\nG=#h\nA=2';
    assert.deepEqual(Object.fromEntries(parseDotEnv(text)), {
      A: '2',
      C: 'three',
      D: 'a\nb # c',
      E: 'x # y',
      F: '',
      G: '',
    });
  });

  it('reads env_file as docker does: no quotes, a name alone from the surroundings', () => {
    const read = parseEnvFile('A="1"\n #x\nB= c # d\nTAG\nNOPE\r\n', (name) => environment[name]);
    assert.deepEqual(read, [
      { name: 'A', value: '"1"' },
      { name: 'B', value: ' c # d' },
      { name: 'TAG', value: '2.4.1' },
    ]);
  });
});
