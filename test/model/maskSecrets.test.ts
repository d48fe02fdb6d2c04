import assert from 'node:assert/strict';
import { atPointer, isSecretName, maskSecrets, maskText } from '../../src/model/maskSecrets';
import type { PlainJson } from '../../src/model/plainJson';

const env = (...Env: string[]) => maskSecrets({ Config: { Env } });

describe('names of secrets', () => {
  const secret = [
    'PASSWORD', 'POSTGRES_PASSWORD', 'PGPASSWORD', 'DB_PASS', 'DBPASS', 'MYSQL_PWD', 'MYSQL_ROOT_PASSWD', 'ADMIN_PASSPHRASE',
    'JWT_SECRET', 'clientSecret', 'GITHUB_TOKEN', 'accessToken', 'API_KEY', 'APIKEY', 'STRIPE_KEY', 'KEY', 'AWS_SECRET_ACCESS_KEY',
    'PRIVATE_KEY', 'GOOGLE_CREDENTIALS', 'REDIS_AUTH', 'com.example.db-password', 'SENTRY_DSN', 'UnlockKey',
  ]; // biome-ignore format: a table reads better
  const harmless = [
    'PATH', 'PWD', 'OLDPWD', 'GPG_KEY', 'GPG_KEYS', 'PUBLIC_KEY', 'SSH_PUBLIC_KEY', 'POSTGRES_PASSWORD_FILE', 'TLS_KEY_PATH',
    'SecretID', 'SecretName', 'AWS_ACCESS_KEY_ID', 'TOKEN_TTL', 'AUTH_TYPE', 'MONKEY', 'KEYBOARD', 'COMPASS', 'AUTHOR', 'PASSENGER',
    'TOKENIZERS_PARALLELISM', 'HOSTNAME', '', '__proto__', 'PASSWORD_POLICY',
  ]; // biome-ignore format: a table reads better
  for (const name of secret) it(`count ${name}`, () => assert.equal(isSecretName(name), true));
  for (const name of harmless) it(`leave ${name || 'an empty one'}`, () => assert.equal(isSecretName(name), false));
});

describe('masking what an engine says', () => {
  it('masks values in the environment, and says where', () => {
    const { json, masked } = env('PATH=/bin', 'DB_PASSWORD=hunter2', 'EMPTY_SECRET=', 'X_TOKEN_FILE=/run/x', 'NOVALUE');
    assert.deepEqual(masked, ['/Config/Env/1']);
    assert.deepEqual(json, {
      Config: { Env: ['PATH=/bin', `DB_PASSWORD=${maskText}`, 'EMPTY_SECRET=', 'X_TOKEN_FILE=/run/x', 'NOVALUE'] },
    });
  });

  it('masks passwords in addresses, wherever they stand', () => {
    const url = 'postgres://shop:hunter2@db:5432/shop';
    const { json, masked } = maskSecrets({ Config: { Env: [`DATABASE_URL=${url}`], Labels: { note: `see ${url}` } } });
    assert.doesNotMatch(JSON.stringify(json), /hunter2/);
    assert.match(JSON.stringify(json), /postgres:\/\/shop:•+@db:5432\/shop/);
    assert.deepEqual(masked, ['/Config/Env/0', '/Config/Labels/note']);
    assert.deepEqual(env('URL=http://host:8080/a@b', 'IMAGE=reg:5000/a@sha256:1').masked, []);
  });

  it('masks labels, options, arguments, keys and tokens', () => {
    const hidden = 'hunter2hunter2';
    const object: PlainJson = {
      Labels: { 'app.secret': hidden },
      HostConfig: { LogConfig: { Config: { 'splunk-token': hidden, 'splunk-url': 'https://s' } } },
      Args: ['--requirepass', hidden, `--api-key=${hidden}`, '--user', 'me'],
      JoinTokens: { Worker: `SWMTKN-1-${hidden}`, Manager: `SWMTKN-1-${hidden}` },
      UnlockKey: `SWMKEY-1-${hidden}`,
      State: {
        Health: { Log: [{ Output: `-----BEGIN RSA PRIVATE KEY-----\n${hidden}\n-----END RSA PRIVATE KEY-----` }] },
      },
      Conn: `Server=db;AccountKey=${hidden};Timeout=5`,
    };
    const { json, masked } = maskSecrets(object);
    assert.doesNotMatch(JSON.stringify(json), /hunter2/);
    assert.match(JSON.stringify(json), /"me"|https:\/\/s|Timeout=5/);
    for (const pointer of masked) assert.match(JSON.stringify(atPointer(object, pointer)), /hunter2/);
    assert.ok(masked.length >= 8);
  });

  it('masks what a command or a step of an image sets', () => {
    const steps = [
      '/bin/sh -c #(nop)  ENV DB_PASSWORD=hunter2 with blanks PLAIN=seen',
      'ENV API_TOKEN=hunter2',
      'ENV PLAIN=seen API_TOKEN=hunter2 and more',
      'RUN |2 NPM_TOKEN=hunter2 and more PLAIN=seen /bin/sh -c npm ci # seen',
      '|1 NPM_TOKEN=hunter2 /bin/sh -c API_KEY="hunter2 x" npm ci seen',
      'LABEL seen=1 app.secret=hunter2',
    ];
    const History = steps.map((CreatedBy) => ({ CreatedBy }));
    const { json, masked } = maskSecrets({ History, Config: { Cmd: ['sh', '-c', 'DB_PASSWORD=hunter2 run seen'] } });
    const text = JSON.stringify(json);
    assert.doesNotMatch(text, /hunter2|with blanks|and more/);
    // What is no secret is still there.
    assert.equal(text.match(/seen/g)?.length, 7);
    assert.equal(masked.length, 7);
    const plain = 'RUN /bin/sh -c apt-get install -y --key=x curl && MODE=fast make # buildkit';
    assert.deepEqual(maskSecrets({ History: [{ CreatedBy: plain }] }).masked, []);
  });

  it('leaves references to secrets and what holds none as they are', () => {
    const plain: PlainJson = {
      Id: 'a'.repeat(64),
      Secrets: [{ SecretID: 'id', SecretName: 'db_password', File: { Name: 'db_password', UID: '0' } }],
      Config: {
        Env: ['LANG=C', 'PYTHON_VERSION=3', 'GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D'],
        Tty: false,
        Image: 'a@sha256:1',
      },
      Health: { Test: ['CMD', 'pg_isready', '-U', 'postgres'] },
      N: null,
      M: 7,
    };
    assert.deepEqual(maskSecrets(plain), { json: plain, masked: [] });
  });

  it('keeps odd keys, and takes no longer on huge texts', () => {
    const odd = JSON.parse('{"__proto__":{"password":"hunter2"},"a/b~c":{"token":"hunter2"}}') as PlainJson;
    const { json, masked } = maskSecrets(odd);
    assert.deepEqual(masked, ['/__proto__/password', '/a~1b~0c/token']);
    assert.equal(JSON.stringify(json), JSON.stringify(odd).replaceAll('hunter2', maskText));
    // Patterns without bounds would take the square of the length: hours.
    for (const piece of ['a.', '-', 'a://', 'a=', 'password=', '-----BEGIN PRIVATE KEY', 'x:y@']) {
      maskSecrets({ Output: piece.repeat(1_000_000 / piece.length) });
    }
  });
});
