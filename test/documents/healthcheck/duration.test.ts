// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are a Dockerfile's variables.
import assert from 'node:assert/strict';
import { judgeDuration } from '../../../src/documents/healthcheck/duration';

describe('judgeDuration', () => {
  const fine: readonly [string, number][] = [
    ['30s', 30e9],
    ['1m30s', 90e9],
    ['1.5h', 5400e9],
    ['.5s', 0.5e9],
    ['1ms', 1e6],
    ['1000us', 1e6],
    ['1000µs', 1e6],
    ['+2s', 2e9],
    ['0', 0],
    ['0s', 0],
  ];
  for (const [text, nanoseconds] of fine) {
    it(`takes ${text}`, () => assert.deepEqual(judgeDuration(text), { kind: 'ok', nanoseconds }));
  }

  const wrong: readonly [string, string, string | undefined][] = [
    ['30', 'noUnit', '30s'],
    ['5sec', 'invalid', '5s'],
    ['2 min', 'invalid', '2m'],
    ['10S', 'invalid', '10s'],
    ['1d', 'invalid', '24h'],
    ['1.5', 'invalid', '1.5s'],
    ['soon', 'invalid', undefined],
    ['${INTERVAL}', 'invalid', undefined],
    ['1us', 'tooShort', '1s'],
    ['-5s', 'tooShort', '5s'],
    ['s', 'invalid', undefined],
    ['9'.repeat(500), 'noUnit', `${'9'.repeat(500)}s`],
    [`${'9'.repeat(500)}s`, 'invalid', undefined],
  ];
  for (const [text, kind, suggestion] of wrong) {
    it(`refuses ${text.slice(0, 20)}`, () => {
      assert.deepEqual(judgeDuration(text), suggestion === undefined ? { kind } : { kind, suggestion });
    });
  }
});
