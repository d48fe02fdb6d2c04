// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are a Dockerfile's variables.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { healthcheckProblems } from '../../../src/documents/healthcheck/healthcheckProblems';
import { applyTextEdits, textLines } from '../../../src/documents/textLines';

/** What is marked, what it is marked as, and what the first fix makes of it; `null` when there is none. */
interface Caught {
  readonly name: string;
  readonly before: string;
  readonly code: string;
  readonly marked: string;
  readonly after: string | null;
}

const nginx = (check: string) => `FROM nginx:alpine\n${check}\nCMD ["nginx"]\n`;
const good = 'HEALTHCHECK CMD wget -q -O /dev/null http://127.0.0.1/';

const caught: Caught[] = [
  {
    name: 'no unit',
    before: nginx(good.replace('CMD', '--interval=30 CMD')),
    code: 'healthcheck-duration-unit',
    marked: '30',
    after: nginx(good.replace('CMD', '--interval=30s CMD')),
  },
  {
    name: 'no unit behind a continuation',
    before: nginx(good.replace('CMD', '--timeout=1s \\\n  --start-period=5 CMD')),
    code: 'healthcheck-duration-unit',
    marked: '5',
    after: nginx(good.replace('CMD', '--timeout=1s \\\n  --start-period=5s CMD')),
  },
  {
    name: 'a unit in words',
    before: nginx(good.replace('CMD', '--timeout=5sec CMD')),
    code: 'healthcheck-duration-invalid',
    marked: '5sec',
    after: nginx(good.replace('CMD', '--timeout=5s CMD')),
  },
  {
    name: 'a variable',
    before: nginx(good.replace('CMD', '--interval=${EVERY} CMD')),
    code: 'healthcheck-duration-invalid',
    marked: '${EVERY}',
    after: null,
  },
  {
    name: 'too short',
    before: nginx(good.replace('CMD', '--start-interval=10us CMD')),
    code: 'healthcheck-duration-too-short',
    marked: '10us',
    after: nginx(good.replace('CMD', '--start-interval=1s CMD')),
  },
  {
    name: 'odd retries',
    before: nginx(good.replace('CMD', '--retries=3x CMD')),
    code: 'healthcheck-retries-invalid',
    marked: '3x',
    after: nginx(good.replace('CMD', '--retries=3 CMD')),
  },
  {
    name: 'negative retries',
    before: nginx(good.replace('CMD', '--retries=-1 CMD')),
    code: 'healthcheck-retries-invalid',
    marked: '-1',
    after: nginx(good.replace('CMD', '--retries=1 CMD')),
  },
  {
    name: 'a mistyped flag',
    before: nginx(good.replace('CMD', '--start_period=5s CMD')),
    code: 'healthcheck-flag-unknown',
    marked: '--start_period',
    after: nginx(good.replace('CMD', '--start-period=5s CMD')),
  },
  {
    name: 'an invented flag',
    before: nginx(good.replace('CMD', '--grace=5s CMD')),
    code: 'healthcheck-flag-unknown',
    marked: '--grace',
    after: null,
  },
  {
    name: 'a flag twice',
    before: nginx(good.replace('CMD', '--retries=1 --retries=2 CMD')),
    code: 'healthcheck-flag-repeated',
    marked: '--retries=2',
    after: null,
  },
  {
    name: 'a value behind a space',
    before: nginx(good.replace('CMD', '--interval 5s CMD')),
    code: 'healthcheck-flag-value-missing',
    marked: '--interval',
    after: nginx(good.replace('CMD', '--interval=5s CMD')),
  },
  {
    name: 'no command',
    before: nginx('HEALTHCHECK --interval=5s'),
    code: 'healthcheck-command-missing',
    marked: 'HEALTHCHECK',
    after: null,
  },
  {
    name: 'an empty command',
    before: nginx('HEALTHCHECK CMD []'),
    code: 'healthcheck-command-missing',
    marked: 'CMD []',
    after: null,
  },
  {
    name: 'no CMD',
    before: nginx('HEALTHCHECK wget -q http://127.0.0.1/'),
    code: 'healthcheck-type-unknown',
    marked: 'wget -q http://127.0.0.1/',
    after: nginx('HEALTHCHECK CMD wget -q http://127.0.0.1/'),
  },
  {
    name: 'NONE with more',
    before: nginx('HEALTHCHECK NONE please'),
    code: 'healthcheck-none-arguments',
    marked: 'please',
    after: nginx('HEALTHCHECK NONE '),
  },
  {
    name: 'a second one',
    before: nginx(`HEALTHCHECK \\\n  CMD one\n# between\n${good}`),
    code: 'healthcheck-duplicate',
    marked: 'HEALTHCHECK \\\n  CMD one',
    after: nginx(`# between\n${good}`),
  },
  {
    name: 'NONE before another',
    before: nginx(`HEALTHCHECK NONE\n${good}`),
    code: 'healthcheck-duplicate',
    marked: 'HEALTHCHECK NONE',
    after: nginx(good),
  },
  {
    name: 'a stage that goes nowhere',
    before: `FROM nginx:alpine AS one\n${good}\nFROM alpine\nCOPY --from=one /a /a\n`,
    code: 'healthcheck-unused-stage',
    marked: 'HEALTHCHECK',
    after: null,
  },
  {
    name: 'NONE over a check of this file',
    before: `FROM nginx:alpine AS one\n${good}\nFROM one\nHEALTHCHECK NONE\n`,
    code: 'healthcheck-none-overrides',
    marked: 'HEALTHCHECK NONE',
    after: null,
  },
  {
    name: 'curl on Alpine',
    before:
      'FROM alpine\nEXPOSE 80\nHEALTHCHECK --retries=9 CMD curl -f http://localhost:8081/up || exit 1\nCMD ["/a"]\n',
    code: 'healthcheck-tool-missing',
    marked: 'curl -f http://localhost:8081/up || exit 1',
    after:
      'FROM alpine\nEXPOSE 80\nHEALTHCHECK --retries=9 CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8081/up"]\nCMD ["/a"]\n',
  },
  {
    name: 'curl on debian-slim, in exec form',
    before: 'FROM node:20-slim\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:3000/"]\nCMD ["node", "a.js"]\n',
    code: 'healthcheck-tool-missing',
    marked: '["curl", "-f", "http://127.0.0.1:3000/"]',
    after: `FROM node:20-slim\nHEALTHCHECK CMD ["node", "-e", "require('http').get('http://127.0.0.1:3000/', r => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))"]\nCMD ["node", "a.js"]\n`,
  },
  {
    name: 'a tool that only the build stage holds',
    before:
      'FROM debian AS b\nRUN apt-get install -y curl\nFROM debian:12-slim\nHEALTHCHECK CMD /usr/bin/curl -f http://127.0.0.1/\nCMD ["/a"]\n',
    code: 'healthcheck-tool-missing',
    marked: '/usr/bin/curl -f http://127.0.0.1/',
    after: null,
  },
  {
    name: 'a tool that is removed again',
    before:
      'FROM alpine\nRUN apk add -t .x curl && echo && apk del .x\nHEALTHCHECK CMD sh -c "curl -f http://127.0.0.1:1/"\n',
    code: 'healthcheck-tool-missing',
    marked: 'sh -c "curl -f http://127.0.0.1:1/"',
    after: null,
  },
  {
    name: 'a shell on scratch',
    before: 'FROM scratch\nCOPY app /app\nEXPOSE 80\nHEALTHCHECK CMD /app ping\nENTRYPOINT ["/app"]\n',
    code: 'healthcheck-shell-missing',
    marked: '/app ping',
    after: 'FROM scratch\nCOPY app /app\nEXPOSE 80\nHEALTHCHECK CMD ["/app", "healthcheck"]\nENTRYPOINT ["/app"]\n',
  },
  {
    name: 'wget on distroless',
    before: 'FROM gcr.io/distroless/base\nHEALTHCHECK CMD ["wget", "http://127.0.0.1/"]\nENTRYPOINT ["/app"]\n',
    code: 'healthcheck-tool-missing',
    marked: '["wget", "http://127.0.0.1/"]',
    after: 'FROM gcr.io/distroless/base\nHEALTHCHECK CMD ["/app", "healthcheck"]\nENTRYPOINT ["/app"]\n',
  },
  {
    name: 'curl that cannot fail',
    before: 'FROM nginx\nHEALTHCHECK CMD curl -s http://127.0.0.1/ || exit 1\n',
    code: 'healthcheck-curl-without-fail',
    marked: 'curl -s http://127.0.0.1/ || exit 1',
    after: 'FROM nginx\nHEALTHCHECK CMD curl -f -s http://127.0.0.1/ || exit 1\n',
  },
  {
    name: 'curl that cannot fail, in exec form',
    before: 'FROM nginx\nHEALTHCHECK CMD ["curl", "localhost"]\n',
    code: 'healthcheck-curl-without-fail',
    marked: '["curl", "localhost"]',
    after: 'FROM nginx\nHEALTHCHECK CMD ["curl", "-f", "localhost"]\n',
  },
  {
    name: 'localhost with BusyBox',
    before: nginx('HEALTHCHECK CMD wget -q \\\n  http://localhost/ || exit 1'),
    code: 'healthcheck-localhost',
    marked: 'wget -q \\\n  http://localhost/ || exit 1',
    after: nginx('HEALTHCHECK CMD wget -q \\\n  http://127.0.0.1/ || exit 1'),
  },
  {
    name: 'a flag behind ONBUILD',
    before: nginx(`ONBUILD ${good.replace('CMD', '--interval=3 CMD')}`),
    code: 'healthcheck-duration-unit',
    marked: '3',
    after: nginx(`ONBUILD ${good.replace('CMD', '--interval=3s CMD')}`),
  },
  {
    name: 'CRLF',
    before: nginx(good.replace('CMD', '--interval=30 CMD')).replaceAll('\n', '\r\n'),
    code: 'healthcheck-duration-unit',
    marked: '30',
    after: nginx(good.replace('CMD', '--interval=30s CMD')).replaceAll('\n', '\r\n'),
  },
];

