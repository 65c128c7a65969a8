import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { printOrganization } from '../../src/organization/file/print.js';
import { readOrganization } from '../../src/organization/file/read.js';
import { OrganizationFileSchema } from '../../src/organization/file/schema.js';
import type { OrganizationFile } from '../../src/organization/file/written.js';
import { findTarget } from '../../src/organization/find-target.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<OrganizationFile>(
  OrganizationFileSchema,
);
const read = (text: string) => readOrganization('organization.yaml', text, validate);

const FILE = `version: 1
organization: {id: o-exampleorg1, managementAccount: '111111111111', features: ALL}
root:
  id: r-exam
  name: Root
  policies: [p-FullAWSAccess]
  units:
    - id: ou-exam-workload1
      name: Workloads
      policies: [p-FullAWSAccess]
      accounts:
        - {id: '222222222222', name: shop, state: ACTIVE, policies: [p-FullAWSAccess], tags: {}}
      units:
        - {id: ou-exam-sandbox01, name: Sandbox, policies: [p-FullAWSAccess]}
policies:
  - {id: p-FullAWSAccess, type: SERVICE_CONTROL_POLICY, name: FullAWSAccess, awsManaged: true, content: {Version: '2012-10-17', Statement: []}}
policyTypes: {SERVICE_CONTROL_POLICY: ENABLED}
configuration: {conformancePacks: [], rules: []}
`;

describe('organization files', () => {
  it('are read', () => {
    const organization = read(FILE).value;
    assert.equal(organization?.id, 'o-exampleorg1');
    assert.equal(organization?.root.units[0]?.accounts[0]?.name, 'shop');
    assert.equal(organization?.policies.get('p-FullAWSAccess')?.content, '{"Version":"2012-10-17","Statement":[]}');
  });

  it('are the same after they are printed and read, as YAML and as JSON', () => {
    const organization = read(FILE).value;
    assert.ok(organization);
    for (const name of ['organization.yaml', 'organization.json']) {
      assert.deepEqual(read(printOrganization(organization, name)).value, organization);
    }
  });

  it('keep the text of a document byte for byte', () => {
    const text = '{ "Version" : "2012-10-17",\n "Statement": [] }';
    const organization = read(
      FILE.replace("content: {Version: '2012-10-17', Statement: []}", `content: ${JSON.stringify(text)}`),
    ).value;
    assert.ok(organization);
    const again = read(printOrganization(organization, 'x.yaml')).value;
    assert.equal(again?.policies.get('p-FullAWSAccess')?.content, text);
  });

  const deep = (depth: number): string =>
    depth === 0 ? '[]' : `[{id: ou-exam-deepdeep${depth}, name: a, units: ${deep(depth - 1)}}]`;
  const wrong: [name: string, text: string, message: RegExp, line: number | null][] = [
    ['an empty file', '', /is empty|must be a map|missing/, null],
    ['a key that is not known', FILE.replace('features: ALL', 'feature: ALL'), /unknown key `feature`.*`features`/, 2],
    ['an account number without quotes', FILE.replace("'222222222222'", '222222222222'), /put it in quotes/, 12],
    ['an id that is none', FILE.replace('id: r-exam', 'id: root'), /the id of a root/, 4],
    [
      'a policy that is not there',
      FILE.replace('policies: [p-FullAWSAccess]\n  units', 'policies: [p-FullAWSAcces]\n  units'),
      /has no `p-FullAWSAcces`; did you mean `p-FullAWSAccess`/,
      6,
    ],
    [
      'an account twice',
      FILE.replace('tags: {}}', "tags: {}}\n        - {id: '222222222222', name: other}"),
      /`222222222222` stands twice/,
      13,
    ],
    [
      'two units of one name',
      FILE.replace('      units:\n', '      units:\n        - {id: ou-exam-sandbox02, name: Sandbox}\n'),
      /two units beside each other are named `Sandbox`/,
      15,
    ],
    [
      'units that nest too deep',
      FILE.replace('      units:\n', `      units: ${deep(5)}\n`).replace(
        '        - {id: ou-exam-sandbox01, name: Sandbox, policies: [p-FullAWSAccess]}\n',
        '',
      ),
      /./,
      null,
    ],
    [
      'an anchor that holds itself',
      'version: 1\nroot: &a\n  id: r-exam\n  name: Root\n  units: [*a]\n',
      /an anchor holds itself/,
      null,
    ],
    ['YAML that ends', `${FILE}  - {`, /./, 19],
  ];
  for (const [name, text, message, line] of wrong) {
    it(`refuse ${name}`, () => {
      const problem = read(text).problems?.[0];
      assert.match(problem?.message ?? 'no problem', message);
      if (line !== null) assert.equal(problem?.line, line);
    });
  }
});

describe('findTarget', () => {
  const organization = read(FILE).value;
  const found = (named: string): string => {
    assert.ok(organization);
    const place = findTarget(organization, named);
    return typeof place === 'string' ? place : place.id;
  };

  for (const [named, id] of [
    ['/', 'r-exam'],
    ['r-exam', 'r-exam'],
    ['/Workloads', 'ou-exam-workload1'],
    ['/Workloads/', 'ou-exam-workload1'],
    ['ou-exam-workload1', 'ou-exam-workload1'],
    ['/Workloads/Sandbox', 'ou-exam-sandbox01'],
    ['/Workloads/shop', '222222222222'],
    ['222222222222', '222222222222'],
  ] as const) {
    it(`finds ${named}`, () => assert.equal(found(named), id));
  }

  it('names the nearest', () => {
    assert.match(found('/Worklods'), /there is no unit `\/Worklods`.*did you mean `\/Workloads`/);
    assert.match(found('222222222223'), /did you mean `222222222222`/);
  });

  it('refuses a path that two places have', () => {
    assert.ok(organization);
    const [unit] = organization.root.units;
    assert.ok(unit);
    const twin = {
      ...unit,
      accounts: [
        ...unit.accounts,
        { ...unit.accounts[0], id: '333333333333', name: 'shop', state: 'ACTIVE' as const, policies: [], tags: {} },
      ],
    };
    const root = { ...organization.root, units: [twin] };
    assert.match(
      String(findTarget({ ...organization, root }, '/Workloads/shop')),
      /names `222222222222` and `333333333333`/,
    );
  });
});
