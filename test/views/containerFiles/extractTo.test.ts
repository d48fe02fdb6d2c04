import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ArchiveEntry, FileType } from '../../../src/model/containerFile';
import { type ExtractOptions, extractTo } from '../../../src/views/containerFiles/extractTo';

type Sketch = { name: string; type?: FileType; text?: string; to?: string; mode?: number };

async function* entries(...sketches: Sketch[]): AsyncGenerator<ArchiveEntry> {
  for (const { name, type = 'file', text = '', to, mode = 0o644 } of sketches) {
    const content = async function* () {
      if (text !== '') yield Buffer.from(text);
    };
    const owner = { uid: 0, gid: 0 };
    const link = to === undefined ? {} : { linkTarget: to };
    yield { name, type, bytes: text.length, mode, owner, ...link, content: content() };
  }
}

describe('extractTo', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dockhound-extract-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (...parts: string[]) => path.join(folder, ...parts);
  const run = (source: AsyncIterable<ArchiveEntry>, options: Partial<ExtractOptions> = {}) =>
    extractTo(source, at('out'), { signal: new AbortController().signal, windows: false, ...options });
  const dir = (name: string): Sketch => ({ name, type: 'folder', mode: 0o755 });
  /** Nothing but the destination, and nothing half done. */
  const clean = () =>
    assert.deepEqual(
      readdirSync(folder).filter((name) => name !== 'out'),
      [],
    );

  it('writes a folder with its files, links and modes, under the name that was chosen', async () => {
    const saved = await run(
      entries(
        ...[dir('etc'), dir('etc/ssl'), { name: 'etc/ssl/key', text: 'k', mode: 0o4640 % 0o1000 }],
        ...[
          { name: 'etc/twin', type: 'hardlink' as const, to: 'etc/ssl/key' },
          { name: 'etc/link', type: 'symlink' as const, to: 'ssl/key' },
        ],
        ...[{ name: 'etc/deep/er/file', text: 'found' }],
      ),
    );
    assert.deepEqual(saved, { files: 3, bytes: 6, leftOut: [] });
    assert.equal(readFileSync(at('out/ssl/key'), 'utf8'), 'k');
    assert.equal(statSync(at('out/ssl/key')).mode & 0o7777, 0o640);
    assert.equal(readFileSync(at('out/twin'), 'utf8'), 'k');
    assert.equal(readlinkSync(at('out/link')), 'ssl/key');
    assert.equal(readFileSync(at('out/deep/er/file'), 'utf8'), 'found');
    clean();
  });

  it('writes one file, over one that was there', async () => {
    writeFileSync(at('out'), 'old');
    assert.deepEqual(await run(entries({ name: 'hosts', text: 'new' })), { files: 1, bytes: 3, leftOut: [] });
    assert.equal(readFileSync(at('out'), 'utf8'), 'new');
    clean();
  });

  it('writes nothing outside, whatever the archive says', async () => {
    mkdirSync(at('victim'));
    const evil: Sketch[] = [
      { name: 'top/../../victim/a', text: 'x' },
      { name: '../victim/b', text: 'x' },
      { name: `${folder}/victim/c`, text: 'x' },
      { name: 'elsewhere/d', text: 'x' },
      { name: 'top/up', type: 'symlink', to: '../victim' },
      { name: 'top/up/e', text: 'x' },
      { name: 'top/absolute', type: 'symlink', to: at('victim') },
      { name: 'top/absolute/f', text: 'x' },
      { name: 'top/sly', type: 'symlink', to: 'inner/../../victim' },
      { name: 'top/hard', type: 'hardlink', to: '../victim/secret' },
      { name: 'top/hard2', type: 'hardlink', to: '/etc/passwd' },
      { name: 'top/device', type: 'other' },
    ];
    const saved = await run(entries(dir('top'), ...evil, { name: 'top/good', text: 'g' }));
    assert.deepEqual(readdirSync(at('victim')), []);
    // What was written below a refused link is a plain file in a plain folder.
    assert.deepEqual(readdirSync(at('out')).sort(), ['absolute', 'good', 'up']);
    assert.ok(lstatSync(at('out/up')).isDirectory() && lstatSync(at('out/absolute')).isDirectory());
    const written = ['top/up/e', 'top/absolute/f'];
    assert.deepEqual(
      saved.leftOut,
      evil.map(({ name }) => name).filter((name) => !written.includes(name)),
    );
    rmSync(at('victim'), { recursive: true });
    clean();
  });

  it('does not write through a link of the archive itself, nor over what it has written', async () => {
    const saved = await run(
      entries(
        ...[dir('top'), dir('top/real')],
        ...[{ name: 'top/link', type: 'symlink' as const, to: 'real' }],
        ...[
          { name: 'top/link/file', text: 'through' },
          { name: 'top/one', text: '1' },
          { name: 'top/one', text: '2' },
        ],
        ...[{ name: 'top/one/below', text: '3' }],
      ),
    );
    assert.deepEqual(readdirSync(at('out/real')), []);
    assert.equal(readFileSync(at('out/one'), 'utf8'), '1');
    assert.deepEqual(saved.leftOut, ['top/one', 'top/one/below', 'top/link']);
  });

  it('leaves out names that Windows cannot hold', async () => {
    const bad = { name: 'top/a\\..\\..\\b', text: 'x' };
    const saved = await run(entries(dir('top'), bad, { name: 'top/fine', text: 'y' }), { windows: true });
    assert.deepEqual([saved.files, saved.leftOut], [1, [bad.name]]);
  });

  it('leaves nothing behind when the archive breaks off or somebody stops it', async () => {
    const broken = async function* () {
      yield* entries(dir('top'), { name: 'top/a', text: 'a' });
      throw new Error('broke off');
    };
    await assert.rejects(run(broken()), /broke off/);
    const abort = new AbortController();
    const stopped = run(entries(dir('top'), { name: 'top/a', text: 'a' }, { name: 'top/b' }), {
      signal: abort.signal,
      progress: () => abort.abort(),
    });
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.ok(!existsSync(at('out')));
    clean();
  });

  it('says so when there was nothing to write', async () => {
    await assert.rejects(run(entries({ name: 'pipe', type: 'other' })), /nothing in it/);
    clean();
  });
});
