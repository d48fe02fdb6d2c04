import assert from 'node:assert/strict';
import type { BufferRow } from '../../../src/logs/logChunk';
import { LogView } from '../../../src/logs/logView';

/** Each block is an entry: its first line and what belongs to it. */
const blocks: Readonly<Record<string, readonly string[]>> = {
  'Java, logged': [
    '2024-01-02 03:04:05.678 ERROR 1 --- [main] c.e.Shop : Order failed',
    'java.lang.IllegalStateException: no stock',
    '\tat com.example.Shop.order(Shop.java:42) ~[app.jar:1.0]',
    '\tat java.base/java.lang.Thread.run(Thread.java:833)',
    'Caused by: java.sql.SQLException: refused',
    '\tat org.postgresql.Driver.connect(Driver.java:1)',
    '\t... 23 common frames omitted',
  ],
  'Java, not caught': [
    'Exception in thread "main" java.lang.NullPointerException: x',
    '\tat com.example.Main.main(Main.java:3)',
    '\tSuppressed: java.io.IOException: y',
    '\t\tat com.example.Main.close(Main.java:9)',
  ],
  'Python, logged': [
    '2024-01-02 03:04:05,678 - shop - ERROR - failed',
    'Traceback (most recent call last):',
    '  File "/app/shop.py", line 3, in order',
    '    pay()',
    'ValueError: no money',
    '',
    'During handling of the above exception, another exception occurred:',
    '',
    'Traceback (most recent call last):',
    '  File "/app/shop.py", line 5, in order',
    'RuntimeError: gave up',
  ],
  'Python, not caught': [
    'Traceback (most recent call last):',
    '  File "/app/x.py", line 1, in <module>',
    '    import nothing',
    '           ^^^^^^^',
    "ModuleNotFoundError: No module named 'nothing'",
  ],
  'Node, logged': [
    'Error: connect ECONNREFUSED 10.0.0.3:5432',
    '    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1278:16)',
    '    at async main (/app/index.js:7:3) {',
    "  code: 'ECONNREFUSED',",
    '  port: 5432',
    '}',
  ],
  'Node, not caught': [
    '/app/index.js:3',
    "    throw new Error('x');",
    '    ^',
    '',
    'Error: x',
    '    at Object.<anonymous> (/app/index.js:3:9)',
    '',
    'Node.js v20.11.0',
  ],
  'Go panic': [
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47c3a4]',
    '',
    'goroutine 1 [running]:',
    'main.(*Shop).Order(0x0, {0x4b1f2a, 0x3})',
    '\t/app/main.go:12 +0x1d',
    'created by main.main in goroutine 1',
    '\t/app/main.go:7 +0x25',
    'exit status 2',
  ],
  'Go, served': [
    '2024/01/02 03:04:05 http: panic serving 10.0.0.1:33: boom',
    'goroutine 34 [running]:',
    'net/http.(*conn).serve.func1()',
    '\t/usr/local/go/src/net/http/server.go:1868 +0xb9',
  ],
  '.NET console': [
    'fail: Microsoft.AspNetCore.Server.Kestrel[13]',
    '      Connection id "0HM", Request id "0HM:1": An unhandled exception was thrown by the application.',
    '      System.InvalidOperationException: no',
    '         at Shop.Program.Main(String[] args) in /src/Program.cs:line 5',
  ],
  '.NET, not caught': [
    'Unhandled exception. System.InvalidOperationException: outer',
    ' ---> System.Exception: inner',
    '   at Shop.Inner() in /src/Program.cs:line 9',
    '   --- End of inner exception stack trace ---',
    '   at Shop.Program.Main(String[] args) in /src/Program.cs:line 5',
  ],
  'Ruby, not caught': ["/app/shop.rb:3:in `order': no stock (RuntimeError)", "\tfrom /app/shop.rb:7:in `<main>'"],
  PHP: [
    'PHP Fatal error:  Uncaught Exception: no in /app/x.php:3',
    'Stack trace:',
    '#0 /app/x.php(7): order()',
    '#1 {main}',
    '  thrown in /app/x.php on line 3',
  ],
  Rust: [
    "thread 'main' panicked at src/main.rs:4:5:",
    'called `Option::unwrap()` on a `None` value',
    'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
  ],
  'one line': ['2024-01-02 03:04:05.678  INFO 1 --- [main] c.e.Shop : ready'],
  'another line': ['listening on port 80'],
  'text with indentation': ['Usage: shop [options]'],
  '  and what is indented': ['  --port NUMBER   where to listen'],
};

function line(text: string, source = 0, stream: 'stdout' | 'stderr' = 'stdout'): BufferRow {
  return { type: 'line', stream, source, text };
}

