import assert from 'node:assert/strict';
import type { LogEntry } from '../../src/engine/engine';
import { LineAssembler, maxLineBytes, TtyLineAssembler } from '../../src/engine/streams/lineAssembler';
import type { LogStream } from '../../src/model/logStream';
import { seeded } from '../records/seeded';

const time = '2026-01-02T03:04:05.123456789Z';
const ids = 'com.docker.swarm.node.id=n,com.docker.swarm.service.id=s,com.docker.swarm.task.id=';

function framed(frames: readonly [LogStream, Buffer | string][], details = false): LogEntry[] {
  const assembler = new LineAssembler(details);
  const lines: LogEntry[] = [];
  for (const [stream, bytes] of frames) assembler.frame(stream, Buffer.from(bytes), lines);
  assembler.end(lines);
  return lines;
}

function terminal(text: string | Buffer, sizes: () => number, details = false): LogEntry[] {
  const all = Buffer.from(text);
  const assembler = new TtyLineAssembler(details);
  const lines: LogEntry[] = [];
  for (let at = 0; at < all.length; ) {
    const next = at + sizes();
    assembler.push(all.subarray(at, next), lines);
    at = next;
  }
  assembler.end(lines);
  return lines;
}

describe('lines out of frames', () => {
  it('take the time off, and stay as they are without one', () => {
    assert.deepEqual(
      framed([
        ['stdout', `${time} one\n`],
        ['stderr', `${time} \n`],
        ['stdout', 'no time\n'],
        ['stdout', '2026-01-02T03:04:05+01:00 offset\n'],
        ['stdout', `${time}\n`],
        ['stdout', ''],
      ]),
      [
        { stream: 'stdout', time, text: 'one' },
        { stream: 'stderr', time, text: '' },
        { stream: 'stdout', text: 'no time' },
        { stream: 'stdout', time: '2026-01-02T03:04:05+01:00', text: 'offset' },
        { stream: 'stdout', text: time },
      ],
    );
  });

  it('join what was cut, stream by stream, characters included', () => {
    const umlaut = Buffer.from('ä');
    const lines = framed([
      ['stdout', Buffer.concat([Buffer.from(`${time} a`), umlaut.subarray(0, 1)])],
      ['stderr', `${time} e`],
      ['stdout', Buffer.concat([Buffer.from(`${time} `), umlaut.subarray(1), Buffer.from('b\r\n')])],
      ['stderr', `${time} f\n`],
      ['stdout', `${time} end`],
    ]);
    assert.deepEqual(
      lines.map((line) => [line.stream, line.text]),
      [
        ['stdout', 'aäb'],
        ['stderr', 'ef'],
        ['stdout', 'end'],
      ],
    );
  });

  it('show bytes that are no UTF-8', () => {
    const lines = framed([['stdout', Buffer.concat([Buffer.from(`${time} `), Buffer.from([0xff, 0x41, 0xc3, 0x0a])])]]);
    assert.equal(lines[0]?.text, '\ufffdA\ufffd');
  });

  it('tell the tasks of a service apart, also within a line', () => {
    const lines = framed(
      [
        ['stdout', `${time} ${ids}t1 one `],
        ['stdout', `${time} ${ids}t2 two\n`],
        ['stdout', `${time} ${ids}t1 and a=b, c\n`],
        ['stdout', `${time}  none\n`],
        ['stdout', `${time} custom=1 odd\n`],
      ],
      true,
    );
    assert.deepEqual(
      lines.map((line) => [line.text, line.details]),
      [
        ['two', { nodeId: 'n', serviceId: 's', taskId: 't2' }],
        ['one and a=b, c', { nodeId: 'n', serviceId: 's', taskId: 't1' }],
        ['none', undefined],
        ['odd', undefined],
      ],
    );
  });

  it('bound a line without an end, losing nothing and splitting no character', () => {
    const part = 'ä'.repeat(8000);
    const frames = Array.from({ length: 200 }, (): [LogStream, string] => ['stdout', `${time} x${part}`]);
    const lines = framed([...frames, ['stdout', `${time} end\n`]]);
    assert.ok(lines.length > 2);
    assert.equal(lines.map((line) => line.text).join(''), `${`x${part}`.repeat(200)}end`);
    assert.deepEqual(
      lines.map((line) => line.cut),
      [...lines.slice(1).map(() => true), undefined],
    );
    for (const line of lines) assert.ok(Buffer.byteLength(line.text) <= maxLineBytes);
  });
});

