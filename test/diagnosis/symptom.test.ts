import assert from 'node:assert/strict';
import { readSymptom, type SymptomKind } from '../../src/diagnosis/symptom';

/** What people say, and what kind of trouble they mean by it. */
const said: readonly (readonly [string, SymptomKind])[] = [
  ['Nobody reaches the site.', 'unreachable'],
  ['http://host:8080 works on the server, but not from my laptop.', 'unreachable'],
  ['The shop works only on the host itself.', 'unreachable'],
  ['curl: (7) Failed to connect: Connection refused', 'unreachable'],
  ['It cannot be reached.', 'unreachable'],
  ['The page gives no answer.', 'unreachable'],
  ['After the upgrade all data are gone.', 'losesData'],
  ['The database starts empty after each deploy.', 'losesData'],
  ['Uploaded files do not survive a restart.', 'losesData'],
  ['Users have lost their orders.', 'losesData'],
  ['The wiki is back to default content.', 'losesData'],
  ['It loses its data.', 'losesData'],
  ['Its settings were reset to nothing.', 'losesData'],
  ['It keeps restarting.', 'restarting'],
  ['The container never starts.', 'neverStarts'],
  ['The update does not finish.', 'updateStuck'],
  ['docker logs shows nothing.', 'logsMissing'],
  ['It is slow.', 'slow'],
];

describe('told symptoms', () => {
  for (const [text, kind] of said) {
    it(`${kind}: ${text}`, () => {
      assert.ok(readSymptom(text).kinds.has(kind));
    });
  }

  it('names no kind for a mere question', () => {
    for (const text of ['Is anything wrong with web?', 'Problem?', '', undefined]) {
      assert.deepEqual([...readSymptom(text).kinds], [], text);
    }
  });

  it('reads the ports that are named', () => {
    assert.deepEqual(readSymptom('http://host:8080 and port 9000 at 12:30 o’clock').ports, [8080, 9000]);
  });
});
