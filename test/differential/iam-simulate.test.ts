import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { inRepository } from '../support/repository.js';
import { allClasses } from './support/classes.js';
import { compare, printed } from './support/compare.js';

const REQUESTS = 2000;

/**
 * The evaluator against `@cloud-copilot/iam-simulate` on random policies: every part of every statement, and the
 * decision. Where the two differ, the question belongs to a class of docs/scp-semantics.md, "Where simulators differ".
 */
describe('decisions agree with iam-simulate', () => {
  const seed = Number(process.env['RINGFENCE_SEED'] ?? 20_261_125);

  it(`on ${REQUESTS} requests (seed ${seed})`, async function () {
    this.timeout(300_000);
    const comparison = await compare(await iamCatalogue(), seed, REQUESTS);
    console.log(printed(comparison).replace(/^/gm, '        '));
    assert.equal(comparison.requests, REQUESTS);
  });
});

describe('docs/scp-semantics.md, "Where simulators differ"', () => {
  const page = readFileSync(inRepository('docs/scp-semantics.md'), 'utf8');

  for (const { name, there, here, page: source, undocumented } of allClasses) {
    it(`tells of: ${name}`, () => {
      const row = `| ${name} | ${there} | ${here} | ${undocumented ? 'no answer: ' : ''}[page](${source}) |`;
      assert.equal(page.split(`\n${row}`).length, 2, row);
    });
  }
});
