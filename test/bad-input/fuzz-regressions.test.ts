import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { breachOf, type Case } from '../../scripts/fuzz/case.js';
import { Judging } from '../../scripts/fuzz/judging.js';
import { inRepository, readJson } from '../support/repository.js';

const FOLDER = 'test/fixtures/fuzz';

describe('What fuzzing found once', () => {
  let judging: Judging;
  before(async () => {
    judging = await Judging.with('opa');
  });

  for (const file of readdirSync(inRepository(FOLDER)).sort()) {
    const { found, ...tried } = readJson<Case & { readonly found: string }>(`${FOLDER}/${file}`);
    it(`is no more: ${found}`, async () => {
      const breach = await breachOf(tried, judging);
      assert.equal(breach, null, breach?.words);
    });
  }
});
