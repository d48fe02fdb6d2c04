import assert from 'node:assert/strict';
import { noNewPrivileges as cause } from '../../../../src/diagnosis/causes/permissions/noNewPrivileges';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause no-new-privileges', () => {
  it('catches sudo', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { SecurityOpt: ['no-new-privileges:true'] },
            log: ['12 sudo: The "no new privileges" flag is set, which prevents sudo from running as root.'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /sudo or a setuid program/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches su', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { SecurityOpt: ['no-new-privileges'] },
            log: ['12 su: /bin/app: Permission denied'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /no-new-privileges forbids/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 sudo: The "no new privileges" flag is set'] }] })),
      [],
      'without the option',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { SecurityOpt: ['no-new-privileges:false'] },
              log: ['12 su: /bin/app: Permission denied'],
            },
          ],
        }),
      ),
      [],
      'switched off',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { SecurityOpt: ['no-new-privileges'] },
              log: ['12 open /data/x: permission denied'],
            },
          ],
        }),
      ),
      [],
      'another refusal',
    );
  });
});
