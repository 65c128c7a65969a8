import assert from 'node:assert/strict';
import { controls } from '../../src/controls/index.js';
import { PACKAGE_ASSETS } from '../../src/node/assets.js';
import { checkInputs } from '../../src/node/check-jobs.js';
import { collectGarbage } from '../../src/node/garbage.js';
import { select, testOptions } from '../support/checking.js';

describe('garbage', () => {
  it('is collected', async () => {
    const gone = Array.from({ length: 10 }, () => new WeakRef({ text: 'x'.repeat(1000) }));
    await collectGarbage();
    assert.deepEqual(
      gone.filter((one) => one.deref() !== undefined),
      [],
    );
  });

  /** How often garbage is collected while so many inputs are judged, and how many of them were. */
  async function collections(count: number, jobs: number): Promise<{ collections: number; judged: number }> {
    const options = { ...testOptions(controls.map((control) => select(control))), assets: PACKAGE_ASSETS };
    const inputs = Array.from({ length: count }, (_, index) => ({
      file: `${index}.json`,
      read: async () => Buffer.from('{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}'),
      named: false,
    }));
    let made = 0;
    const totals = await checkInputs(inputs, options, {
      jobs,
      asked: { keep: 'fails', quotes: false },
      sink: { add: () => {} },
      collectGarbage: async () => void made++,
    });
    return { collections: made, judged: totals.inputs.length };
  }

  it('is collected after every 500 inputs that other threads judge', async () => {
    assert.deepEqual(await collections(1100, 1), { collections: 2, judged: 1100 });
  });

  it('is left to V8 where this thread judges', async () => {
    assert.deepEqual(await collections(999, 1), { collections: 0, judged: 999 });
  });
});
