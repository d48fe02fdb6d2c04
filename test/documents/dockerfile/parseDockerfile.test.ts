// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are a Dockerfile's variables.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finalStage, stageChain } from '../../../src/documents/dockerfile/dockerfileFacts';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { type TextRange, textLines } from '../../../src/documents/textLines';

const fixture = (name: string) => readFileSync(join(__dirname, '../fixtures', `${name}.Dockerfile`), 'utf8');

function textOf(text: string, { start, end }: TextRange): string {
  const lines = textLines(text);
  return text.slice(lines.offsetAt(start), lines.offsetAt(end));
}

function onlyStage(text: string) {
  const stage = finalStage(parseDockerfile(text));
  assert.ok(stage);
  return stage;
}

describe('parseDockerfile', () => {
  it('follows stages by name, whatever their case, and keeps what they inherit', () => {
    const facts = parseDockerfile(fixture('nodeMultiStage'));
    assert.deepEqual(
      facts.stages.map(({ name, resolvedImage, parent }) => [name, resolvedImage, parent]),
      [
        ['base', 'node:20-alpine', undefined],
        ['deps', 'base', 0],
        ['build', 'deps', 1],
        ['final', 'base', 0],
      ],
    );
    const final = finalStage(facts);
    assert.ok(final);
    assert.equal(final.env.get('NODE_ENV'), 'production');
    assert.equal(final.user, 'node');
    assert.deepEqual(
      stageChain(facts, final).map((stage) => stage.name),
      ['final', 'base'],
    );
    const web = parseDockerfile(fixture('inheritedCheck'));
    assert.deepEqual(
      web.stages.map((stage) => stage.parent),
      [undefined, 0],
    );
  });

  it('gives places for everything it names', () => {
    const text = fixture('nodeMultiStage');
    const final = onlyStage(text);
    const [check] = final.healthchecks;
    assert.ok(check);
    assert.equal(textOf(text, final.fromRange), 'FROM base AS final');
    assert.match(textOf(text, check.range), /^HEALTHCHECK --interval=30s[\s\S]*health"\]$/);
    assert.deepEqual(
      check.flags.map((flag) => flag.valueRange && textOf(text, flag.valueRange)),
      ['30s', '5s', '15s', '3'],
    );
    assert.ok(check.command);
    assert.equal(
      textOf(text, check.command.range),
      '["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:3000/health"]',
    );
    assert.equal(textOf(text, final.startRanges[0] ?? final.range), 'CMD ["node", "dist/main.js"]');
  });

  it('joins continued lines without the comments and empty lines between them', () => {
    const text = 'FROM a\nHEALTHCHECK --interval=5s \\\n  # why\n\n  --timeout=3s \\\n  CMD true\n';
    const [check] = onlyStage(text).healthchecks;
    assert.deepEqual(
      check?.flags.map((flag) => [flag.name, flag.value]),
      [
        ['interval', '5s'],
        ['timeout', '3s'],
      ],
    );
    assert.deepEqual(check?.command?.form === 'shell' && check.command.script, 'true');
  });

  it('reads CRLF files, a byte order mark and instructions in any case', () => {
    const text = '\uFEFFfrom redis:7\r\nexpose 6379\r\ncmd ["redis-server"]\r\n';
    const facts = parseDockerfile(text);
    assert.equal(facts.eol, '\r\n');
    assert.deepEqual(
      facts.stages[0]?.ports.map((port) => port.port),
      [6379],
    );
    assert.deepEqual(facts.stages[0]?.command?.form === 'exec' && facts.stages[0].command.argv, ['redis-server']);
  });

  it('knows the escape directive only at the top', () => {
    assert.equal(parseDockerfile('# syntax=docker/dockerfile:1\n# escape=`\nFROM a').escapeChar, '`');
    assert.equal(parseDockerfile('# a comment\n# escape=`\nFROM a').escapeChar, '\\');
    const windows = parseDockerfile(fixture('windowsIis'));
    assert.equal(windows.stages[0]?.healthchecks[0]?.flags.length, 2);
    assert.deepEqual(windows.stages[0]?.shell, ['powershell', '-Command']);
  });

  it('does not read heredocs as instructions', () => {
    const stage = onlyStage(fixture('heredocs'));
    assert.equal(stage.healthchecks.length, 1);
    assert.deepEqual(stage.command?.form === 'exec' && stage.command.argv, ['/usr/local/bin/app']);
    assert.ok(stage.changes.some((change) => change.kind === 'install' && change.packages.includes('curl')));
  });

  it('leaves here-strings and quoted arrows alone', () => {
    const stage = onlyStage('FROM a\nRUN cat <<< x && echo "<<EOF"\nCMD ["b"]\n');
    assert.ok(stage.command);
  });

  it('keeps ONBUILD apart', () => {
    const stage = onlyStage(fixture('onbuild'));
    assert.equal(stage.onbuildHealthchecks.length, 1);
    assert.deepEqual(
      stage.healthchecks.map((check) => check.type),
      ['none'],
    );
    assert.equal(stage.copies.length, 0);
  });

  it('expands ARG and ENV where they are known', () => {
    const stage = onlyStage(
      [
        'ARG TAG=12',
        'ARG NOTHING',
        'FROM debian:$TAG',
        'ARG TAG',
        'ARG PORT=80',
        'ENV A=${PORT:-1} B="${MISSING:-90}" C=$NOTHING D e',
        'ENV LIST 8001 8002',
        'EXPOSE $A ${B}/tcp $C $LIST 70-75/udp ${PORT:+7777} $TAG',
      ].join('\n'),
    );
    assert.equal(stage.resolvedImage, 'debian:12');
    assert.deepEqual(
      stage.ports.map(({ port, protocol }) => `${port}/${protocol}`),
      ['80/tcp', '90/tcp', '8001/tcp', '8002/tcp', '70/udp', '7777/tcp', '12/tcp'],
    );
    assert.equal(onlyStage('ARG X\nFROM img:$X').resolvedImage, undefined);
  });

  it('reads what RUN installs and removes', () => {
    const changes = (run: string) => onlyStage(`FROM a\nRUN ${run}\n`).changes;
    assert.deepEqual(changes('apt-get update && apt-get install -y --no-install-recommends curl=7.8 wget:amd64'), [
      { kind: 'install', manager: 'apt-get', packages: ['curl', 'wget'] },
    ]);
    assert.deepEqual(changes('apk add --no-cache -t .deps curl~8; apk del .deps'), [
      { kind: 'install', manager: 'apk', packages: ['curl'], group: '.deps' },
      { kind: 'remove', packages: ['.deps'] },
    ]);
    assert.deepEqual(changes('--mount=type=cache,target=/x sudo dnf -y install curl'), [
      { kind: 'install', manager: 'dnf', packages: ['curl'] },
    ]);
    assert.deepEqual(changes('pip install "gunicorn[gevent]==21" && npm install -g pm2@5'), [
      { kind: 'install', manager: 'pip', packages: ['gunicorn'] },
      { kind: 'install', manager: 'npm', packages: ['pm2'] },
    ]);
    assert.deepEqual(changes('apt-get install -y $PACKAGES'), [{ kind: 'unreadable', because: '$PACKAGES' }]);
    assert.deepEqual(changes('["/bin/setup"]'), [{ kind: 'unreadable', because: 'setup' }]);
    assert.deepEqual(changes('mkdir -p /a && echo "x; y" > /a/b'), []);
  });

  it('takes what is half written as it is', () => {
    assert.deepEqual(parseDockerfile('').stages, []);
    assert.equal(onlyStage('FROM').image, '');
    assert.equal(onlyStage('FROM a\nHEALTHCHECK').healthchecks[0]?.type, 'missing');
    assert.equal(onlyStage('FROM a\nHEALTHCHECK --interval').healthchecks[0]?.type, 'missing');
    assert.equal(onlyStage('FROM a\nHEALTHCHECK CMD [').healthchecks[0]?.command?.form, 'shell');
    assert.equal(onlyStage('FROM a\nRUN <<EOF\nFROM b\nCMD c').command, undefined);
  });
});
