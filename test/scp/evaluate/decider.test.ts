import assert from 'node:assert/strict';
import fc from 'fast-check';
import { taken } from '../../../src/scp/conditions/condition-test.js';
import { compilePolicy, verdicts } from '../../../src/scp/evaluate/compiled-statement.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import type { Level } from '../../../src/scp/level.js';
import type { StatementDocument } from '../../../src/scp/policy.js';
import type { Request } from '../../../src/scp/request.js';
import { policyOf } from '../support/policy-of.js';
import { randomRequest, randomStatement } from '../support/random-policies.js';

const REACH = { type: 'SERVICE_CONTROL_POLICY', managementAccount: '9' } as const;
const FULL: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };

const level = fc
  .tuple(
    fc.array(fc.array(randomStatement, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
    fc.boolean(),
  )
  .map(([policies, full]) => (full ? [[FULL], ...policies] : policies));

const levelsOf = (all: readonly (readonly (readonly StatementDocument[])[])[]): Level[] =>
  all.map((policies, depth) => ({
    target: `${depth}`,
    name: '',
    policies: policies.map((statements, index) => ({
      id: `p-${depth}${index}`,
      name: '',
      policy: policyOf(statements),
    })),
  }));

/** Every statement is asked, and nothing is kept from one request to the next. */
function plainly(levels: readonly Level[], request: Request): string {
  const holding = levels.map(({ target, policies }) =>
    policies
      .flatMap((attached) => compilePolicy(attached.policy, attached, target))
      .filter(
        (statement) =>
          statement.speaksOfAction(request.action.toLowerCase()) &&
          taken(statement.resourceVerdict(request)) &&
          verdicts(statement, request).every(taken),
      )
      .map(({ statement }) => statement.effect),
  );
  if (holding.flat().includes('Deny')) return 'deny';
  return holding.every((effects) => effects.includes('Allow')) ? 'allow' : 'deny';
}

describe('a decider (property)', () => {
  it('decides and explains as all statements do when each is asked by itself', () => {
    const requests = fc.array(randomRequest, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(level, { minLength: 1, maxLength: 3 }), requests, (all, asked) => {
        const levels = levelsOf(all);
        const decider = compile(levels, REACH);
        for (const request of asked) {
          const expected = plainly(levels, request);
          assert.equal(decider.decide(request), expected);
          const explained = decider.explain(request);
          assert.equal(explained.decision, expected);
          assert.equal(explained.explicit, explained.by.length > 0);
          if (expected === 'deny') assert.equal(explained.nearest, null);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
