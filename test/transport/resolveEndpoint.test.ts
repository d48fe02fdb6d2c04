import assert from 'node:assert/strict';
import type { Endpoint } from '../../src/engine/endpoint';
import { EngineError } from '../../src/engine/engineError';
import { choiceOf, type EngineChoice, resolveEndpoint } from '../../src/engine/resolveEndpoint';
import { contextFile, contextFolder, type FakeOptions, fakeSurroundings } from './fakeSurroundings';

interface Options extends FakeOptions {
  readonly chosen?: EngineChoice;
  readonly setting?: string;
}

function resolve({ chosen, setting, ...fake }: Options): Promise<Endpoint> {
  return resolveEndpoint({
    surroundings: fakeSurroundings(fake),
    ...(chosen && { chosen }),
    ...(setting !== undefined && { setting }),
  });
}

async function problem(options: Options): Promise<EngineError> {
  const error = await resolve(options).then(
    (endpoint) => assert.fail(`resolved to ${endpoint.url}`),
    (reason: unknown) => reason,
  );
  assert(error instanceof EngineError, String(error));
  assert.equal(error.connect, 'badConfiguration');
  assert(error.next, 'no way out');
  return error;
}

const config = (value: unknown) => ({ '/home/ann/.docker/config.json': JSON.stringify(value) });
const tlsFolder = (name: string) => `/home/ann/.docker/contexts/tls/${contextFolder(name)}/docker`;
const pem = '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n';

