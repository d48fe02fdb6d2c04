import assert from 'node:assert/strict';
import { quoteWords, splitWords } from '../../src/model/splitWords';

describe('splitWords', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['', []],
    ['  \t\n', []],
    ['ls -la /tmp', ['ls', '-la', '/tmp']],
    [`sh -c 'echo "a b" | wc'`, ['sh', '-c', 'echo "a b" | wc']],
    ['echo "it\'s" \'say "x"\'', ['echo', "it's", 'say "x"']],
    ['echo a\\ b "c\\"d" "e\\f"', ['echo', 'a b', 'c"d', 'e\\f']],
    [`a''b "" ''`, ['ab', '', '']],
    ['echo $HOME `id` *; rm', ['echo', '$HOME', '`id`', '*;', 'rm']],
    ['"\\$x\\`\\\\"', ['$x`\\']],
    ['one\\\ntwo "three\\\nfour"', ['onetwo', 'threefour']],
    ['trailing\\', ['trailing\\']],
    ['ünï "漢 字"', ['ünï', '漢 字']],
  ];
  for (const [line, words] of cases) {
    it(`reads ${JSON.stringify(line)}`, () => assert.deepEqual(splitWords(line), words));
  }

  it('names the quote that is never closed', () => {
    assert.throws(() => splitWords("echo 'x"), /single quote/);
    assert.throws(() => splitWords('echo "x'), /double quote/);
  });

  it('reads back whatever quoteWords wrote', () => {
    const pieces = ['', ' ', "'", '"', '\\', '$', '`', '\n', 'a', '漢', ';', '\\\n'];
    for (const a of pieces) {
      for (const b of pieces) {
        for (const c of pieces) {
          const words = [a + b, c, b + c + a];
          assert.deepEqual(splitWords(quoteWords(words)), words);
        }
      }
    }
  });
});