const inAlpine = (command: string) => `FROM alpine\nHEALTHCHECK CMD ${command}\nCMD ["/a"]\n`;
caught.push(
  {
    name: 'zero',
    before: nginx(good.replace('CMD', '--start-period=0s CMD')),
    code: 'healthcheck-flag-zero',
    marked: '0s',
    after: null,
  },
  {
    name: 'zero retries',
    before: nginx(good.replace('CMD', '--retries=0 CMD')),
    code: 'healthcheck-flag-zero',
    marked: '0',
    after: null,
  },
  {
    name: 'single quotes in an array',
    before: inAlpine("['/a', 'up']"),
    code: 'healthcheck-exec-form',
    marked: "['/a', 'up']",
    after: inAlpine('["/a", "up"]'),
  },
  {
    name: 'numbers in an array',
    before: inAlpine('["/a", 1]'),
    code: 'healthcheck-exec-form',
    marked: '["/a", 1]',
    after: null,
  },
  {
    name: 'more than Go can count',
    before: nginx(good.replace('CMD', '--interval=9999999h CMD')),
    code: 'healthcheck-duration-invalid',
    marked: '9999999h',
    after: null,
  },
);

const clean: readonly (readonly [name: string, text: string])[] = [
  ['no check at all', 'FROM alpine\nCMD ["x"]\n'],
  ['an empty file', ''],
  ['the word in a comment', 'FROM alpine\n# HEALTHCHECK --interval=5 CMD x\n'],
  [
    'all flags',
    nginx(
      good.replace('CMD', '--interval=1m30s --timeout=500ms --start-period=1h --start-interval=2s --retries=1 CMD'),
    ),
  ],
  ['a quoted value', nginx(good.replace('CMD', '--interval="30s" CMD'))],
  ['an empty value', nginx(good.replace('CMD', '--interval= CMD'))],
  ['a lower-case check', nginx(good.replace('HEALTHCHECK CMD', 'healthcheck cmd'))],
  ['NONE over an unknown base', 'FROM example.org/x\nHEALTHCHECK NONE\n'],
  ['one check in each of two stages of a chain', `FROM nginx:alpine AS a\n${good}\nFROM a\n${good}\n`],
  ['a check that a later stage inherits', `FROM nginx:alpine AS a\n${good}\nFROM a\nCOPY x y\n`],
  ['curl that is installed', 'FROM alpine\nRUN apk add curl\nHEALTHCHECK CMD curl -f http://127.0.0.1/\n'],
  [
    'curl installed with a version',
    'FROM debian\nRUN apt-get update && apt-get install -y "curl=7.88.*"\nHEALTHCHECK CMD curl -f http://x/\n',
  ],
  [
    'curl in a list of its own',
    'FROM debian\nENV DEPS=curl\nRUN apt-get install -y $DEPS\nHEALTHCHECK CMD curl -f http://x/\n',
  ],
  ['curl from a script', 'FROM alpine\nRUN sh /setup.sh\nHEALTHCHECK CMD curl -f http://x/\n'],
  [
    'curl fetched by hand',
    'FROM alpine\nRUN wget -O /usr/bin/curl http://x/curl && chmod +x /usr/bin/curl\nHEALTHCHECK CMD curl -f http://x/\n',
  ],
  [
    'curl copied',
    'FROM alpine\nCOPY --from=curlimages/curl /usr/bin/curl /usr/local/bin/\nHEALTHCHECK CMD curl -f http://x/\n',
  ],
  ['a root file system copied', 'FROM scratch\nCOPY --from=build /rootfs /\nHEALTHCHECK CMD curl -f http://x/\n'],
  ['a root file system unpacked', 'FROM scratch\nADD rootfs.tar.xz /\nHEALTHCHECK CMD true\n'],
  ['an unknown base', 'FROM example.org/base:2\nHEALTHCHECK CMD curl -f http://x/\n'],
  ['a base in a variable', 'ARG BASE\nFROM $BASE\nHEALTHCHECK CMD curl -f http://x/\n'],
  ['a base of another name', 'FROM example.org/team/alpine:3\nHEALTHCHECK CMD curl -f http://x/\n'],
  ['curl in images that hold it', 'FROM node:20\nHEALTHCHECK CMD curl -f http://x/\n'],
  ['curl in nginx', 'FROM nginx:1.27\nHEALTHCHECK CMD curl -f http://127.0.0.1/\n'],
  ['either of two tools', 'FROM debian\nHEALTHCHECK CMD curl -f http://x/ || wget -q http://x/\n'],
  ['distroless with debug tools', 'FROM gcr.io/distroless/base:debug\nHEALTHCHECK CMD wget -q http://127.0.0.1/\n'],
  ['a shell that is set', 'FROM scratch\nSHELL ["/bin/mysh"]\nHEALTHCHECK CMD x\n'],
  ['exec form on scratch', 'FROM scratch\nHEALTHCHECK CMD ["/app", "check"]\n'],
  ['curl that fails by a long flag', 'FROM nginx\nHEALTHCHECK CMD curl --silent --fail-with-body http://127.0.0.1/\n'],
  ['curl that fails among short flags', 'FROM nginx\nHEALTHCHECK CMD ["curl", "-sSf", "http://127.0.0.1/"]\n'],
  ['curl whose answer is read', 'FROM nginx\nHEALTHCHECK CMD curl -s http://127.0.0.1/ | grep -q ok\n'],
  [
    'curl whose status is read',
    'FROM nginx\nHEALTHCHECK CMD test $(curl -so /dev/null -w "%{http_code}" http://127.0.0.1/) = 204\n',
  ],
  ['the test of a shell', inAlpine('[ -f /tmp/alive ]')],
  ['the test of a shell with quotes', inAlpine(`[ '$(cat /tmp/x)' = 'ok' ]`)],
  ['the end of flags', nginx(good.replace('CMD', '--retries=1 -- CMD'))],
  ['a flag in single quotes', nginx(good.replace('CMD', "--interval='5s' CMD"))],
  ['localhost with curl', 'FROM nginx\nHEALTHCHECK CMD curl -f http://localhost/\n'],
  ['localhost with a full wget', 'FROM node:20\nHEALTHCHECK CMD wget -q -O- http://localhost/\n'],
];

