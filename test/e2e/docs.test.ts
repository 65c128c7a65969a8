import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { blocksOf, missingLine, type Outcome, runBlock, workspace } from '../support/documentation.js';
import { inRepository } from '../support/repository.js';
import { tool } from '../support/tools.js';

const PAGES = [
  'README.md',
  ...readdirSync(inRepository('docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const TOOLS = ['opa', 'conftest', 'cfn-guard'] as const;

/** What the pages say of native tools. Nothing else of a page is run before it. */
describe('documentation with native tools', () => {
  for (const page of PAGES) {
    const blocks = blocksOf(page).filter(({ words }) => words.includes('e2e'));
    if (blocks.length === 0) continue;
    describe(page, () => {
      const folder = workspace();
      after(() => rmSync(folder, { recursive: true }));
      let last: Outcome = { met: true, printed: '' };
      for (const block of blocks) {
        it(`line ${block.line}: ${block.words.join(' ')}`, () => {
          if (block.words.includes('output')) {
            assert.equal(missingLine(block, last.printed), null, `not printed there:\n${last.printed}`);
            return;
          }
          last = runBlock(
            block,
            folder,
            TOOLS.filter((name) => block.text.includes(name)).map((name) => dirname(tool(name))),
          );
          assert.ok(last.met, last.printed);
        });
      }
    });
  }
});
