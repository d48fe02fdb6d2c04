// Throws random and hostile text at everything that reads Dockerfiles.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finalStage } from '../../src/documents/dockerfile/dockerfileFacts';
import { parseDockerfile } from '../../src/documents/dockerfile/parseDockerfile';
import { healthcheckAdvice } from '../../src/documents/healthcheck/healthcheckAdvice';
import { addHealthcheckEdit } from '../../src/documents/healthcheck/healthcheckEdit';
import { healthcheckProblems } from '../../src/documents/healthcheck/healthcheckProblems';
import { applyTextEdits, textLines } from '../../src/documents/textLines';

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Read it all, and check what must hold for every text. Edits are tried on a few, since each copies the text. */
function exercise(text: string, tried = 10): void {
  const facts = parseDockerfile(text);
  const lines = textLines(text);
  for (const problem of healthcheckProblems(text, facts).slice(0, tried)) {
    assert.ok(problem.message.length > 0 && problem.message.length < 1000);
    assert.ok(lines.offsetAt(problem.range.start) <= lines.offsetAt(problem.range.end));
    for (const fix of problem.fixes) applyTextEdits(text, fix.edits);
  }
  const stage = finalStage(facts);
  for (const candidate of healthcheckAdvice(facts).slice(0, tried)) {
    if (!stage) break;
    const { edit } = addHealthcheckEdit(text, facts, stage, candidate);
    assert.ok(applyTextEdits(text, [edit]).includes('HEALTHCHECK --interval='));
  }
}

const folder = join(__dirname, 'fixtures');
const fixtures = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
const tokens = [
  'FROM ',
  'alpine',
  'nginx:1',
  '\n',
  '\r\n',
  '\r',
  '\\\n',
  '`\n',
  'RUN ',
  '<<EOF',
  ' <<-"X"',
  'EOF\n',
  'X\n',
  'HEALTHCHECK ',
  '--interval=',
  '--retries',
  '5',
  '5s',
  'CMD ',
  '["a",',
  ']',
  '"',
  "'",
  '$',
  '${',
  '}',
  ':-',
  'ENV ',
  'ARG ',
  'ONBUILD ',
  'EXPOSE ',
  '# escape=`\n',
  '#',
  '\t',
  ' ',
  '\uFEFF',
  '\u0000',
  '\u202E',
  '😀',
  '\uD800',
  ' AS a',
  'COPY ',
  '--from=',
  '\\',
  '=',
  'NONE',
  ' --',
  ':',
  '@',
  '/',
  'curl ',
  '||',
  'apk add ',
  '-t ',
];

describe('Dockerfile reading', () => {
  it('survives any sequence of its own words', () => {
    const next = random(20240607);
    for (let round = 0; round < 4000; round += 1) {
      exercise(Array.from({ length: 1 + next(40) }, () => tokens[next(tokens.length)]).join(''));
    }
  });

  it('survives real files cut anywhere, with pieces lost and doubled', () => {
    const next = random(7);
    for (const text of fixtures) {
      for (let round = 0; round < 60; round += 1) {
        const from = next(text.length);
        const to = from + next(40);
        exercise(text.slice(0, from));
        exercise(text.slice(0, from) + text.slice(to));
        exercise(text.slice(0, to) + text.slice(from));
      }
    }
  });

  it('survives binary', () => {
    const next = random(99);
    for (let round = 0; round < 200; round += 1) {
      const bytes = Buffer.from(Array.from({ length: next(3000) }, () => next(256)));
      exercise(bytes.toString('latin1'));
      exercise(bytes.toString('utf8'));
    }
  });

  const megabyte = (piece: string) => piece.repeat(Math.ceil(1_000_000 / piece.length));
  const huge: readonly [name: string, text: string][] = [
    ['instructions', `FROM a\n${megabyte('RUN apt-get install -y curl && echo hello\n')}`],
    ['one word', `FROM a\nRUN ${megabyte('a')}`],
    ['one line of words', `FROM a\nHEALTHCHECK CMD ${megabyte('a ')}`],
    ['continuations', `FROM a\nRUN ${megabyte('a \\\n ')}b`],
    ['flags', `FROM a\nHEALTHCHECK ${megabyte('--interval=5 ')}`],
    ['nested brackets', `FROM a\nHEALTHCHECK CMD ${megabyte('[')}`],
    ['nested braces', `FROM a\nENV A=${megabyte('${')}\nEXPOSE $A`],
    ['doubling variables', `FROM a\nENV A=xx\n${megabyte('ENV A=$A$A\n')}`],
    ['many variables', `FROM a\n${Array.from({ length: 40_000 }, (_, i) => `ENV A${i}=x B${i}=$A${i}\n`).join('')}`],
    ['stages on stages', megabyte('FROM s AS s\nHEALTHCHECK CMD curl x\n')],
    ['checks in one stage', `FROM alpine\n${megabyte('HEALTHCHECK --interval=5 CMD curl http://x\n')}`],
    ['heredocs', `FROM a\nRUN ${'<<A '.repeat(100_000)}\n${'A\n'.repeat(200_000)}`],
    ['open quotes', `FROM a\nCMD ["${megabyte('\\"')}`],
    ['white space', `FROM a\nRUN${megabyte(' ')}x`],
    ['escapes', megabyte('\\')],
    ['comments', `FROM alpine\n${megabyte('# x\n')}CMD x`],
    ['ports', `FROM a\nEXPOSE ${megabyte('80 ')}`],
    ['alternatives', `FROM alpine\nHEALTHCHECK CMD ${megabyte('x || ')}`],
    ['shells in shells', `FROM alpine\nHEALTHCHECK CMD ${megabyte('sh -c "')}`],
    ['an address', `FROM alpine\nHEALTHCHECK CMD curl http://${megabyte('a.')}`],
    ['copies', `FROM alpine\n${megabyte('COPY a/ /usr/bin/\n')}HEALTHCHECK CMD curl -f http://x`],
  ];
  // A pass over each takes well under a second; what is not linear would not end within mocha's limit.
  for (const [name, text] of huge) {
    it(`ends on a megabyte of ${name}`, () => exercise(text, 1));
  }
});
