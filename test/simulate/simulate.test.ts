import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { readOrganization } from '../../src/organization/file/read.js';
import { OrganizationFileSchema } from '../../src/organization/file/schema.js';
import type { OrganizationFile } from '../../src/organization/file/written.js';
import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import type { StatementDocument } from '../../src/scp/policy.js';
import type { Decision, WrittenRequest } from '../../src/simulate/schema.js';
import { Simulator } from '../../src/simulate/simulate.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<OrganizationFile>(
  OrganizationFileSchema,
);

/** An organization of one account, where all is allowed but what one statement denies. */
function organization(denied: Partial<StatementDocument>) {
  const statement = { Sid: 'Denied', Effect: 'Deny', Action: '*', Resource: '*', ...denied };
  const text = JSON.stringify({
    version: 1,
    organization: { id: 'o-exampleorg1', managementAccount: '111111111111' },
    root: {
      id: 'r-exam',
      name: 'Root',
      policies: ['p-FullAWSAccess', 'p-denied01'],
      accounts: [{ id: '222222222222', name: 'shop', policies: ['p-FullAWSAccess'] }],
    },
    policies: [
      {
        id: 'p-denied01',
        type: 'SERVICE_CONTROL_POLICY',
        name: 'Denied',
        content: { Version: '2012-10-17', Statement: [statement] },
      },
    ],
    policyTypes: { SERVICE_CONTROL_POLICY: 'ENABLED' },
  });
  const read = readOrganization('organization.json', text, validate);
  if (read.problems) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.value;
}

const ROLE = 'arn:aws:iam::222222222222:role/web';
const when = (operator: string, key: string, ...values: string[]): Partial<StatementDocument> => ({
  Condition: { [operator]: { [key]: values } },
});

describe('A decision', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });

  function decide(denied: Partial<StatementDocument>, request: Partial<WrittenRequest>): Decision {
    const simulator = new Simulator(organization(denied), [], catalogue);
    const decision = simulator.decide({ request: { principal: ROLE, action: 'ecs:RunTask', ...request } });
    if (typeof decision === 'string') throw new Error(decision);
    return decision;
  }

  // By the IAM catalogue ecs:subnet and ecs:compute-compatibility may have several values, ecs:cluster has one.
  it('knows which keys of services may have several values', () => {
    const subnet = { context: { 'ecs:subnet': 'subnet-1' } };
    assert.equal(decide(when('StringEquals', 'ecs:subnet', 'subnet-1'), subnet).decision, 'allow');
    assert.equal(decide(when('ForAnyValue:StringEquals', 'ecs:subnet', 'subnet-1'), subnet).decision, 'deny');
    const cluster = { context: { 'ecs:cluster': 'arn:aws:ecs:eu-west-1:222222222222:cluster/web' } };
    assert.equal(decide(when('ArnLike', 'ecs:cluster', 'arn:aws:ecs:*:*:cluster/*'), cluster).decision, 'deny');
  });
});
