import assert from 'node:assert/strict';
import type { ComplianceResult } from '../../src/organization/compliance-schema.js';
import { complianceText } from '../../src/reports/compliance.js';

const place = { account: '222222222222', accountName: 'shop', unit: '/Workloads', region: 'eu-west-1' };
const shop = { control: 'container-user', rule: 'container-user-conformance-pack-a', ...place } as const;

const RESULT: ComplianceResult = {
  version: 1,
  results: [
    { ...shop, compliance: 'NON_COMPLIANT', resources: { nonCompliant: 1, orMore: false, compliant: null } },
    {
      ...shop,
      account: '333333333333',
      accountName: '\u001b[31mtill',
      unit: '/Workloads/Production',
      compliance: 'NON_COMPLIANT',
      resources: { nonCompliant: 100, orMore: true, compliant: null },
    },
    {
      ...shop,
      control: 'service-multi-az',
      rule: 'service-multi-az',
      compliance: 'COMPLIANT',
      resources: { nonCompliant: 0, orMore: false, compliant: null },
    },
  ],
  notKnown: [{ ...place, account: '111111111111', accountName: 'management', unit: '/' }],
  summary: { compliant: 1, nonCompliant: 2, insufficientData: 0, notApplicable: 0, notKnown: 1 },
  apiCalls: 9,
};

describe('the text of compliance', () => {
  it('is by control, unit and account, with what is not known', () => {
    const text = complianceText(RESULT, { colour: false, listed: false });
    const [first, second, ...rest] = text.split('\n').filter((line) => !line.includes('till'));
    assert.deepEqual([first, second], ['container-user', '  /Workloads']);
    assert.deepEqual(rest, [
      '    NON_COMPLIANT 222222222222 shop eu-west-1: 1 resource (container-user-conformance-pack-a)',
      '  /Workloads/Production',
      '',
      'not known',
      '  111111111111 management eu-west-1 /',
      '',
      '2 not compliant, 1 compliant, 0 without a verdict, 1 not known, 9 calls made',
      '',
    ]);
    assert.match(text, /NON_COMPLIANT 333333333333 .*till eu-west-1: 100 or more resources/);
    assert.ok(!text.includes('\u001b'));
  });

  it('lists what complies where that is asked for', () => {
    assert.match(
      complianceText(RESULT, { colour: false, listed: true }),
      /^service-multi-az\n {2}\/Workloads\n {4}COMPLIANT 222222222222 shop eu-west-1 \(service-multi-az\)$/m,
    );
  });
});
