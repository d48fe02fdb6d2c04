import assert from 'node:assert/strict';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { composeHealthcheckEdit } from '../../../src/documents/healthcheck/composeHealthcheckEdit';
import { healthcheckAdvice } from '../../../src/documents/healthcheck/healthcheckAdvice';
import { addHealthcheckEdit, replaceHealthcheckEdit } from '../../../src/documents/healthcheck/healthcheckEdit';
import { applyTextEdits } from '../../../src/documents/textLines';

const [wget] = healthcheckAdvice(parseDockerfile('FROM nginx:1.27-alpine\n'));
const [redis] = healthcheckAdvice(parseDockerfile('FROM redis:7\n'));
assert.ok(wget && redis);

function written(text: string, service = 'web', candidate = wget, proof?: string): string | undefined {
  const facts = parseCompose(text, { variable: () => undefined });
  assert.ok(candidate);
  const change = composeHealthcheckEdit(text, facts, service, candidate, proof);
  if (change === undefined) return undefined;
  const after = applyTextEdits(text, [change.edit]);
  assert.match(after.split('\n')[change.line] ?? '', /^\s*healthcheck:/, 'its line is told');
  const again = parseCompose(after, { variable: () => undefined });
  assert.deepEqual(again.problems, []);
  assert.equal(again.services.length, facts.services.length);
  return after;
}

describe('a health check in a compose file', () => {
  it('is added to a service, in its indentation', () => {
    assert.equal(
      written(
        'services:\n    web:\n        image: nginx\n        ports:\n            - 80:80\n    db:\n        image: x\n',
      ),
      'services:\n    web:\n        image: nginx\n        healthcheck:\n          test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/"]\n          interval: 30s\n          timeout: 3s\n          start_period: 5s\n          retries: 3\n        ports:\n            - 80:80\n    db:\n        image: x\n',
    );
  });

  it('takes the place of the one that is there, and of nothing else', () => {
    const after = written(
      'services:\n  web:\n    healthcheck:\n      test:\n        - CMD\n        - curl\n\n      retries: 9\n    # the image\n    image: nginx\n',
      'web',
      wget,
      'Proven in container web-1 on 2026-11-22 08:00 UTC',
    );
    assert.match(
      after ?? '',
      /healthcheck:\n {6}# Proven in container web-1 on 2026-11-22 08:00 UTC\n {6}test: \["CMD", "wget"/,
    );
    assert.match(after ?? '', /retries: 3\n {4}# the image\n {4}image: nginx\n$/);
    assert.ok(!after?.includes('curl') && !after?.includes('retries: 9'));
    assert.match(written('services:\n  web:\n    image: x\n    healthcheck: {disable: true}') ?? '', /retries: 3$/);
  });

  it('keeps a dollar sign from Compose, and line ends as they are', () => {
    const after = written(
      'services:\r\n  web:\r\n    image: postgres\r\n',
      'web',
      healthcheckAdvice(parseDockerfile('FROM postgres:16\n'))[0],
    );
    assert.match(after ?? '', /\$\$\{POSTGRES_USER:-postgres\}/);
    assert.ok(!/[^\r]\n/.test(after ?? ''));
    assert.match(written('services:\n  web:\n    image: redis\n', 'web', redis) ?? '', /"CMD-SHELL", "redis-cli /);
  });

  it('is refused where the file cannot be changed soundly', () => {
    assert.equal(written('services:\n  web: {image: x}\n'), undefined, 'flow style');
    assert.equal(written('services:\n  web:\n    image: x\n', 'api'), undefined, 'no such service');
    const anchored =
      'x-base: &base\n  healthcheck:\n    test: [CMD, a]\nservices:\n  web:\n    <<: *base\n    image: x\n';
    assert.equal(written(anchored), undefined, 'shared with others');
  });
});

describe('a proof in a Dockerfile', () => {
  const proof = 'Proven in container web at 08:00\nRUN evil $(x)';

  it('stands as one comment above the instruction', () => {
    const text = 'FROM nginx:1.27-alpine\nCMD ["nginx"]\n';
    const facts = parseDockerfile(text);
    const [stage] = facts.stages;
    assert.ok(stage && wget);
    const { edit, line, snippet } = addHealthcheckEdit(text, facts, stage, wget, proof);
    const after = applyTextEdits(text, [edit]);
    assert.match(after, /\n# Proven in container web at 08:00RUN evil \(x\)\nHEALTHCHECK .*\\\n {2}CMD \["wget"/);
    assert.match(after.split('\n')[line + 1] ?? '', /^HEALTHCHECK/);
    assert.ok(snippet.startsWith('# Proven'));
    const [existing] = parseDockerfile(after).stages[0]?.healthchecks ?? [];
    assert.ok(existing);
    const replaced = applyTextEdits(after, [
      replaceHealthcheckEdit(after, parseDockerfile(after), existing, wget, 'Anew').edit,
    ]);
    assert.match(replaced, /\n# Anew\nHEALTHCHECK /);
    assert.equal(parseDockerfile(replaced).stages[0]?.healthchecks.length, 1);
  });
});
