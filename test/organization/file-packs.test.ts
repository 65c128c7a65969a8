import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import type { Call } from '../../src/organization/call.js';
import type { ConformancePack } from '../../src/organization/conformance-pack.js';
import { printOrganization } from '../../src/organization/file/print.js';
import { readOrganization } from '../../src/organization/file/read.js';
import { OrganizationFileSchema } from '../../src/organization/file/schema.js';
import type { OrganizationFile } from '../../src/organization/file/written.js';
import type { Organization, OrganizationConfiguration } from '../../src/organization/tree.js';
import { memoryOrganization } from '../support/organizations.js';
import {
  deployed,
  foreignPack,
  ONE,
  organizationOf,
  REGION,
  SHOP,
  TRIAL,
  TWO,
  wantedPack,
} from './plan/packs/support.js';

const a = wantedPack();
const put = (parts: Partial<Extract<Call, { operation: 'PutOrganizationConformancePack' }>> = {}): Call => ({
  operation: 'PutOrganizationConformancePack',
  region: REGION,
  name: 'ringfence-a',
  template: ONE,
  parameters: a.parameters,
  excludedAccounts: [],
  deliveryBucket: null,
  ...parts,
});
const remove: Call = { operation: 'DeleteOrganizationConformancePack', region: REGION, name: 'ringfence-a' };
const having = (...conformancePacks: readonly ConformancePack[]): Organization => organizationOf({ conformancePacks });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(700_000_000_000 + index));
const long = (bytes: number): string => ONE + 'x'.repeat(bytes - Buffer.byteLength(ONE));

const REFUSED: readonly (readonly [
  what: string,
  organization: Organization,
  call: Call,
  name: string,
  kind: string,
])[] = [
  ['a name with a dot', having(), put({ name: 'ringfence.a' }), 'ValidationException', 'invalid'],
  ['a name of 129 characters', having(), put({ name: 'n'.repeat(129) }), 'ValidationException', 'invalid'],
  ['an empty template', having(), put({ template: '', parameters: {} }), 'ValidationException', 'invalid'],
  ['a template of 51,201 bytes', having(), put({ template: long(51_201) }), 'ValidationException', 'invalid'],
  ['1,001 exclusions', having(), put({ excludedAccounts: numbers(1_001) }), 'ValidationException', 'invalid'],
  [
    'a parameter that the template does not declare',
    having(),
    put({ parameters: { ...a.parameters, Nothing: '1' } }),
    'OrganizationConformancePackTemplateValidationException',
    'invalid',
  ],
  [
    'one pack more than a region takes',
    having(...Array.from({ length: 50 }, (_, index) => foreignPack(`finance-${index}`))),
    put(),
    'MaxNumberOfOrganizationConformancePacksExceededException',
    'quota',
  ],
  [
    'a pack in progress',
    having(deployed(a, { status: 'UPDATE_IN_PROGRESS' })),
    put(),
    'ResourceInUseException',
    'retryable',
  ],
  [
    'a pack in progress that is to go',
    having(deployed(a, { status: 'CREATE_IN_PROGRESS' })),
    remove,
    'ResourceInUseException',
    'retryable',
  ],
  [
    'a pack that is not there and is to go',
    having(),
    remove,
    'NoSuchOrganizationConformancePackException',
    'done-already',
  ],
  ['no trusted access', { ...having(), trustedServices: [] }, put(), 'OrganizationAccessDeniedException', 'denied'],
  [
    'consolidated billing',
    { ...having(), features: 'CONSOLIDATED_BILLING' },
    put(),
    'OrganizationAllFeaturesNotEnabledException',
    'not-possible',
  ],
];

