import assert from 'node:assert/strict';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { compare, printed } from '../differential/support/compare.js';

const REQUESTS = 50_000;

/** The same as test/differential/iam-simulate.test.ts on more requests: every class must come up. */
describe('decisions agree with iam-simulate, at length', () => {
  const seed = Number(process.env['RINGFENCE_SEED'] ?? 655_477);

  it(`on ${REQUESTS} requests (seed ${seed})`, async () => {
    const comparison = await compare(await iamCatalogue(), seed, REQUESTS);
    console.log(printed(comparison).replace(/^/gm, '        '));
    assert.equal(comparison.requests, REQUESTS);
    const never = [...comparison.counts].filter(([, { different }]) => different === 0).map(([name]) => name);
    assert.deepEqual(never, [], 'classes without a difference');
  });
});
