import assert from 'node:assert/strict';
import type { Session } from '../../../src/engine/engine';
import { EngineError } from '../../../src/engine/engineError';
import { ContainerTerminal, type TerminalPlan } from '../../../src/views/terminals/containerTerminal';
import { exitSentence } from '../../../src/views/terminals/exitSentence';
import { fakeSession, until } from './fakeSession';

function terminal(session: Session | Promise<Session>, plan: Partial<TerminalPlan> = {}) {
  const seen = { text: '', closes: [] as (number | undefined)[], log: [] as string[] };
  const pty = new ContainerTerminal({
    banner: 'api on lab: sh',
    tty: true,
    atEnd: 'close',
    start: async () => session,
    describeEnd: exitSentence,
    lostNote: 'It may still run.',
    log: (line) => seen.log.push(line),
    ...plan,
  });
  pty.onDidWrite((text) => {
    seen.text += text;
  });
  pty.onDidClose((code) => seen.closes.push(code ?? undefined));
  return { pty, seen };
}

const dim = (text: string) => `\x1b[2m${text}\x1b[22m\r\n`;
const size = { columns: 80, rows: 24 };

describe('ContainerTerminal', () => {
  it('says where it is, shows what is printed, and closes with the exit code', async () => {
    const session = fakeSession();
    const { pty, seen } = terminal(session);
    pty.open(size);
    await pty.opened;
    session.print('hällo');
    session.exit(3);
    assert.deepEqual(await pty.ended, { exitCode: 3 });
    await until(() => seen.closes.length > 0);
    assert.deepEqual(seen.closes, [3]);
    assert.equal(seen.text, `${dim('api on lab: sh')}hällo\r\n${dim('[exited with code 3]')}`);
  });

  it('opens the stream at its size and tells it of a later one, the last one only', async () => {
    const session = fakeSession();
    const asked: unknown[] = [];
    const { pty } = terminal(session, {
      start: async (first) => {
        asked.push(first);
        return session;
      },
    });
    pty.open(size);
    await pty.opened;
    await until(() => session.sizes.length === 1);
    session.stall();
    for (let columns = 81; columns <= 120; columns++) pty.setDimensions({ columns, rows: 24 });
    session.accept();
    await until(() => session.sizes.at(-1)?.columns === 120);
    assert.deepEqual(asked, [size]);
    assert.ok(session.sizes.length <= 4, `${session.sizes.length} sizes were sent`);
  });

  it('keeps what is typed while it opens', async () => {
    const session = fakeSession();
    let open: (session: Session) => void = () => undefined;
    const { pty } = terminal(
      new Promise((resolve) => {
        open = resolve;
      }),
    );
    pty.open(size);
    pty.handleInput('ls\r');
    pty.handleInput('\x03');
    open(session);
    await until(() => Buffer.concat(session.received).length === 4);
    assert.equal(Buffer.concat(session.received).toString(), 'ls\r\x03');
  });

  it('waits for a key where nobody asked for the end', async () => {
    const session = fakeSession();
    const { pty, seen } = terminal(session, { atEnd: 'closeAfterInput' });
    pty.open(size);
    await pty.opened;
    session.exit(127);
    await pty.ended;
    assert.deepEqual(seen.closes, []);
    assert.match(seen.text, /\[exited with code 127: the command was not found\] Press any key/);
    pty.handleInput(' ');
    assert.deepEqual(seen.closes, [127]);
  });

  it('closes at once where the person ended it, but not when it was killed', async () => {
    for (const [code, closed] of [
      [0, [0]],
      [137, []],
    ] as const) {
      const session = fakeSession();
      const { pty, seen } = terminal(session, { atEnd: 'closeAfterInput' });
      pty.open(size);
      await pty.opened;
      pty.handleInput('exit\r');
      session.exit(code);
      await pty.ended;
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(seen.closes, closed, `code ${code}`);
    }
  });

  it('hangs up before it detaches when the person closes it', async () => {
    const session = fakeSession();
    const order: string[] = [];
    const { pty } = terminal(session, {
      hangUp: async () => {
        order.push(`hang up, closed ${session.counts.closed}`);
      },
    });
    pty.open(size);
    await pty.opened;
    pty.close();
    await pty.left;
    order.push(`left, closed ${session.counts.closed}`);
    assert.deepEqual(order, ['hang up, closed 0', 'left, closed 1']);
    assert.deepEqual(await pty.ended, {});
  });

  it('does not hang up what has ended by itself', async () => {
    const session = fakeSession();
    let hangUps = 0;
    const { pty } = terminal(session, {
      atEnd: 'wait',
      hangUp: async () => {
        hangUps++;
      },
    });
    pty.open(size);
    await pty.opened;
    session.exit(0);
    await pty.ended;
    pty.close();
    await pty.left;
    assert.equal(hangUps, 0);
  });

  it('leaves a stream that opens after the terminal was closed', async () => {
    const session = fakeSession();
    let open: (session: Session) => void = () => undefined;
    let hangUps = 0;
    const { pty } = terminal(
      new Promise((resolve) => {
        open = resolve;
      }),
      {
        hangUp: async () => {
          hangUps++;
        },
      },
    );
    pty.open(size);
    pty.close();
    await assert.rejects(pty.opened, /closed before it was open/);
    open(session);
    await until(() => session.counts.closed > 0);
    assert.equal(hangUps, 1);
  });

  it('says why it could not open, and rejects', async () => {
    const denied = new EngineError({ reason: 'conflict', engine: 'lab', message: 'api is paused.' });
    const { pty, seen } = terminal(Promise.reject(denied));
    pty.open(size);
    await assert.rejects(pty.opened, denied);
    assert.match(seen.text, /api is paused\./);
    assert.doesNotMatch(seen.text, /still run/);
  });

  it('says in plain words that the engine is lost', async () => {
    const session = fakeSession();
    const { pty, seen } = terminal(session);
    pty.open(size);
    await pty.opened;
    session.print('half');
    session.break(new EngineError({ reason: 'unreachable', engine: 'lab', message: 'lab\r\nis gone.\x1b[2J' }));
    await pty.ended;
    const words = '[lab is gone. [2J It may still run.] Press any key to close this terminal.';
    assert.ok(seen.text.endsWith(`half\r\n${dim(words)}`), JSON.stringify(seen.text));
    pty.handleInput(' ');
    assert.deepEqual(seen.closes, [undefined]);
  });

  it('turns Enter into a line feed and Ctrl-D into the end of input without a TTY', async () => {
    const session = fakeSession();
    const { pty } = terminal(session, { tty: false });
    pty.open(size);
    await pty.opened;
    pty.handleInput('one\r');
    pty.handleInput('\x04');
    await until(() => session.counts.inputEnded === 1 && session.received.length === 1);
    assert.equal(Buffer.concat(session.received).toString(), 'one\n');
    assert.deepEqual(session.sizes, []);
  });

  it('detaches with Ctrl-P Ctrl-Q where that is offered, and sends no Ctrl-Q', async () => {
    const session = fakeSession();
    const { pty, seen } = terminal(session, {
      detachSentence: 'detached; api keeps running',
      hangUp: () => assert.fail(),
    });
    pty.open(size);
    await pty.opened;
    for (const key of ['\x11', '\x10', 'x', '\x10', '\x11']) pty.handleInput(key);
    await pty.left;
    assert.deepEqual(seen.closes, [undefined]);
    assert.equal(session.counts.closed, 1);
    assert.equal(Buffer.concat(session.received).includes('\x10\x11'), false);
    assert.match(seen.text, /detached; api keeps running/);
  });
});
