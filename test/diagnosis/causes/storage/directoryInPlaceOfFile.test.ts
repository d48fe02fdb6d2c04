import assert from 'node:assert/strict';
import { directoryInPlaceOfFile as cause } from '../../../../src/diagnosis/causes/storage/directoryInPlaceOfFile';
import { type Box, exited, foundBy, scene, verdict } from '../../dossiers';

const mounts = [{ Type: 'bind', Source: '/srv/app/config.yml', Destination: '/etc/app/config.yml', RW: true }];
const box = (line: string): Box => ({ state: exited(1), mounts, log: [`12 ${line}`] });

describe('cause directory-in-place-of-file', () => {
  it('catches the words of many programs', () => {
    for (const line of [
      "IsADirectoryError: [Errno 21] Is a directory: '/etc/app/config.yml'",
      'nginx: [crit] pread() "/etc/app/config.yml" failed (21: Is a directory)',
      'error: read /etc/app/config.yml: is a directory',
      'Error: EISDIR: illegal operation on a directory, read',
      "cat: can't open '/etc/app/config.yml': Is a directory",
      'cat: /etc/app/config.yml: Is a directory',
    ]) {
      const given = { boxes: [box(line)] };
      assert.match(
        foundBy(cause, scene(given))[0]?.title ?? '',
        /directory at \/etc\/app\/config\.yml .* \/srv\/app/,
        line,
      );
      assert.equal(verdict(given), 'directory-in-place-of-file', line);
    }
  });

  it('is silent where nothing of it is wrong', () => {
    const line = "IsADirectoryError: [Errno 21] Is a directory: '/etc/app/config.yml'";
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...box(line), mounts: [] }] })), [], 'nothing is mounted there');
    const below = [{ ...mounts[0], Destination: '/etc/app' }];
    assert.deepEqual(foundBy(cause, scene({ boxes: [{ ...box(line), mounts: below }] })), [], 'a folder above');
    const running = { mounts, log: [`12 warn: ${line}`, '5 started'] };
    assert.deepEqual(foundBy(cause, scene({ boxes: [running] })), [], 'it runs and got over it');
  });
});
