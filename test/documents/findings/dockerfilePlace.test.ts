// Findings → lines of a Dockerfile, and the file after each fix.

import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { dockerfilePlace } from '../../../src/documents/findings/dockerfilePlace';
import { execForm } from '../../../src/documents/findings/execForm';
import { applyTextEdits, textLines } from '../../../src/documents/textLines';
import type { FindingData } from '../../../src/model/finding';
import { findingOf } from './samples';

const file = `# syntax
FROM node:20-alpine AS build
COPY . .
FROM node:20-alpine
COPY --from=build /app /app
COPY bin/start.sh other.sh /usr/bin/
HEALTHCHECK --timeout=2s CMD curl -f http://localhost:9090/health || exit 1
ENTRYPOINT node server.js  --flag "a b"
`;

function told(rule: string, data: FindingData = {}, text = file, target?: string) {
  const facts = parseDockerfile(text);
  const place = dockerfilePlace({ text, facts, ...(target === undefined ? {} : { target }) }, findingOf(rule, data));
  if (place === undefined) return undefined;
  const lines = textLines(text);
  const marked = text.slice(lines.offsetAt(place.range.start), lines.offsetAt(place.range.end));
  return {
    line: place.range.start.line + 1,
    marked,
    fixes: place.fixes.map((fix) => (fix.type === 'edit' ? applyTextEdits(text, fix.edits) : fix.path)),
  };
}

describe('the place of a finding in a Dockerfile', () => {
  it('is the command of the health check, whose port or tool is wrong', () => {
    const port = told('healthcheck-wrong-port', { asked: 9090, listens: '3000' });
    assert.deepEqual([port?.line, port?.marked], [7, 'curl -f http://localhost:9090/health || exit 1']);
    assert.deepEqual(port?.fixes, [file.replace('9090', '3000')]);
    assert.equal(told('healthcheck-wrong-port', { asked: 909, listens: '3000' }), undefined);
    const tool = told('healthcheck-tool-missing', { tool: 'curl' });
    assert.equal(tool?.line, 7);
    assert.match(tool?.fixes[0] ?? '', /HEALTHCHECK .*\\\n {2}CMD \["node", .*9090\/health/);
    assert(tool?.fixes.every((text) => !text.includes('curl') && text.startsWith('# syntax\n')));
    assert.equal(told('healthcheck-tool-missing', { tool: 'wget' }), undefined);
  });

  it('is a check that has too little time', () => {
    assert.deepEqual(told('healthcheck-timeout-too-short', { seconds: 2 })?.fixes, [
      file.replace('--timeout=2s', '--timeout=10s'),
    ]);
    assert.deepEqual(told('start-period-too-short', { period: 0 })?.fixes, [
      file.replace('HEALTHCHECK', 'HEALTHCHECK --start-period=60s'),
    ]);
    assert.equal(told('start-period-too-short', { period: 0 }, 'FROM alpine\n'), undefined);
  });

  it('is the COPY of a script that cannot be run', () => {
    const data = { path: '/usr/bin/start.sh', script: true };
    const crlf = told('crlf-line-endings', data);
    assert.deepEqual([crlf?.line, crlf?.fixes[0]], [6, 'bin/start.sh']);
    assert.equal(crlf?.fixes[1], file.replace('HEALTHCHECK', "RUN sed -i 's/\\r$//' /usr/bin/start.sh\nHEALTHCHECK"));
    assert.deepEqual(told('entrypoint-not-executable', data)?.fixes, [
      file.replace('HEALTHCHECK', 'RUN chmod +x /usr/bin/start.sh\nHEALTHCHECK'),
    ]);
    assert.equal(told('crlf-line-endings', { ...data, path: '/opt/start.sh' }), undefined);
    assert.equal(told('crlf-line-endings', { ...data, script: false }), undefined);
    const odd = told('entrypoint-not-executable', { path: '/a; rm -rf x/start.sh' }, `${file}CMD start.sh\n`);
    assert.deepEqual(odd?.fixes ?? [], [], 'nothing of an engine goes into a shell');
  });

  it('keeps Windows line ends of the file it changes', () => {
    const text = 'FROM alpine\r\nCOPY run.sh /run.sh\r\nCMD ["/run.sh"]\r\n';
    const found = told('entrypoint-not-executable', { path: '/run.sh' }, text);
    assert.deepEqual(found?.fixes, [
      'FROM alpine\r\nCOPY run.sh /run.sh\r\nRUN chmod +x /run.sh\r\nCMD ["/run.sh"]\r\n',
    ]);
  });

  it('is a start in shell form, which becomes the exec form where that is the same', () => {
    const shell = told('sigterm-ignored', { shell: true });
    assert.deepEqual(shell?.fixes, [
      file.replace(/ENTRYPOINT .*/, 'ENTRYPOINT ["node", "server.js", "--flag", "a b"]'),
    ]);
    assert.equal(told('sigterm-ignored', { shell: false }), undefined);
    assert.equal(told('sigterm-ignored', { shell: true }, 'FROM alpine\nCMD ["sh", "-c", "x"]\n'), undefined);
    assert.deepEqual(told('sigterm-ignored', { shell: true }, 'FROM a\nSHELL ["x"]\nCMD y\n')?.fixes, []);
    assert.equal(execForm('node $FILE'), 'exec node $FILE');
    for (const script of ['a && b', 'cd /x', 'a | b', 'exec a', 'A=1 b', 'ls *.js', 'a;b', '', 'echo `x`']) {
      assert.equal(execForm(script), undefined, script);
    }
  });

  it('looks at the stage that the image is made of', () => {
    assert.equal(told('healthcheck-wrong-port', { asked: 9090, listens: '1' }, file, 'build'), undefined);
    assert.equal(told('healthcheck-wrong-port', { asked: 9090, listens: '1' }, file, 'nobody'), undefined);
    assert.equal(told('oom-killed'), undefined);
    for (const text of ['', 'HEALTHCHECK CMD curl', 'FROM', '\0']) {
      assert.equal(told('healthcheck-tool-missing', { tool: 'curl' }, text), undefined);
    }
  });
});
