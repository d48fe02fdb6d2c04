import assert from 'node:assert/strict';
import { configSyntaxError as cause } from '../../../../src/diagnosis/causes/programs/configSyntaxError';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause config-syntax-error', () => {
  it('catches nginx', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ['12 2026/03/01 11:59:48 [emerg] 1#1: unknown directive "liste" in /etc/nginx/conf.d/a.conf:3'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /unknown directive.*a.conf, line 3/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Redis with the line beside it', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: [
              '12 Reading the configuration file, at line 2',
              "12 >>> 'apendonly yes'",
              '12 Bad directive or wrong number of arguments',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /apendonly/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches JSON', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          { state: exited(1), log: ['12 json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)'] },
        ],
      }),
    );
    assert.match(found?.title ?? '', /JSONDecodeError/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ['12 ERROR invalid configuration key x ignored'] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(0), log: ['12 syntax error in row 7 skipped'] }] })),
      [],
      'it ended well',
    );
  });
});