describe('lines that overwrite themselves without an end', () => {
  const states = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => `\r${String(from + i).padStart(6, '0')} of many`).join('');

  it('are shown while they go on, in bounded pieces of which nothing is lost', () => {
    const frames = Array.from({ length: 40 }, (_, i): [LogStream, string] => [
      'stdout',
      `${time} ${states(i * 1000, (i + 1) * 1000)}`,
    ]);
    const assembler = new LineAssembler(false);
    const lines: LogEntry[] = [];
    for (const [stream, text] of frames) assembler.frame(stream, Buffer.from(text), lines);
    assert.ok(lines.length >= 7, `${lines.length} pieces before the end`);
    assembler.end(lines);
    for (const line of lines) assert.ok(line.text.length < 200_000 && line.cut === undefined);
    const numbers = lines.flatMap(({ text }) => [...text.matchAll(/\d{6}/g)].map(Number));
    assert.deepEqual(numbers, [...Array(40_000).keys()]);
  });

  it('are so from a terminal, too', () => {
    const part = states(0, 2000).slice(0, 16_384);
    const lines = terminal(`${time} ${part}`.repeat(30), () => 50_000);
    assert.ok(lines.length >= 5 && lines.every(({ text }) => text.length < 200_000));
  });

  it('stay whole where the line end is cut from its carriage return', () => {
    const long = 'x'.repeat(70_000);
    const lines = framed([
      ['stdout', `${time} ${long}\r`],
      ['stdout', `${time} \n`],
    ]);
    assert.deepEqual(
      lines.map(({ text }) => text),
      [long],
    );
  });
});

describe('lines out of a terminal’s log', () => {
  const parts = (letters: string, prefix: string) =>
    [...letters].map((letter) => prefix + letter.repeat(16_384)).join('');

  it('are the same however the bytes are cut', () => {
    const random = seeded(99);
    const log = `${time} one\r\n${parts('abc', `${time} `)}${time} dä\r\n${time} \r\n${parts('e', `${time} `)}${time} \r\n${time} no end`;
    const expected = [
      'one',
      `${'a'.repeat(16_384)}${'b'.repeat(16_384)}${'c'.repeat(16_384)}dä`,
      '',
      'e'.repeat(16_384),
      'no end',
    ];
    for (const most of [1, 7, 1000, 16_415, 200_000]) {
      const lines = terminal(log, () => 1 + random.int(most));
      assert.deepEqual(
        lines.map((line) => line.text),
        expected,
      );
      for (const line of lines) assert.deepEqual([line.stream, line.time, line.cut], ['tty', time, undefined]);
    }
  });

  it('tell tasks apart whose long lines are mixed', () => {
    const [one, two] = [`${time} ${ids}1 `, `${time} ${ids}2 `];
    const log = `${parts('a', one)}${parts('x', two)}${parts('b', one)}${two}y\r\n${one}c\r\n`;
    const lines = terminal(log, () => 1000, true);
    assert.deepEqual(
      lines.map((line) => [line.details?.taskId, line.text]),
      [
        ['2', `${'x'.repeat(16_384)}y`],
        ['1', `${'a'.repeat(16_384)}${'b'.repeat(16_384)}c`],
      ],
    );
  });

  it('bound a line without an end', () => {
    const log = parts('abcdefghij'.repeat(20), `${time} `);
    const lines = terminal(log, () => 50_000);
    assert.equal(lines.map((line) => line.text).join('').length, 200 * 16_384);
    assert.ok(lines.length > 2 && lines.slice(0, -1).every((line) => line.cut === true));
    const bare = terminal('x'.repeat(3 * maxLineBytes), () => 65_536);
    assert.equal(bare.map((line) => line.text).join('').length, 3 * maxLineBytes);
  });
});