describe('conformance packs of an organization file', () => {
  for (const [what, organization, call, name, kind] of REFUSED) {
    it(`are refused as AWS Config refuses them: ${what}`, async () => {
      const memory = memoryOrganization(organization);
      const before = memory.file.text;
      const { error } = await memory.port.change(call);
      assert.deepEqual([error?.name, error?.kind, error?.operation], [name, kind, call.operation]);
      assert.equal(memory.file.text, before);
    });
  }

  it('are put, replaced whole, found and deleted', async () => {
    const { port, now } = memoryOrganization(having(foreignPack('finance'), foreignPack('ringfence-a', 'eu-north-1')));
    assert.deepEqual(await port.change(put({ excludedAccounts: [TRIAL, SHOP] })), { value: null });
    assert.deepEqual((await port.conformancePack(REGION, 'ringfence-a')).value, {
      ...deployed(a, { template: ONE }),
      excludedAccounts: [SHOP, TRIAL],
    });
    await port.change(put({ template: TWO, parameters: {} }));
    assert.deepEqual((await port.conformancePack(REGION, 'ringfence-a')).value, {
      ...deployed(a, { template: TWO, status: 'UPDATE_SUCCESSFUL' }),
      parameters: {},
    });
    assert.deepEqual((await port.conformancePackFailures()).value, []);
    await port.change(remove);
    assert.equal((await port.conformancePack(REGION, 'ringfence-a')).value, null);
    assert.deepEqual(
      now().configuration.conformancePacks.map(({ region, name }) => `${region} ${name}`),
      ['eu-north-1 ringfence-a', 'eu-west-1 finance'],
    );
  });

  it('may have a longer template where a bucket takes it', async () => {
    const { port } = memoryOrganization(having());
    const call = put({ template: long(51_201), deliveryBucket: 'awsconfigconforms-x' });
    assert.equal((await port.change(call)).error, undefined);
  });

  it('count in what accounts have', async () => {
    const recording = { region: REGION, recorded: 'all', packs: 2, rules: 10 } as const;
    const recordings = [
      { ...recording, account: SHOP },
      { ...recording, account: TRIAL },
      { ...recording, account: SHOP, region: 'eu-north-1' },
    ];
    const { port, now } = memoryOrganization(organizationOf({ recordings }));
    const counts = () => now().configuration.recordings?.map(({ packs, rules }) => [packs, rules]);
    await port.change(put({ excludedAccounts: [TRIAL] }));
    // Those of eu-north-1 come first.
    assert.deepEqual(counts(), [
      [2, 10],
      [3, 11],
      [2, 10],
    ]);
    await port.change(put({ template: TWO }));
    assert.deepEqual(counts(), [
      [2, 10],
      [3, 12],
      [3, 12],
    ]);
    await port.change(remove);
    assert.deepEqual(counts(), [
      [2, 10],
      [2, 10],
      [2, 10],
    ]);
  });
});

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<OrganizationFile>(
  OrganizationFileSchema,
);
const written = (configuration: string): string =>
  `version: 1
organization: {id: o-exampleorg1, managementAccount: '111111111111'}
root: {id: r-exam, name: Root}
${configuration}`;
const read = (configuration: string) => readOrganization('organization.yaml', written(configuration), validate);

describe('the section of AWS Config in an organization file', () => {
  const nothing: OrganizationConfiguration = { conformancePacks: [], rules: [], recordings: null };

  it('may be missing, or without what goes without saying', () => {
    for (const text of ['', 'configuration: {}', 'configuration: {conformancePacks: [], rules: []}'])
      assert.deepEqual(read(text).value?.configuration, nothing, text);
    const { value } = read(`configuration:
  conformancePacks: [{region: eu-west-1, name: finance}]
  recordings: [{account: '222222222222', region: eu-west-1, recorded: all}]`);
    assert.deepEqual(value?.configuration.conformancePacks, [foreignPack('finance')]);
    assert.deepEqual(value?.configuration.recordings, [
      { account: SHOP, region: REGION, recorded: 'all', packs: 0, rules: 0 },
    ]);
  });

  it('is the same after it is printed and read, as YAML and as JSON', () => {
    const organization = organizationOf({
      conformancePacks: [
        deployed(wantedPack({ excludedAccounts: [SHOP], deliveryBucket: 'awsconfigconforms-x' }), {
          status: 'UPDATE_FAILED',
          problem: 'no role',
          template: ONE,
        }),
        foreignPack('finance'),
      ].toReversed(),
      rules: [{ name: 'theirs' }],
      recordings: [{ account: SHOP, region: REGION, recorded: ['AWS::ECS::Service'], packs: 1, rules: 2 }],
    });
    for (const file of ['organization.yaml', 'organization.json']) {
      const again = readOrganization(file, printOrganization(organization, file), validate);
      assert.deepEqual(again.value?.configuration, organization.configuration);
    }
  });

  for (const [what, text, message] of [
    ['a pack without a region', 'conformancePacks: [{name: finance}]', /region/],
    [
      'a name that AWS does not take',
      "conformancePacks: [{region: eu-west-1, name: 'a.b'}]",
      /a\.b|pattern|name of a conformance pack/,
    ],
    ['a status that there is not', 'conformancePacks: [{region: eu-west-1, name: a, status: FINE}]', /FINE|status/],
    [
      'an account that is no number',
      'conformancePacks: [{region: eu-west-1, name: a, excludedAccounts: [shop]}]',
      /account number/,
    ],
    [
      'a pack that stands twice',
      'conformancePacks: [{region: eu-west-1, name: a}, {region: eu-west-1, name: a}]',
      /the pack `a` in `eu-west-1` stands twice/,
    ],
    [
      'an account that stands twice',
      "recordings: [{account: '222222222222', region: eu-west-1, recorded: all}, {account: '222222222222', region: eu-west-1, recorded: null}]",
      /account `222222222222` in `eu-west-1` stands twice/,
    ],
    ['a recording without what is recorded', "recordings: [{account: '222222222222', region: eu-west-1}]", /recorded/],
    ['an unknown key', 'packs: []', /packs/],
  ] as const) {
    it(`is refused with its line: ${what}`, () => {
      const { problems } = read(`configuration:\n  ${text}`);
      assert.match(problems?.[0]?.message ?? '', message);
      assert.equal(problems?.[0]?.line, 5);
    });
  }
});
