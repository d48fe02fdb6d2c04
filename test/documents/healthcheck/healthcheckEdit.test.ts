// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are fields of snippets.
import assert from 'node:assert/strict';
import { finalStage } from '../../../src/documents/dockerfile/dockerfileFacts';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { healthcheckAdvice } from '../../../src/documents/healthcheck/healthcheckAdvice';
import { addHealthcheckEdit, replaceHealthcheckEdit } from '../../../src/documents/healthcheck/healthcheckEdit';
import { healthcheckProblems } from '../../../src/documents/healthcheck/healthcheckProblems';
import { applyTextEdits } from '../../../src/documents/textLines';

function added(text: string) {
  const facts = parseDockerfile(text);
  const stage = finalStage(facts);
  const [candidate] = healthcheckAdvice(facts);
  assert.ok(stage && candidate);
  const { edit, snippet, line } = addHealthcheckEdit(text, facts, stage, candidate);
  return { result: applyTextEdits(text, [edit]), snippet, line };
}

const check = 'HEALTHCHECK --interval=30s --timeout=3s --start-period=5s --retries=3 \\';
const wget = 'CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:80/"]';

describe('addHealthcheckEdit', () => {
  it('goes before CMD or ENTRYPOINT of the last stage, whichever comes first', () => {
    const { result, line } = added(
      'FROM golang AS b\nCMD ["x"]\nFROM nginx:alpine\nENTRYPOINT ["/e"]\nCMD ["nginx"]\n',
    );
    assert.equal(
      result,
      `FROM golang AS b\nCMD ["x"]\nFROM nginx:alpine\n${check}\n  ${wget}\nENTRYPOINT ["/e"]\nCMD ["nginx"]\n`,
    );
    assert.equal(line, 3);
  });

  it('stays above the comment that belongs to CMD', () => {
    const { result } = added('FROM nginx:alpine\nEXPOSE 80\n\n# run it\n# in front\nCMD ["nginx"]\n');
    assert.equal(result, `FROM nginx:alpine\nEXPOSE 80\n\n${check}\n  ${wget}\n# run it\n# in front\nCMD ["nginx"]\n`);
  });

  it('goes to the end of a stage that starts nothing itself', () => {
    assert.equal(
      added('FROM nginx:alpine\nCOPY a b\n\n').result,
      `FROM nginx:alpine\nCOPY a b\n${check}\n  ${wget}\n\n`,
    );
    assert.equal(added('FROM nginx:alpine').result, `FROM nginx:alpine\n${check}\n  ${wget}`);
  });

  it('keeps line ends, indentation and the escape character', () => {
    const { result } = added('# escape=`\r\n\tFROM nginx:alpine\r\n\tRUN echo `\r\n\t\t1\r\n\tCMD nginx\r\n');
    const tick = check.replace('\\', '`');
    assert.equal(
      result,
      `# escape=\`\r\n\tFROM nginx:alpine\r\n\tRUN echo \`\r\n\t\t1\r\n\t${tick}\r\n\t\t${wget}\r\n\tCMD nginx\r\n`,
    );
  });

  it('makes a snippet of the same text, with fields in order and nothing left to interpret', () => {
    const { snippet } = added('FROM postgres:16\nCMD ["postgres"]\n');
    assert.equal(
      snippet,
      'HEALTHCHECK --interval=${1:10s} --timeout=${2:5s} --start-period=${3:30s} --retries=${4:5} \\\\\n' +
        '  CMD pg_isready -q -h 127.0.0.1 -p ${5:5432} -U "\\${POSTGRES_USER:-postgres\\}" ' +
        '-d "\\${POSTGRES_DB:-\\${POSTGRES_USER:-postgres\\}\\}"$0\n',
    );
  });

  it('writes what parses again, without a problem, for every kind of image', () => {
    const images = [
      'nginx',
      'node:20-alpine',
      'python:3',
      'ruby:3',
      'php:8-fpm',
      'eclipse-temurin:21',
      'postgres',
      'mysql',
      'mariadb',
      'redis',
      'mongo',
      'rabbitmq',
      'elasticsearch:8.1.0',
      'apache/kafka',
      'caddy',
      'traefik',
      'scratch',
      'debian',
    ];
    for (const image of images) {
      const text = `FROM ${image}\nCOPY x /x\n`;
      const facts = parseDockerfile(text);
      const stage = finalStage(facts);
      assert.ok(stage);
      for (const candidate of healthcheckAdvice(facts)) {
        const result = applyTextEdits(text, [addHealthcheckEdit(text, facts, stage, candidate).edit]);
        const [written, ...more] = finalStage(parseDockerfile(result))?.healthchecks ?? [];
        assert.equal(more.length, 0);
        const { command } = written ?? {};
        assert.deepEqual(command?.form === 'exec' ? command.argv : command?.script, candidate.command, image);
        assert.deepEqual(healthcheckProblems(result), [], `${image}: ${candidate.id}`);
      }
    }
  });
});

describe('replaceHealthcheckEdit', () => {
  it('replaces the whole instruction and nothing else', () => {
    const text = 'FROM nginx:alpine\n  HEALTHCHECK --interval=5 \\\n    # odd\n    CMD x\nCMD y\n';
    const facts = parseDockerfile(text);
    const existing = finalStage(facts)?.healthchecks[0];
    const [candidate] = healthcheckAdvice(facts);
    assert.ok(existing && candidate);
    const { edit, line } = replaceHealthcheckEdit(text, facts, existing, candidate);
    assert.equal(applyTextEdits(text, [edit]), `FROM nginx:alpine\n  ${check}\n    ${wget}\nCMD y\n`);
    assert.equal(line, 1);
  });
});
