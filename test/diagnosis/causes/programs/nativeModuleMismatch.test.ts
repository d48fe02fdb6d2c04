import assert from 'node:assert/strict';
import { nativeModuleMismatch as cause } from '../../../../src/diagnosis/causes/programs/nativeModuleMismatch';
import { exited, foundBy, scene } from '../../dossiers';

describe('cause native-module-mismatch', () => {
  it('catches ELF', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 Error: /app/node_modules/x/x.node: invalid ELF header'] }] }),
    );
    assert.match(found?.title ?? '', /x\.node: it was built for another platform/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches glibc', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ["12 /srv/app: /lib/libc.so.6: version `GLIBC_2.34' not found (required by /srv/app)"],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /cannot load \/srv\/app: it was built for another C library \(GLIBC_2\.34\)/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Node.js', () => {
    const [found] = foundBy(
      cause,
      scene({ boxes: [{ state: exited(1), log: ['12 was compiled against a different Node.js version using'] }] }),
    );
    assert.match(found?.title ?? '', /another version of Node\.js/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches Java', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: [
              '12 java.lang.UnsupportedClassVersionError: com/acme/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0)',
            ],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /newer Java/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ log: ['12 invalid ELF header'] }] })), [], 'it runs');
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              log: ['12 error while loading shared libraries: libx.so.1: cannot open shared object file'],
            },
          ],
        }),
      ),
      [],
      'a missing library',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ["12 Error: Cannot find module 'x'"] }] })),
      [],
      'a missing module',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 ERROR version 3 not found'] }] })),
      [],
      'another version',
    );
  });
});
