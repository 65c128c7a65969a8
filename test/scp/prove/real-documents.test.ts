import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import type { Level } from '../../../src/scp/level.js';
import { minify } from '../../../src/scp/minify/minify.js';
import { pack } from '../../../src/scp/pack/pack.js';
import { parsePolicy } from '../../../src/scp/parse/parse.js';
import type { Policy } from '../../../src/scp/policy.js';
import { type ProofResult, prove } from '../../../src/scp/prove/prove.js';
import { skip } from '../../support/skip.js';
import { policyOf } from '../support/policy-of.js';

const folder = '../shared/data/scp';
const ALLOW = policyOf([{ Effect: 'Allow', Action: '*', Resource: '*' }]);

describe('policies of others', function () {
  this.timeout(30_000);
  before(function () {
    if (!existsSync(folder)) skip(this, 'the folder with policies of others is not here');
  });

  const documents = (): { readonly file: string; readonly policy: Policy }[] =>
    readdirSync(folder).map((file) => {
      const { policy } = parsePolicy(readFileSync(`${folder}/${file}`, 'utf8'), 'SERVICE_CONTROL_POLICY');
      assert.ok(policy, file);
      return { file, policy };
    });

  const side = (policies: readonly Policy[]): Level[] => [
    {
      target: 'r-exam',
      name: '/',
      policies: [ALLOW, ...policies].map((policy, index) => ({ id: `p-${index}`, name: `p-${index}`, policy })),
    },
  ];

  const equal = async (one: readonly Policy[], other: readonly Policy[]): Promise<ProofResult> => {
    const world = { catalogue: await iamCatalogue(), organizationId: null, managementAccount: '111111111111' };
    return prove({ name: 'equal', property: 'equal' }, [side(one), side(other)], world);
  };

  it('decide alike when they are minified, also where statements of any Sid may become one', async () => {
    for (const { file, policy } of documents()) {
      for (const options of [{}, { mergeAcrossSids: true }]) {
        const { result, reason } = await equal([policy], [minify(policy, options)]);
        assert.equal(result, 'proved', `${file}: ${reason}`);
      }
    }
  });

  it('decide alike when they are packed together', async () => {
    const all = documents().map(({ file, policy }) => ({
      control: file,
      statements: policy.statements.map((one) => ({ ...one, sid: null })),
    }));
    const packed = pack(all, { type: 'SERVICE_CONTROL_POLICY', prefix: 'real', characters: 2_000, slots: 20 });
    if (!packed.fits) return assert.fail(packed.message);
    const policies = packed.documents.map(({ policy }) => policy);
    const { result, reason } = await equal(
      documents().map(({ policy }) => policy),
      policies,
    );
    assert.equal(result, 'proved', reason ?? '');
    const fewer = await equal(policies, policies.slice(1));
    assert.equal(fewer.result, 'refuted', fewer.reason ?? '');
  });
});
