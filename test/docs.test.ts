import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  argumentOf,
  type Block,
  blocksOf,
  missingLine,
  type Outcome,
  runBlock,
  workspace,
  writeBlock,
} from './support/documentation.js';
import { inRepository } from './support/repository.js';

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'examples/README.md',
  'examples/organization/README.md',
  ...readdirSync(inRepository('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const KNOWN_WORD = /^(run|e2e|output|exit=[0-9]+|file=[\w./-]+)$/;

describe('documentation', function () {
  this.timeout(60_000);

  for (const page of PAGES) {
    describe(page, () => {
      const blocks = blocksOf(page);
      let folder = '';
      let last: Outcome = { met: true, printed: '' };
      before(() => {
        folder = workspace();
      });
      after(() => rmSync(folder, { recursive: true }));

      for (const block of blocks.filter(({ words }) => !words.includes('e2e'))) {
        it(`line ${block.line}: ${block.words.join(' ')}`, () => {
          assert.ok(
            block.words.every((word) => KNOWN_WORD.test(word)),
            'a word that no test knows',
          );
          last = act(block, folder, last);
        });
      }

      it('its links lead somewhere', () => {
        const text = readFileSync(inRepository(page), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
        const targets = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
        const broken = targets.filter((target) => !existsSync(inRepository(join(dirname(page), target))));
        assert.deepEqual(broken, []);
      });
    });
  }

  it('the README has the two commands of the set-up, each on a line of its own', () => {
    const lines = readFileSync(inRepository('README.md'), 'utf8').split('\n');
    assert.ok(lines.includes('npm ci && npx ringfence check examples/ --fail-on none'));
    assert.ok(lines.includes('npm test'));
  });

  it('every rule of meaning that is tested is in docs/language.md, under its number', () => {
    const tested = readFileSync(inRepository('test/language/meaning.test.ts'), 'utf8').matchAll(
      /^\s+(?:describe\(|across\(\s*)?'([0-9]+) /gm,
    );
    const numbers = [...new Set([...tested].map((match) => Number(match[1])))].sort((one, other) => one - other);
    const documented = readFileSync(inRepository('docs/language.md'), 'utf8').matchAll(/^([0-9]+)\. \*\*/gm);
    assert.deepEqual(
      [...documented].map((match) => Number(match[1])),
      numbers,
    );
    assert.equal(numbers.length, 12);
  });
});

function act(block: Block, folder: string, last: Outcome): Outcome {
  const file = argumentOf(block, 'file');
  if (file !== undefined) {
    writeBlock(block, file, folder);
    return last;
  }
  if (block.words.includes('output')) {
    assert.equal(missingLine(block, last.printed), null, `not printed there:\n${last.printed}`);
    return last;
  }
  const outcome = runBlock(block, folder);
  assert.ok(outcome.met, outcome.printed);
  return outcome;
}
