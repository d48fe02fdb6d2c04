// Logs that real engines keep badly, or not at all: huge lines, controls, progress bars, drivers that cannot be read.

import assert from 'node:assert/strict';
import type { Cluster } from '../../src/cluster/cluster';
import { plainLine } from '../../src/logs/cleanLine';
import { LogView } from '../../src/logs/logView';
import { maxRowChars } from '../../src/protocol/logs';
import { rowsOut } from '../../src/views/panels/logs/rowsOut';
import { managerUrl } from '../support/lab';
import { shell, uniqueName, until, workshop } from './callsSupport';
import { followed, pictureOf, type SeenLog } from './logFeeds';

const hugeBytes = 50 * 1024 * 1024;
const ticks = 20_000;
const script = [
  `head -c ${hugeBytes} /dev/zero | tr '\\000' x; echo`,
  "printf 'a\\000b\\007c\\n'",
  "printf '\\033]0;title\\007\\033[2J\\033[999;999Hgone\\033[31mred\\033[0m\\n'",
  "yes \"$(printf '\\033[1m\\033[31m')\" | head -n 100000 | tr -d '\\n'; echo after the bomb",
  `i=0; while [ $i -lt ${ticks} ]; do i=$((i+1)); printf '\\r[####      ] %d of ${ticks}' $i; done; echo; echo last`,
  'sleep 100000',
].join('; ');

describe('a log that is badly kept', function () {
  this.timeout(60_000);
  const made = workshop(managerUrl);
  const open: SeenLog[] = [];
  let cluster: Cluster;

  before(async () => {
    cluster = pictureOf(managerUrl());
    cluster.watch({ tasks: false });
    await cluster.ready();
  });
  afterEach(async () => {
    for (const one of open.splice(0)) await one.stop();
    await made.clear();
  });
  after(() => cluster.dispose());

  async function follow(spec: object): Promise<{ readonly seen: SeenLog; readonly id: string; readonly name: string }> {
    const name = uniqueName('odd');
    const id = await made.container(spec, { name });
    const seen = followed(cluster, [{ kind: 'container', id, name }], { tail: 'all' });
    open.push(seen);
    return { seen, id, name };
  }

  it('is shown in bounded rows: a line of 50 MB, NUL bytes, a storm of colours, a progress bar', async () => {
    const { seen } = await follow(shell(script));
    await until('the last line', () => seen.texts().at(-1) === 'last');
    const texts = seen.texts();
    const huge = texts.flatMap((text) => /^(x+)(?: … \(goes on in the next row\))?$/.exec(text)?.[1] ?? []);
    assert.equal(
      huge.reduce((sum, text) => sum + text.length, 0),
      hugeBytes,
    );
    assert.ok(huge.every((text) => text.length <= 1024 * 1024));
    assert.ok(texts.includes('a␀b␇c'), 'controls are made visible');
    assert.ok(texts.includes('gone\u001b[31mred\u001b[0m'), 'only colours are left');
    const bomb = texts.find((text) => text.includes('after the bomb')) ?? '';
    assert.equal(plainLine(bomb), 'after the bomb');
    assert.ok(bomb.split('\u001b').length <= 1001, 'at most 1000 changes of colour');
    const bars = texts.filter((text) => text.includes('####'));
    assert.equal(bars.at(-1), `[####      ] ${ticks} of ${ticks}`);
    assert.ok(bars.length < 100, `${bars.length} rows of a progress bar`);

    const view = new LogView(() => undefined);
    view.append(seen.rows);
    await until('the view', () => view.filterStatus.done);
    const { rows } = rowsOut(view, view.first, 500, true);
    assert.equal(rows.length, texts.length);
    assert.ok(rows.every(({ text }) => text.length <= maxRowChars));
    view.dispose();
  });

  it('is explained where its driver keeps nothing: which one it is, and what would work', async () => {
    const none = await follow(shell('echo lost; sleep 100000', { HostConfig: { LogConfig: { Type: 'none' } } }));
    const config = { 'gelf-address': 'udp://127.0.0.1:12201' };
    const gelf = (more: object) => ({ HostConfig: { LogConfig: { Type: 'gelf', Config: { ...config, ...more } } } });
    const uncached = await follow(shell('echo sent away; sleep 100000', gelf({ 'cache-disabled': 'true' })));
    const cached = await follow(shell('echo kept beside; sleep 100000', gelf({})));
    await until('the word about none', () => none.seen.state?.type === 'ended');
    await until('the word about gelf', () => uncached.seen.state?.type === 'failed');
    assert.deepEqual(uncached.seen.state, {
      type: 'failed',
      message: `The logging driver of ${uncached.name} is gelf with cache-disabled: its output goes there, and the engine cannot read it back.`,
      next: 'Look where the driver sends it, or recreate the container without cache-disabled, or with the driver local or json-file.',
    });
    await until('the copy that the engine keeps', () => cached.seen.texts().includes('kept beside'));
    assert.deepEqual([...none.seen.texts(), ...uncached.seen.texts()], []);
  });
});
