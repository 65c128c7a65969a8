import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { readOrganization } from '../../src/organization/file/read.js';
import { OrganizationFileSchema } from '../../src/organization/file/schema.js';
import type { OrganizationFile } from '../../src/organization/file/written.js';
import { simulateText } from '../../src/reports/simulate.js';
import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import type { StatementDocument } from '../../src/scp/policy.js';
import type { Decision, WrittenRequest } from '../../src/simulate/schema.js';
import { Simulator } from '../../src/simulate/simulate.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<OrganizationFile>(
  OrganizationFileSchema,
);

/** An organization of one account, where all is allowed but what one statement denies. */
function organization(denied: Partial<StatementDocument>) {
  const resources = denied.NotResource ? {} : { Resource: '*' };
  const statement = { Sid: 'Denied', Effect: 'Deny', Action: '*', ...resources, ...denied };
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
  it('says what was assumed where AWS documents no answer, and only where it matters', () => {
    const subnet: Partial<WrittenRequest> = { context: { 'ecs:subnet': 'subnet-1' } };
    const service = 'arn:aws:ecs:eu-west-1:222222222222:service/web/api:1';
    const rows: [denied: Partial<StatementDocument>, request: Partial<WrittenRequest>, assumed: string[]][] = [
      [when('StringEquals', 'aws:RequestedRegion', 'eu-west-1'), { region: 'eu-west-1' }, []],
      [when('StringEquals', 'ecs:subnet', 'subnet-1'), subnet, ['StringEquals on `ecs:subnet` does not hold']],
      [
        when('ForAnyValue:StringEqualsIfExists', 'ecs:subnet', 'a'),
        {},
        ['ForAnyValue:StringEqualsIfExists on `ecs:subnet` holds'],
      ],
      [
        when('NumericNotEquals', 'ecs:task-cpu', '1024'),
        { context: { 'ecs:task-cpu': 'many' } },
        ['NumericNotEquals on `ecs:task-cpu` holds'],
      ],
      [
        { Resource: 'arn:aws:ecs:*/web/api:1' },
        { resource: service },
        [`Resource \`arn:aws:ecs:*/web/api:1\` covers \`${service}\``],
      ],
      [
        { NotResource: 'arn:aws:ecs:*/web/api:1' },
        { resource: service },
        [`NotResource \`arn:aws:ecs:*/web/api:1\` covers \`${service}\``],
      ],
      // Another condition does not hold for certain.
      [
        { Condition: { StringEquals: { 'ecs:subnet': 'subnet-1', 'aws:RequestedRegion': 'eu-west-1' } } },
        { ...subnet, region: 'eu-north-1' },
        [],
      ],
      [when('StringEquals', 'ecs:subnet', 'subnet-1'), { ...subnet, action: 'sts:GetCallerIdentity' }, []],
    ];
    for (const [denied, request, assumed] of rows) {
      const decision = decide(denied, request);
      const texts = assumed.map((text) => `${text}: AWS documents no answer`);
      assert.deepEqual(decision.assumed, texts, JSON.stringify(denied));
      const lines = simulateText({ version: 1, results: [decision] }, { colour: false }).split('\n');
      for (const text of texts) assert.ok(lines.includes(`      assumed: ${text}`), lines.join('\n'));
    }
  });

  it('takes the role of a session, and says that a role may have a path', () => {
    const session = 'arn:aws:sts::222222222222:assumed-role/break-glass/ann';
    const told =
      "`aws:PrincipalArn` is `arn:aws:iam::222222222222:role/break-glass`: the ARN of a session does not tell its role's path; for a role with one, give the role's ARN as the principal, or `--context aws:PrincipalArn=…`";
    const exempt = when('ArnNotLike', 'aws:PrincipalArn', 'arn:*:iam::*:role/break-glass');
    const withoutPath = decide(exempt, { principal: session });
    assert.deepEqual([withoutPath.decision, withoutPath.assumed], ['allow', [told]]);
    assert.match(
      simulateText({ version: 1, results: [withoutPath] }, { colour: false }),
      /^ {6}assumed: `aws:PrincipalArn` is/m,
    );

    const path = 'arn:aws:iam::222222222222:role/team/break-glass';
    for (const request of [
      { principal: session, context: { 'aws:PrincipalArn': path } },
      { principal: session, context: { 'AWS:principalarn': [path] } },
      { principal: path },
    ]) {
      const withPath = decide(exempt, request);
      assert.deepEqual([withPath.decision, withPath.assumed], ['deny', []], JSON.stringify(request));
    }
  });

  it('of a session of a service-linked role needs its ARN', () => {
    const session = { principal: 'arn:aws:sts::222222222222:assumed-role/AWSServiceRoleForECS/ecs' };
    const role = 'arn:aws:iam::222222222222:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';
    assert.equal(decide({}, session).decision, 'deny');
    const known = decide({}, { ...session, context: { 'aws:PrincipalArn': role } });
    assert.match(known.outside ?? '', /service-linked roles/);
  });

  it('knows which keys of services may have several values', () => {
    const subnet = { context: { 'ecs:subnet': 'subnet-1' } };
    assert.equal(decide(when('StringEquals', 'ecs:subnet', 'subnet-1'), subnet).decision, 'allow');
    assert.equal(decide(when('ForAnyValue:StringEquals', 'ecs:subnet', 'subnet-1'), subnet).decision, 'deny');
    const cluster = { context: { 'ecs:cluster': 'arn:aws:ecs:eu-west-1:222222222222:cluster/web' } };
    assert.equal(decide(when('ArnLike', 'ecs:cluster', 'arn:aws:ecs:*:*:cluster/*'), cluster).decision, 'deny');
  });
});