describe('healthcheckProblems', () => {
  for (const { name, before, code, marked, after } of caught) {
    it(`catches ${name}`, () => {
      const problems = healthcheckProblems(before);
      assert.deepEqual(
        problems.map((problem) => problem.code),
        [code],
      );
      const [problem] = problems;
      assert.ok(problem);
      const lines = textLines(before);
      const { start, end } = problem.range;
      assert.equal(before.slice(lines.offsetAt(start), lines.offsetAt(end)), marked);
      const [fix] = problem.fixes;
      if (code !== 'healthcheck-tool-missing' || after !== null) {
        assert.equal(fix ? applyTextEdits(before, fix.edits) : null, after);
      }
      if (after !== null) assert.deepEqual(healthcheckProblems(after), [], 'the fix leaves nothing');
    });
  }

  for (const [name, text] of clean) {
    it(`leaves ${name} alone`, () => assert.deepEqual(healthcheckProblems(text), []));
  }

  const folder = join(__dirname, '../fixtures');
  for (const file of readdirSync(folder)) {
    it(`leaves ${file} alone`, () => {
      assert.deepEqual(healthcheckProblems(readFileSync(join(folder, file), 'utf8')), []);
    });
  }

  it('holds at least as many clean cases as caught ones', () => assert.ok(clean.length >= caught.length));

  it('names the severity by what happens', () => {
    const severity = (text: string) => healthcheckProblems(text).map((problem) => problem.severity);
    assert.deepEqual(severity(nginx('HEALTHCHECK --interval=5')), ['error', 'error']);
    assert.deepEqual(severity(nginx(`HEALTHCHECK NONE\n${good}`)), ['warning']);
  });

  it('keeps the other one of two when asked', () => {
    const [problem] = healthcheckProblems(nginx(`${good}\nHEALTHCHECK NONE`));
    assert.equal(applyTextEdits(nginx(`${good}\nHEALTHCHECK NONE`), problem?.fixes[1]?.edits ?? []), nginx(good));
  });
});