describe('resolveEndpoint', () => {
  const everything = {
    chosen: { url: 'unix:///chosen' },
    setting: 'unix:///setting',
    env: { DOCKER_HOST: 'unix:///host', DOCKER_CONTEXT: 'byvariable' },
    files: {
      ...contextFile('byvariable', { Host: 'unix:///byvariable' }),
      ...contextFile('current', { Host: 'unix:///current' }),
      ...config({ currentContext: 'current' }),
    },
    sockets: { '/var/run/docker.sock': 'listening' },
  } as const;

  it('asks in the documented order', async () => {
    const { chosen: _chosen, setting, env, ...rest } = everything;
    const steps = [
      [everything, 'chosen', 'unix:///chosen'],
      [{ ...rest, env, setting }, 'setting', 'unix:///setting'],
      [{ ...rest, env, setting: ' ' }, 'DOCKER_HOST', 'unix:///host'],
      [
        { ...rest, env: { DOCKER_HOST: '', DOCKER_CONTEXT: env.DOCKER_CONTEXT } },
        'DOCKER_CONTEXT',
        'unix:///byvariable',
      ],
      [rest, 'currentContext', 'unix:///current'],
      [{ sockets: rest.sockets }, 'socket', 'unix:///var/run/docker.sock'],
    ] as const;
    for (const [options, origin, url] of steps) {
      const endpoint = await resolve(options);
      assert.deepEqual([endpoint.origin, endpoint.url], [origin, url]);
    }
  });

  it('takes names and addresses as setting', async () => {
    assert.deepEqual(choiceOf('lab'), { context: 'lab' });
    assert.deepEqual(choiceOf('lab:2375'), { url: 'lab:2375' });
    assert.deepEqual(choiceOf('ssh://lab'), { url: 'ssh://lab' });
    assert.equal((await resolve({ ...everything, chosen: { context: 'current' } })).label, 'current');
    assert.equal((await resolve({ files: everything.files, setting: 'byvariable' })).context, 'byvariable');
  });

  it('reads contexts with their certificates', async () => {
    const files = {
      ...contextFile('lab', { Host: 'tcp://lab:2376', SkipTLSVerify: false }),
      [`${tlsFolder('lab')}/ca.pem`]: pem,
      [`${tlsFolder('lab')}/cert.pem`]: pem,
      [`${tlsFolder('lab')}/key.pem`]: pem,
    };
    const endpoint = await resolve({ files, env: { DOCKER_CONTEXT: 'lab' } });
    assert.deepEqual(endpoint, {
      address: {
        type: 'tcp',
        host: 'lab',
        port: 2376,
        tls: { ca: pem, cert: pem, key: pem, skipVerify: false, directory: tlsFolder('lab') },
      },
      url: 'tcp://lab:2376',
      label: 'lab',
      origin: 'DOCKER_CONTEXT',
      context: 'lab',
    });
  });

  it('verifies unless a context or DOCKER_TLS says otherwise', async () => {
    const tlsOf = async (options: Options) => {
      const { address } = await resolve(options);
      return address.type === 'tcp' ? address.tls?.skipVerify : assert.fail();
    };
    const env = { DOCKER_HOST: 'tcp://lab:2376', DOCKER_CERT_PATH: '/certs' };
    const files = { '/certs/ca.pem': pem };
    assert.equal(await tlsOf({ env, files }), undefined);
    assert.equal(await tlsOf({ env: { ...env, DOCKER_TLS_VERIFY: '1' }, files }), false);
    assert.equal(await tlsOf({ env: { ...env, DOCKER_TLS: '1' }, files }), true);
    assert.equal(await tlsOf({ env: { ...env, DOCKER_TLS: '1', DOCKER_TLS_VERIFY: '1' }, files }), false);
    assert.equal(await tlsOf({ setting: 'https://lab' }), false);
    assert.equal(
      await tlsOf({ setting: 'lab', files: contextFile('lab', { Host: 'tcp://lab:1', SkipTLSVerify: true }) }),
      true,
    );
    assert.equal(await tlsOf({ setting: 'lab', files: contextFile('lab', { Host: 'tcp://lab:1' }) }), undefined);
    assert.equal(
      await tlsOf({ setting: 'lab', files: contextFile('lab', { Host: 'tcp://lab:1', SkipTLSVerify: 'yes' }) }),
      undefined,
    );
  });

  it('takes "default" as docker does', async () => {
    const options = { chosen: { context: 'default' }, sockets: { '/run/user/1000/docker.sock': 'listening' } } as const;
    const endpoint = await resolve(options);
    assert.deepEqual(
      [endpoint.url, endpoint.label, endpoint.context],
      ['unix:///var/run/docker.sock', 'default', 'default'],
    );
    assert.equal((await resolve({ ...options, env: { DOCKER_HOST: 'unix:///host' } })).url, 'unix:///host');
    assert.equal((await resolve({ files: config({ currentContext: 'default' }) })).origin, 'socket');
  });

  it('honours DOCKER_CONFIG', async () => {
    const meta = Object.values(contextFile('x', { Host: 'unix:///x' }))[0] ?? '';
    const files = {
      '/etc/dk/config.json': JSON.stringify({ currentContext: 'x' }),
      [`/etc/dk/contexts/meta/${contextFolder('x')}/meta.json`]: `\uFEFF${meta}`,
    };
    assert.equal((await resolve({ files, env: { DOCKER_CONFIG: '/etc/dk' } })).url, 'unix:///x');
  });

  it('prefers a socket that answers, then one that is there', async () => {
    const sockets = { '/var/run/docker.sock': 'denied', '/home/ann/.colima/default/docker.sock': 'listening' } as const;
    assert.equal((await resolve({ sockets })).label, 'Colima');
    const quiet = { '/run/user/1000/podman/podman.sock': 'dead' } as const;
    assert.equal((await resolve({ sockets: quiet, env: { XDG_RUNTIME_DIR: '/run/user/1000' } })).label, 'Podman');
    assert.equal(
      (await resolve({ sockets: { ...quiet, ...{ '/run/docker.sock': 'denied' } } })).url,
      'unix:///run/docker.sock',
    );
    assert.equal((await resolve({})).url, 'unix:///var/run/docker.sock');
    const desktop = { '/home/ann/.docker/run/docker.sock': 'listening' } as const;
    assert.equal((await resolve({ sockets: desktop, platform: 'darwin' })).label, 'Docker Desktop');
    assert.equal((await resolve({ platform: 'win32', home: 'C:\\Users\\ann' })).url, 'npipe:////./pipe/docker_engine');
  });

  it('reads Windows paths', async () => {
    const folder = `C:\\Users\\ann\\.docker\\contexts\\meta\\${contextFolder('x')}`;
    const files = {
      'C:\\Users\\ann\\.docker\\config.json': '{"currentContext":"x"}',
      [`${folder}\\meta.json`]: '{"Name":"x","Endpoints":{"docker":{"Host":"npipe:////./pipe/x"}}}',
    };
    const endpoint = await resolve({ files, platform: 'win32', home: 'C:\\Users\\ann' });
    assert.deepEqual(endpoint.address, { type: 'npipe', path: '//./pipe/x' });
  });

  describe('says which file or variable is wrong', () => {
    const cases: readonly (readonly [string, Options, RegExp])[] = [
      [
        'broken config.json',
        { files: { '/home/ann/.docker/config.json': '{"currentContext":' } },
        /config\.json is not valid JSON/,
      ],
      ['config.json that is a list', { files: config([]) }, /config\.json holds no JSON object/],
      [
        'config.json that may not be read',
        { files: { '/home/ann/.docker/config.json': new Error('EACCES') } },
        /Cannot read .*config\.json/,
      ],
      [
        'a current context that is no text',
        { files: config({ currentContext: 7 }) },
        /currentContext in .*config\.json/,
      ],
      [
        'an unknown current context',
        { files: config({ currentContext: 'gone' }) },
        /no Docker context named "gone": .*meta\.json is missing/,
      ],
      ['an unknown DOCKER_CONTEXT', { env: { DOCKER_CONTEXT: 'gone' } }, /"gone"/],
      ['a name that is a path', { chosen: { context: '../../x' } }, /no Docker context named "\.\.\/\.\.\/x"/],
      [
        'a context without host',
        { files: contextFile('x', {}), setting: 'x' },
        /Endpoints\.docker\.Host is missing in .*meta\.json/,
      ],
      ['a context whose host is a number', { files: contextFile('x', { Host: 1 }), setting: 'x' }, /Host is missing/],
      ['a context for Kubernetes only', { files: contextFile('x', null), setting: 'x' }, /Host is missing/],
      ['a context with a bad address', { files: contextFile('x', { Host: 'ftp://lab' }), setting: 'x' }, /"x" .*ftp/],
      ['a bad DOCKER_HOST', { env: { DOCKER_HOST: 'tcp://a b' } }, /in DOCKER_HOST/],
      ['a password in the setting', { setting: 'ssh://ops:hunter2@lab' }, /password/],
      [
        'a missing folder of certificates',
        { env: { DOCKER_HOST: 'tcp://lab:1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' } },
        /\/certs\/ca\.pem is missing/,
      ],
      [
        'a certificate without key',
        { files: { ...contextFile('x', { Host: 'tcp://lab:1' }), [`${tlsFolder('x')}/cert.pem`]: pem }, setting: 'x' },
        /key\.pem is missing/,
      ],
      [
        'a key without certificate',
        { files: { ...contextFile('x', { Host: 'tcp://lab:1' }), [`${tlsFolder('x')}/key.pem`]: pem }, setting: 'x' },
        /cert\.pem is missing/,
      ],
      [
        'an empty certificate',
        { files: { ...contextFile('x', { Host: 'tcp://lab:1' }), [`${tlsFolder('x')}/ca.pem`]: '' }, setting: 'x' },
        /ca\.pem holds no PEM/,
      ],
      [
        'a certificate that may not be read',
        {
          files: { ...contextFile('x', { Host: 'tcp://lab:1' }), [`${tlsFolder('x')}/ca.pem`]: new Error('EACCES') },
          setting: 'x',
        },
        /ca\.pem cannot be read/,
      ],
    ];
    for (const [name, options, expected] of cases) {
      it(name, async () => {
        const error = await problem(options);
        assert.match(error.message, expected);
        assert.doesNotMatch(error.message, /hunter2/);
      });
    }
  });

  it('survives any damage to the files of a context', async () => {
    const files = {
      ...contextFile('x', { Host: 'tcp://lab:2376', SkipTLSVerify: false }, { Description: 'the lab' }),
      ...config({ currentContext: 'x', auths: {} }),
      [`${tlsFolder('x')}/ca.pem`]: pem,
    };
    let refused = 0;
    for (const [path, text] of Object.entries(files)) {
      for (let round = 0; round < 300; round++) {
        const damaged = damage(text, round);
        try {
          const endpoint = await resolve({ files: { ...files, [path]: damaged } });
          assert.equal(typeof endpoint.url, 'string');
        } catch (error) {
          assert(error instanceof EngineError, `${path} with ${JSON.stringify(damaged)}: ${error}`);
          assert.equal(error.connect, 'badConfiguration');
          refused++;
        }
      }
    }
    assert(refused > 300, `only ${refused} of 900 were refused: the damage is too mild`);
  });
});

// Cuts, swaps and inserts by a fixed sequence, so that a failure can be repeated.
function damage(text: string, round: number): string {
  const at = (round * 37) % (text.length + 1);
  const odd = ['', '"', '{', '}', 'null', '[', '\u0000', '\\', '\u202e', '1e999', '"Host":', ' '.repeat(1000)];
  const insert = odd[round % odd.length] ?? '';
  return text.slice(0, at) + insert + (round % 3 === 0 ? '' : text.slice(at + (round % 7)));
}
