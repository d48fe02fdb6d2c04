import assert from 'node:assert/strict';
import { fieldAt, fieldText } from '../../../src/logs/recognise/fieldPath';
import { recognise } from '../../../src/logs/recognise/recognise';

/** What is understood beside level and form: time, message, fields. */
const lines: readonly (readonly [string, { time?: string; message: string; fields?: object }])[] = [
  [
    '{"level":"error","ts":1704164645.5,"msg":"no db","http":{"status":502,"path":"/x"},"tags":["a","b"]}',
    {
      time: '2024-01-02T03:04:05.500Z',
      message: 'no db',
      fields: { level: 'error', ts: 1704164645.5, msg: 'no db', http: { status: 502, path: '/x' }, tags: ['a', 'b'] },
    },
  ],
  [
    '{"time":1704164645500,"level":30,"msg":"x"}',
    { time: '2024-01-02T03:04:05.500Z', message: 'x', fields: { time: 1704164645500, level: 30, msg: 'x' } },
  ],
  [
    '{"ts":1704164645500000000,"msg":"ns"}',
    { time: '2024-01-02T03:04:05.500Z', message: 'ns', fields: { ts: '1704164645500000000', msg: 'ns' } },
  ],
  [
    'time="2024-01-02T03:04:05Z" level=info msg="say \\"hi\\"" user=anna empty=',
    {
      time: '2024-01-02T03:04:05Z',
      message: 'say "hi"',
      fields: { time: '2024-01-02T03:04:05Z', level: 'info', msg: 'say "hi"', user: 'anna', empty: '' },
    },
  ],
  [
    'E0102 03:04:05.678901       7 pod.go:12] "Cannot start" pod="shop/api-1" err="no space"',
    {
      time: '0102 03:04:05.678901',
      message: 'Cannot start',
      fields: { pod: 'shop/api-1', err: 'no space', source: 'pod.go:12', thread: '7' },
    },
  ],
  [
    '172.17.0.1 - - [02/Jan/2024:03:04:05 +0000] "GET /a?b=1 HTTP/1.1" 404 153 "-" "curl/8.5.0"',
    {
      time: '02/Jan/2024:03:04:05 +0000',
      message: 'GET /a?b=1 404',
      fields: {
        ...{ client: '172.17.0.1', method: 'GET', path: '/a?b=1', protocol: 'HTTP/1.1', status: 404, bytes: 153 },
        agent: 'curl/8.5.0',
      },
    },
  ],
  [
    '2024/01/02 03:04:05 [error] 29#29: *1 open() "/x" failed (2: No such file or directory), client: 10.0.0.1, server: localhost, request: "GET /x HTTP/1.1", host: "a, b"',
    {
      time: '2024/01/02 03:04:05',
      message: 'open() "/x" failed (2: No such file or directory)',
      fields: { process: '29#29', client: '10.0.0.1', server: 'localhost', request: 'GET /x HTTP/1.1', host: 'a, b' },
    },
  ],
  [
    '[Tue Jan 02 03:04:05.678901 2024] [proxy:error] [pid 9:tid 140] [client 10.0.0.1:99] AH01114: no',
    {
      time: 'Tue Jan 02 03:04:05.678901 2024',
      message: 'AH01114: no',
      fields: { module: 'proxy', pid: '9:tid 140', client: '10.0.0.1:99' },
    },
  ],
  [
    'Oct 11 22:14:15 web1 app[77]: level=warn msg=full disk=sda',
    {
      time: 'Oct 11 22:14:15',
      message: 'full',
      fields: { host: 'web1', app: 'app', process: '77', level: 'warn', msg: 'full', disk: 'sda' },
    },
  ],
  [
    '2024-01-02T03:04:05Z ERR cannot bind error="address in use" port=80',
    { time: '2024-01-02T03:04:05Z', message: 'cannot bind', fields: { error: 'address in use', port: '80' } },
  ],
  [
    '2024-01-02 03:04:05.678 {"level":"info","msg":"inside"}',
    { time: '2024-01-02 03:04:05.678', message: 'inside', fields: { level: 'info', msg: 'inside' } },
  ],
  ['2024/01/02 03:04:05 listening', { time: '2024/01/02 03:04:05', message: 'listening' }],
  ['[2024-01-02 03:04:05,678: ERROR/Pool-1] Task failed', { time: '2024-01-02 03:04:05,678', message: 'Task failed' }],
  ['WARN: odd', { message: 'odd' }],
  ['\u001b[33mwarn\u001b[39m: coloured', { message: 'coloured' }],
  ['just text', { message: 'just text' }],
];

describe('recognise', () => {
  it('tells time, message and fields, in the order of the line', () => {
    for (const [text, expected] of lines) {
      const { time, message, fields } = recognise(text);
      const found = {
        ...(time === undefined ? {} : { time }),
        message,
        ...(fields === undefined ? {} : { fields: JSON.parse(JSON.stringify(fields)) }),
      };
      assert.deepEqual(found, expected);
      if (fields && expected.fields) assert.deepEqual(Object.keys(fields), Object.keys(expected.fields));
    }
  });

  it('finds a field by its keys', () => {
    const { fields } = recognise('{"http":{"status":502},"a.b":{"c":[1,{"d":null}]},"t":true}');
    assert.ok(fields);
    assert.equal(fieldAt(fields, ['http', 'status']), 502);
    assert.equal(fieldAt(fields, ['a.b', 'c', '1', 'd']), null);
    assert.equal(fieldAt(fields, ['a', 'b']), undefined);
    assert.equal(fieldAt(fields, ['http', 'status', 'x']), undefined);
    assert.equal(fieldAt(fields, ['toString']), undefined);
    assert.equal(fieldAt(fields, ['a.b', 'c', 'length']), undefined);
    assert.equal(fieldText(fieldAt(fields, ['http']) ?? ''), '{"status":502}');
    assert.equal(fieldText(true), 'true');
  });
});
