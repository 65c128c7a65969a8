import assert from 'node:assert/strict';
import fc from 'fast-check';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import { sameStatements } from '../../../src/scp/minify/canonical.js';
import { minify } from '../../../src/scp/minify/minify.js';
import { printPolicy } from '../../../src/scp/minify/print.js';
import { pack } from '../../../src/scp/pack/pack.js';
import { parsePolicy } from '../../../src/scp/parse/parse.js';
import type { Policy } from '../../../src/scp/policy.js';
import { policyOf } from '../support/policy-of.js';
import { randomRequest, randomStatement } from '../support/random-policies.js';

const decider = (policies: readonly Policy[]) =>
  compile(
    [
      {
        target: 'r-1',
        name: '/',
        policies: policies.map((policy, index) => ({ id: `p-${index}`, name: `${index}`, policy })),
      },
    ],
    { type: 'SERVICE_CONTROL_POLICY', managementAccount: '9' },
  );

const allowAll = { Effect: 'Allow' as const, Action: '*', Resource: '*' };
const statements = fc.array(randomStatement, { minLength: 1, maxLength: 6 });
const requests = fc.array(randomRequest, { minLength: 20, maxLength: 20 });

describe('decisions stay what they are (property)', () => {
  it('when a policy is minified, printed and read again', () => {
    fc.assert(
      fc.property(statements, requests, fc.boolean(), fc.boolean(), (some, asked, full, mergeAcrossSids) => {
        const policy = policyOf(full ? [allowAll, ...some] : some);
        const small = parsePolicy(printPolicy(minify(policy, { mergeAcrossSids })), policy.type).policy;
        assert.ok(small);
        assert.ok(sameStatements([policy], [small]));
        const [before, after] = [decider([policy]), decider([small])];
        for (const request of asked) assert.equal(after.decide(request), before.decide(request));
      }),
      { numRuns: 1_000 },
    );
  });

  it('when statements are packed', () => {
    fc.assert(
      fc.property(statements, requests, fc.boolean(), (some, asked, full) => {
        const policy = policyOf(full ? [allowAll, ...some] : some);
        const controls = policy.statements.map((statement, index) => ({
          control: `c-${index}`,
          statements: [statement],
        }));
        const packed = pack(controls, { type: policy.type, prefix: 'x', characters: 600, slots: 20 });
        if (!packed.fits) return assert.fail(packed.message);
        const documents = packed.documents.map(
          ({ text }) => parsePolicy(text, policy.type).policy ?? assert.fail(text),
        );
        assert.ok(sameStatements([policy], documents));
        const [before, after] = [decider([policy]), decider(documents)];
        for (const request of asked) assert.equal(after.decide(request), before.decide(request));
      }),
      { numRuns: 500 },
    );
  });

  it('whenever two sets are said to have the same statements', () => {
    fc.assert(
      fc.property(
        fc.array(randomStatement, { minLength: 1, maxLength: 2 }),
        fc.array(randomStatement, { minLength: 1, maxLength: 2 }),
        requests,
        (one, other, asked) => {
          const [some, others] = [policyOf([allowAll, ...one]), policyOf([allowAll, ...other, ...one])];
          if (!sameStatements([some], [others])) return;
          const [before, after] = [decider([some]), decider([others])];
          for (const request of asked) assert.equal(after.decide(request), before.decide(request));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('when actions become wildcards, for every action of the catalogue', async () => {
    const wildcards = await iamCatalogue();
    const services = ['rbin', 'ecs', 'account'];
    fc.assert(
      fc.property(
        fc.subarray(
          services.flatMap((service) => [...wildcards.actionsOf(service)]),
          { minLength: 1 },
        ),
        (actions) => {
          const policy = policyOf([allowAll, { Effect: 'Deny', Action: actions, Resource: '*' }]);
          const [before, after] = [decider([policy]), decider([minify(policy, { wildcards })])];
          const principal = 'arn:aws:iam::1:role/a';
          for (const action of services.flatMap((service) => wildcards.actionsOf(service))) {
            const request = { action, resource: '*', principal, context: new Map<string, readonly string[]>() };
            assert.equal(after.decide(request), before.decide(request), action);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
