import assert from 'node:assert/strict';
import { seccompBlocks as cause } from '../../../../src/diagnosis/causes/permissions/seccompBlocks';
import { diagnosed, exited, foundBy, scene } from '../../dossiers';

describe('cause seccomp-blocks', () => {
  it('catches threads on an old engine', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            log: ['12 [warning][os,thread] Failed to start thread - pthread_create failed: Operation not permitted'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /engine’s seccomp profile/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches a profile of its own', () => {
    const [found] = foundBy(
      cause,
      scene({
        boxes: [
          {
            state: exited(1),
            host: { SecurityOpt: ['seccomp={}'] },
            log: ['12 io_uring_setup: Operation not permitted'],
          },
        ],
      }),
    );
    assert.match(found?.title ?? '', /its seccomp profile/);
    assert.ok((found?.evidence.length ?? 0) > 0);
  });

  it('catches what its own profile refuses to root, and blames no file for it', () => {
    const log = ["12 mkdir: can't create directory '/x': Operation not permitted"];
    const rules = (host: object, config: object = {}) =>
      diagnosed({ boxes: [{ state: exited(1), host: { ...host }, config: { ...config }, log }] }).findings.map(
        ({ rule }) => rule,
      );
    const profile = { SecurityOpt: ['seccomp={"defaultAction":"SCMP_ACT_ALLOW"}'] };
    assert.deepEqual(rules(profile), ['seccomp-blocks']);
    for (const other of [
      rules({}),
      rules({ SecurityOpt: ['seccomp=unconfined'] }),
      rules(profile, { User: '1000' }),
      rules({ ...profile, CapDrop: ['ALL'] }),
    ]) {
      assert.ok(!other.includes('seccomp-blocks'), other.join());
    }
  });

  it('is silent where nothing of it is wrong', () => {
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { SecurityOpt: ['seccomp=unconfined'] },
              log: ['12 [warning][os,thread] Failed to start thread - pthread_create failed: Operation not permitted'],
            },
          ],
        }),
      ),
      [],
      'unconfined',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({
          boxes: [
            {
              state: exited(1),
              host: { Privileged: true },
              log: ['12 [warning][os,thread] Failed to start thread - pthread_create failed: Operation not permitted'],
            },
          ],
        }),
      ),
      [],
      'privileged',
    );
    assert.deepEqual(
      foundBy(cause, scene({ boxes: [{ state: exited(1), log: ['12 ptrace: Operation not permitted'] }] })),
      [],
      'a capability is missing',
    );
    assert.deepEqual(
      foundBy(
        cause,
        scene({ boxes: [{ state: exited(1), log: ['12 pthread_create failed: Resource temporarily unavailable'] }] }),
      ),
      [],
      'too many threads',
    );
  });
});