async function settled(view: LogView): Promise<void> {
  do await new Promise((done) => setImmediate(done));
  while (!view.filterStatus.done || view.findStatus?.done === false);
}

function entries(view: LogView): string[][] {
  return view.rows(0, 10_000).rows.map(({ seq }) => view.detail(seq)?.text.split('\n') ?? []);
}

describe('folding', () => {
  it('makes one entry of a stack trace, in whatever order they come', async () => {
    const all = Object.values(blocks);
    for (let turn = 0; turn < all.length; turn++) {
      const order = [...all.slice(turn), ...all.slice(0, turn)];
      const view = new LogView(() => undefined);
      view.append(order.flat().map((text) => line(text)));
      await settled(view);
      assert.deepEqual(entries(view), order);
    }
  });

  it('keeps sources and streams apart', async () => {
    const names = ['Java, logged', 'Python, not caught', 'Go panic', 'Node, not caught'] as const;
    const traces = names.map((name) => blocks[name] ?? []);
    const view = new LogView(() => undefined);
    for (let i = 0; i < 12; i++) {
      for (const [source, lines] of traces.entries()) {
        const text = lines[i];
        if (text !== undefined) view.append([line(text, source >> 1, source % 2 ? 'stderr' : 'stdout')]);
      }
    }
    await settled(view);
    assert.deepEqual(entries(view), traces);
    assert.deepEqual(
      view.rows(0, 10).rows.map(({ level, fold }) => [level, fold?.lines, fold?.gist]),
      [
        ['error', 6, undefined],
        ['error', 4, "ModuleNotFoundError: No module named 'nothing'"],
        ['fatal', 8, undefined],
        ['error', 7, 'Error: x'],
      ],
    );
  });

  it('does not hide an exception below a line that warns of nothing, nor below what ran before a restart', async () => {
    const view = new LogView(() => undefined);
    view.append([
      line('INFO ready'),
      line('Traceback (most recent call last):'),
      line('  File "/app/x.py", line 1, in <module>'),
      line('ValueError: x'),
      line('ERROR stopping'),
      { type: 'marker', marker: 'started', text: 'started again', source: 0 },
      line('Traceback (most recent call last):'),
    ]);
    await settled(view);
    assert.deepEqual(
      view.rows(0, 10).rows.map(({ row, level, fold }) => [row.text, level, fold?.lines]),
      [
        ['INFO ready', 'info', undefined],
        ['Traceback (most recent call last):', 'error', 2],
        ['ERROR stopping', 'error', undefined],
        ['started again', 'unknown', undefined],
        ['Traceback (most recent call last):', 'error', undefined],
      ],
    );
  });

  it('unfolds in place and folds again, with a new epoch, also for lines that come later', async () => {
    const view = new LogView(() => undefined);
    const trace = blocks['Java, not caught'] ?? [];
    view.append([line('before'), ...trace.slice(0, 3).map((text) => line(text)), line('other', 1)]);
    await settled(view);
    assert.equal(view.end, 3);
    const before = view.epoch;
    assert.equal(view.setUnfolded(2, true), 1);
    assert.notEqual(view.epoch, before);
    view.append([line(trace[3] ?? '')]);
    await settled(view);
    assert.deepEqual(
      view.rows(0, 10).rows.map(({ row, partOf }) => [row.text, partOf]),
      [
        ['before', undefined],
        [trace[0], undefined],
        [trace[1], 1],
        [trace[2], 1],
        ['other', undefined],
        [trace[3], 1],
      ],
    );
    assert.equal(view.setUnfolded(1, false), 1);
    assert.equal(view.end, 3);
    view.setFolding(false);
    await settled(view);
    assert.equal(view.end, 6);
  });

  it('says which row looks different when a line is folded into it', async () => {
    const view = new LogView(() => undefined);
    view.append([line('before'), line('Error: x'), line('after', 1)]);
    await settled(view);
    assert.equal(view.takeStale(), undefined);
    view.append([line('    at f (/app/x.js:1:1)')]);
    await settled(view);
    assert.equal(view.takeStale(), 1);
    assert.equal(view.takeStale(), undefined);
    assert.equal(view.end, 3);
  });

  it('ends an entry that goes on for ever', async () => {
    const view = new LogView(() => undefined);
    view.append([line('Error: x'), ...Array.from({ length: 5000 }, (_, i) => line(`    at f${i} (/app/x.js:1:1)`))]);
    await settled(view);
    assert.deepEqual(
      view.rows(0, 10).rows.map(({ fold }) => fold?.lines),
      [2000, 2000, 998],
    );
  });
});
