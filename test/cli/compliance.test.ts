import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import type { ComplianceResult } from '../../src/organization/compliance-schema.js';
import { answeringServer, withEnvironment } from '../support/aws-endpoint.js';
import { readJson } from '../support/repository.js';
import { folderWith, run } from './support/command.js';

const CONFIGURATION = `version: 1
organization:
  source: aws
  config: {regions: [eu-west-1], formerRegions: [eu-central-1], aggregator: everything@us-east-1}
`;

const IDENTITY = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::111111111111:user/x</Arn>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const rule = (AccountId: string, ConfigRuleName: string, ComplianceType: string) => ({
  AccountId,
  ConfigRuleName,
  AwsRegion: 'eu-west-1',
  Compliance: { ComplianceType, ComplianceContributorCount: { CappedCount: 2, CapExceeded: false } },
});

/** An organization of two accounts in its root, and the rules that the aggregator knows. */
const server = (rules: readonly object[]) =>
  answeringServer((operation, body) => {
    switch (operation) {
      case 'GetCallerIdentity':
        return IDENTITY;
      case 'DescribeOrganization':
        return { Organization: { Id: 'o-exampleorg1', MasterAccountId: '111111111111', FeatureSet: 'ALL' } };
      case 'ListRoots':
        return { Roots: [{ Id: 'r-exam', Name: 'Root' }] };
      case 'ListOrganizationalUnitsForParent':
        return { OrganizationalUnits: [] };
      case 'ListAccountsForParent':
        return {
          Accounts: [
            { Id: '111111111111', Name: 'management', State: 'ACTIVE' },
            { Id: '222222222222', Name: 'shop', State: 'ACTIVE' },
          ],
        };
      case 'DescribeAggregateComplianceByConfigRules':
        assert.equal(JSON.parse(body).ConfigurationAggregatorName, 'everything');
        assert.equal(JSON.parse(body).Filters.AwsRegion, 'eu-west-1');
        return { AggregateComplianceByConfigRules: rules };
      default:
        return assert.fail(operation);
    }
  });

async function drift(rules: readonly object[], ...words: readonly string[]) {
  const { endpoint, stop } = await server(rules);
  const folder = folderWith({ 'ringfence.yaml': CONFIGURATION });
  const ran = await withEnvironment({ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'eu-west-1' }, () =>
    run(folder, ['drift', '--compliance', ...words]),
  );
  stop();
  return ran;
}

const bad = rule('222222222222', 'ringfence-service-no-public-ip-conformance-pack-x', 'NON_COMPLIANT');
const good = rule('222222222222', 'ringfence-container-not-privileged-conformance-pack-x', 'COMPLIANT');

describe('drift --compliance', () => {
  it('says what does not comply, what is not known, and exits 1', async () => {
    const { status, stdout, stderr } = await drift([bad, good]);
    assert.equal(status, 1, stdout + stderr);
    assert.match(stderr, /^organization o-exampleorg1 from aws as arn:aws:iam::111111111111:user\/x at http/);
    assert.match(stdout, /^service-no-public-ip\n {2}\/\n {4}NON_COMPLIANT 222222222222 shop eu-west-1: 2 resources/);
    assert.match(stdout, /^not known\n {2}111111111111 management eu-west-1 \/$/m);
    assert.doesNotMatch(stdout, /container-not-privileged/);
  });

  it('exits 0 where nothing does not comply, with JSON by its schema', async () => {
    const { status, stdout } = await drift([good], '--format', 'json', '--quiet');
    assert.equal(status, 0, stdout);
    const result: ComplianceResult = JSON.parse(stdout);
    const validate = new Ajv({ strict: false }).compile(readJson<object>('schemas/compliance-result.json'));
    const valid = validate(result);
    assert.ok(valid, JSON.stringify(validate.errors));
    assert.deepEqual(result.summary, {
      compliant: 1,
      nonCompliant: 0,
      insufficientData: 0,
      notApplicable: 0,
      notKnown: 1,
    });
    assert.ok(result.apiCalls > 0);
  });

  it('exits 2 where nothing is known of any control', async () => {
    const { status, stdout } = await drift([rule('222222222222', 'their-rule', 'COMPLIANT')]);
    assert.equal(status, 2);
    assert.match(stdout, /0 compliant, 0 without a verdict, 2 not known/);
  });

  const WRONG: readonly (readonly [string, string, readonly string[], RegExp])[] = [
    ['without an aggregator', '{regions: [eu-west-1]}', [], /set `organization\.config\.regions`, and `organization/],
    [
      'with a former region alone',
      '{formerRegions: [eu-west-1], aggregator: everything}',
      [],
      /set `organization\.config\.regions`, and `organization/,
    ],
    ['without a region', '{aggregator: everything}', [], /set `organization\.config\.regions`, and `organization/],
    [
      'with an organization file',
      '{regions: [eu-west-1], aggregator: everything}',
      ['--organization', 'organization.yaml'],
      /which no organization file holds: say --organization aws/,
    ],
    ['with a name that is none', "{regions: [eu-west-1], aggregator: 'a b'}", [], /the name of a configuration aggreg/],
  ];
  for (const [what, config, words, message] of WRONG) {
    it(`exits 2 ${what}`, async () => {
      const folder = folderWith({
        'ringfence.yaml': `version: 1\norganization:\n  source: aws\n  config: ${config}\n`,
      });
      const { status, stderr } = await run(folder, ['drift', '--compliance', ...words]);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
    });
  }
});
