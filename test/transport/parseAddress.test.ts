import assert from 'node:assert/strict';
import { parseAddress, withoutPassword } from '../../src/engine/parseAddress';

function read(text: string, platform: NodeJS.Platform = 'linux') {
  const reading = parseAddress(text, platform);
  assert(reading.ok, reading.ok ? '' : `${text} ${reading.problem}`);
  return reading.parsed;
}

function problem(text: string, platform: NodeJS.Platform = 'linux'): string {
  const reading = parseAddress(text, platform);
  assert(!reading.ok, `${text} was accepted`);
  return reading.problem;
}

describe('parseAddress', () => {
  it('reads unix sockets', () => {
    assert.deepEqual(read('unix:///run/x.sock').address, { type: 'unix', path: '/run/x.sock' });
    assert.deepEqual(read('unix://').address, { type: 'unix', path: '/var/run/docker.sock' });
    assert.equal(read(' /run/x.sock\n').url, 'unix:///run/x.sock');
    assert.match(problem('unix://run/x.sock'), /full path/);
    assert.match(problem(`unix:///${'x'.repeat(107)}`), /too long/);
    assert.match(problem('unix:///run/x.sock', 'win32'), /Windows/);
  });

  it('reads named pipes, with either slash', () => {
    const address = { type: 'npipe', path: '//./pipe/docker_engine' };
    assert.deepEqual(read('npipe:////./pipe/docker_engine', 'win32').address, address);
    assert.deepEqual(read('npipe://\\\\.\\pipe\\docker_engine', 'win32').address, address);
    assert.match(problem('npipe:////./pipe/docker_engine'), /only on Windows/);
    assert.match(problem('npipe://nonsense', 'win32'), /no pipe/);
  });

  it('reads network addresses with their default ports', () => {
    assert.deepEqual(read('tcp://10.0.0.4:2376').address, { type: 'tcp', host: '10.0.0.4', port: 2376 });
    assert.deepEqual(read('tcp://lab').address, { type: 'tcp', host: 'lab', port: 2375 });
    assert.deepEqual(read('lab:2377').address, { type: 'tcp', host: 'lab', port: 2377 });
    assert.deepEqual(read('http://lab').address, { type: 'tcp', host: 'lab', port: 80 });
    assert.equal(read('https://lab').wantsTls, true);
    assert.equal(read('https://lab').url, 'https://lab:443');
    assert.deepEqual(read('tcp://:2375').address, { type: 'tcp', host: 'localhost', port: 2375 });
    assert.deepEqual(read('tcp://lab:1/engine/').address, { type: 'tcp', host: 'lab', port: 1, prefix: '/engine' });
  });

  it('reads IPv6 in brackets only', () => {
    assert.deepEqual(read('tcp://[::1]:2375').address, { type: 'tcp', host: '::1', port: 2375 });
    assert.equal(read('tcp://[fe80::1]:2375').url, 'tcp://[fe80::1]:2375');
    assert.deepEqual(read('ssh://ann@[::1]:22').address, { type: 'ssh', host: '::1', user: 'ann', port: 22 });
    assert.match(problem('tcp://::1:2375'), /brackets/);
    assert.match(problem('tcp://[zz]:1'), /IPv6/);
  });

  it('reads ssh with user, port and socket', () => {
    assert.deepEqual(read('ssh://ops@lab:2222/run/user/1000/docker.sock').address, {
      type: 'ssh',
      host: 'lab',
      user: 'ops',
      port: 2222,
      remoteSocket: '/run/user/1000/docker.sock',
    });
    assert.deepEqual(read('ssh://lab/').address, { type: 'ssh', host: 'lab' });
    assert.deepEqual(read('ssh://a%40corp@lab').address, { type: 'ssh', host: 'lab', user: 'a@corp' });
  });

  it('refuses what ssh would take for an option', () => {
    assert.match(problem('ssh://-oProxyCommand=x'), /dash|odd/);
    assert.match(problem('ssh://-lroot'), /dash/);
    assert.match(problem('ssh://-oX@lab'), /dash/);
    assert.match(problem('ssh://%2doX@lab'), /dash/);
  });

  it('refuses passwords and never repeats them', () => {
    for (const text of [
      'ssh://ops:hunter2@lab',
      'tcp://ops:hunter2@lab:1',
      'ops:hunter2@lab',
      'ssh://ops:hun/ter2@lab',
    ]) {
      assert.doesNotMatch(problem(text), /hunter2/);
      assert.doesNotMatch(withoutPassword(text), /hunter2/);
    }
    assert.match(problem('tcp://ops@lab:1'), /user name/);
    assert.doesNotMatch(withoutPassword('ssh://ops:p@ss:w0rd@lab'), /w0rd|p@ss/);
  });

  it('says what is wrong with the rest', () => {
    assert.match(problem('fd://'), /fd:\/\//);
    assert.match(problem('ftp://lab'), /ftp/);
    assert.match(problem(''), /empty/);
    assert.match(problem('tcp://lab:70000'), /port/);
    assert.match(problem('tcp://lab:0'), /port/);
    assert.match(problem('tcp://la b:1'), /odd/);
    assert.match(problem('tcp://lab:1/x?y=1'), /not a path/);
    assert.match(problem('ssh://'), /no host/);
    assert.match(problem('tcp://lab\u0007:1'), /control/);
    assert.match(problem('ssh://lab/%0arm'), /control/);
  });

  it('settles for any text at all', () => {
    const parts = [
      'tcp',
      'ssh',
      'unix',
      '://',
      ':',
      '/',
      '@',
      '[',
      ']',
      '%',
      '%2',
      '-',
      'ä',
      '\u202e',
      '<b>',
      ' ',
      '1',
      '65536',
      '..',
    ];
    for (let round = 0; round < 20_000; round++) {
      // A fixed sequence, so that a failure can be repeated.
      const text = [7, 13, 29, 53, 97].map((step) => parts[(round * step + (round >> 3)) % parts.length]).join('');
      const reading = parseAddress(text, round % 2 ? 'linux' : 'win32');
      if (!reading.ok) continue;
      assert.equal(
        parseAddress(reading.parsed.url, round % 2 ? 'linux' : 'win32').ok,
        true,
        `${text} → ${reading.parsed.url}`,
      );
      if (reading.parsed.address.type === 'ssh') assert.doesNotMatch(reading.parsed.address.host, /^-/);
    }
  });
});
