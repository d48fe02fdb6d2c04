// The reference names every command that a person can run, and none that there is not; the README's pictures are there.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const { contributes } = JSON.parse(read('package.json')) as Manifest;

/** What stands between backticks in the first cells of the table below that heading. */
function firstCells(heading: string): string[] {
  const section = read('docs/reference.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const cells = section.split('\n').flatMap((line) => /^\| (`.*?`) \|/.exec(line)?.[1] ?? []);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)).sort();
}

/** The pictures that a page shows, as paths from the root. */
function pictures(page: string): string[] {
  const shown = [...read(page).matchAll(/!\[[^\]]+\]\(([^)]+\.png)\)/g)];
  return shown.map(([, target = '']) => path.posix.join(path.dirname(page), target));
}

describe('the reference', () => {
  it('has a row for every command', () => {
    const ids = contributes.commands.map(({ command }) => command.replace('dockhound.', '')).sort();
    assert.deepEqual(firstCells('Commands'), ids);
  });

  it('has a row for every setting', () => {
    assert.deepEqual(firstCells('Settings'), Object.keys(contributes.configuration.properties).sort());
  });
});

describe('the pictures', () => {
  it('of README and gallery are there, and each one is shown in one of them', () => {
    const shown = [...pictures('README.md'), ...pictures('docs/gallery.md')];
    assert.deepEqual(
      shown.filter((one) => !existsSync(path.join(root, one))),
      [],
    );
    const made = readdirSync(path.join(root, 'docs/images')).map((name) => `docs/images/${name}`);
    assert.deepEqual(
      made.filter((one) => !shown.includes(one)),
      [],
    );
  });
});
