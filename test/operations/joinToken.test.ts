import assert from 'node:assert/strict';
import { joinTokenTrouble, parseJoinCommand, unlockKeyTrouble } from '../../src/operations/joinToken';

const digest = '4ygvuv8kpq8lwvtz787igki42hbumong0oeinqfy7hras7sm1a';
const secret = '72oybulms22digx22kbm2qq0c';
const token = `SWMTKN-1-${digest}-${secret}`;
const key = 'SWMKEY-1-9rk3Gxqq2neXSgXeJsSGA5ggw6ZgnqmcCGp4AdGH+b0';

describe('a join token', () => {
  it('has one of the two forms that swarm makes', () => {
    assert.equal(joinTokenTrouble(token), undefined);
    assert.equal(joinTokenTrouble(`SWMTKN-2-1-${digest}-${secret}`), undefined);
  });

  it('is refused with what is wrong, and never repeated', () => {
    const wrong: [string, RegExp][] = [
      ['', /Enter the join token/],
      ['hello', /begins with SWMTKN-/],
      [key, /This is an unlock key/],
      [token.slice(0, -3), /its last part has 22 of 25/],
      [`SWMTKN-1-${secret}-${secret}`, /its third part has 25 of 50/],
      [`SWMTKN-1-${digest}`, /its last part has 0 of 25/],
      [`SWMTKN-3-${digest}-${secret}`, /malformed/],
      [`SWMTKN-2-7-${digest}-${secret}`, /malformed/],
      [token.toUpperCase(), /malformed/],
      [`${token}-more`, /malformed/],
    ];
    for (const [text, expected] of wrong) {
      const trouble = joinTokenTrouble(text) ?? '';
      assert.match(trouble, expected, text);
      assert(!trouble.includes(digest) && !trouble.includes(secret));
    }
  });

  it('is found in the command that a manager shows', () => {
    const address = '10.0.0.1:2377';
    assert.deepEqual(parseJoinCommand(`docker swarm join --token ${token} ${address}`), { token, address });
    assert.deepEqual(parseJoinCommand(`  docker swarm join \\\n    --token ${token} \\\n    ${address}\n`), {
      token,
      address,
    });
    assert.deepEqual(parseJoinCommand(`docker swarm join --token=${token} ${address}`), { token, address });
    assert.deepEqual(parseJoinCommand(`docker swarm join ${address} --token ${token}`), { token });
    assert.deepEqual(parseJoinCommand(` ${token} `), { token });
    assert.deepEqual(parseJoinCommand('hello world'), { token: 'hello world' });
  });
});

describe('an unlock key', () => {
  it('has the form that swarm makes, or is refused with what is wrong', () => {
    assert.equal(unlockKeyTrouble(key), undefined);
    assert.match(unlockKeyTrouble('') ?? '', /Enter the unlock key/);
    assert.match(unlockKeyTrouble(token) ?? '', /This is a join token/);
    assert.match(unlockKeyTrouble('x') ?? '', /begins with SWMKEY-1-/);
    assert.match(unlockKeyTrouble(key.slice(0, -1)) ?? '', /not whole/);
  });
});
