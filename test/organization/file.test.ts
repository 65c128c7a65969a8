import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import fc from 'fast-check';
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

  it('are the same after they are printed and read, whatever the names and texts', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
    const tags = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true });
    const organization = read(FILE).value;
    assert.ok(organization);
    const same = fc.property(
      text,
      text,
      text,
      tags,
      fc.constantFrom('o.yaml', 'o.json'),
      (name, content, unit, marks, file) => {
        const [policy] = organization.policies.values();
        assert.ok(policy);
        const policies = new Map([[policy.id, { ...policy, name, content, tags: marks }]]);
        const written = { ...organization, policies, root: { ...organization.root, name: unit, tags: marks } };
        assert.deepEqual(read(printOrganization(written, file)).value, written);
      },
    );
    fc.assert(same, { numRuns: 500, seed: 6 });
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

  it('know the policies of AWS, written out or not', () => {
    const short = read(
      FILE.replace(/^policies:\n.*\n/m, '').replace(
        'p-FullAWSAccess]\n  units',
        'p-FullAWSAccess, p-RCPFullAWSAccess]\n  units',
      ),
    );
    assert.equal(short.problems, undefined);
    const policies = [...(short.value?.policies.values() ?? [])].map(({ id, type, awsManaged, content }) => [
      id,
      type,
      awsManaged,
      content,
    ]);
    assert.deepEqual(policies, [
      [
        'p-FullAWSAccess',
        'SERVICE_CONTROL_POLICY',
        true,
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
      ],
      [
        'p-RCPFullAWSAccess',
        'RESOURCE_CONTROL_POLICY',
        true,
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
      ],
    ]);
  });

  const deep = (depth: number): string =>
    depth === 0 ? '[]' : `[{id: ou-exam-deepdeep${depth}, name: a, units: ${deep(depth - 1)}}]`;
  const bomb = Array.from({ length: 12 }, (_, index) => {
    const [one, before] = [String.fromCharCode(98 + index), String.fromCharCode(97 + index)];
    return `${one}: &${one} [*${before}, *${before}, *${before}, *${before}, *${before}, *${before}, *${before}, *${before}]\n`;
  }).join('');
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
      5,
    ],
    ['aliases that grow beyond measure', `a: &a [x, x]\n${bomb}`, /alias/i, null],
    ['no root', FILE.replace(/^root:[\s\S]*?^policies:/m, 'policies:'), /`root` is missing/, 1],
    ['a unit without a name', FILE.replace('      name: Workloads\n', ''), /`name` is missing in `root.units.0`/, 8],
    [
      'a type of policy that is not known',
      FILE.replace('type: SERVICE_CONTROL_POLICY', 'type: SERVICE_CONTROL_POLICIES'),
      /did you mean `SERVICE_CONTROL_POLICY`/,
      16,
    ],
    ['a state that no account has', FILE.replace('state: ACTIVE', 'state: ACTIV'), /did you mean `ACTIVE`/, 12],
    [
      'a document that is a number',
      FILE.replace(/content: \{.*\}\}/, 'content: 3}'),
      /content.*must be text or a map/,
      16,
    ],
    [
      'a policy that is attached twice at one place',
      FILE.replace('policies: [p-FullAWSAccess]\n  units', 'policies: [p-FullAWSAccess, p-FullAWSAccess]\n  units'),
      /`p-FullAWSAccess` is attached twice here/,
      6,
    ],
    [
      'two policies of one name',
      FILE.replace(
        'policyTypes:',
        '  - {id: p-another01, type: SERVICE_CONTROL_POLICY, name: FullAWSAccess, content: {}}\npolicyTypes:',
      ),
      /two policies of type SERVICE_CONTROL_POLICY are named `FullAWSAccess`/,
      17,
    ],
    ['JSON that ends', '{"version": 1, "organization": {', /./, 1],
    ['a key twice', FILE.replace('version: 1', 'version: 1\nversion: 1'), /unique/, 2],
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

  it('takes a path for a unit whose name is an id, and an id for the unit that has it', () => {
    const twin = read(FILE.replace('name: Sandbox', 'name: ou-exam-workload1')).value;
    assert.ok(twin);
    const [place, other] = ['ou-exam-workload1', '/Workloads/ou-exam-workload1'].map((named) =>
      findTarget(twin, named),
    );
    assert.equal(typeof place === 'string' ? place : place?.path, '/Workloads');
    assert.equal(typeof other === 'string' ? other : other?.id, 'ou-exam-sandbox01');
  });

  it('refuses a path that a unit and an account have', () => {
    const twin = read(FILE.replace('name: shop', 'name: Sandbox')).value;
    assert.ok(twin);
    assert.equal(
      findTarget(twin, '/Workloads/Sandbox'),
      '`/Workloads/Sandbox` names `222222222222` and `ou-exam-sandbox01`: write the id',
    );
  });

  it('tells a path from a name in a unit with a stroke', () => {
    const twin = read(FILE.replace('name: Sandbox', "name: 'a/b'")).value;
    assert.ok(twin);
    const place = findTarget(twin, '/Workloads/a/b');
    assert.equal(typeof place === 'string' ? place : place.id, 'ou-exam-sandbox01');
  });

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
