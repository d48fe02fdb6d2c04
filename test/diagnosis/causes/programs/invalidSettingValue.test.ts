import assert from 'node:assert/strict';
import { invalidSettingValue as cause } from '../../../../src/diagnosis/causes/programs/invalidSettingValue';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause invalid-setting-value', () => {
  it('catches Python, by a variable', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            config: { Env: ['PORT=eighty'] },
            log: ["12 ValueError: invalid literal for int() with base 10: 'eighty'"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /environment variable PORT has an invalid value: eighty/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Go, in the command', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            config: { Cmd: ['/srv/web', '--workers=ten'] },
            log: ['12 strconv.Atoi: parsing "ten": invalid syntax'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /its command has an invalid value: ten/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Java, unknown from where', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 java.lang.NumberFormatException: For input string: "x1"'] }] }),
    );
    assert.match(found?.title ?? '', /a setting has an invalid value: x1/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ log: ["12 ValueError: invalid literal for int() with base 10: 'eighty'"] }] })),
      [],
      'it runs',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [{ state: exited(0), log: ["12 ValueError: invalid literal for int() with base 10: 'eighty'"] }],
        }),
      ),
      [],
      'finished',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 ValueError: list is empty'] }] })),
      [],
      'another error',
    );
  });
});
