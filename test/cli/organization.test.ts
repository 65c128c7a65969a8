import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/repository.js';
import { folderWith, run } from './support/command.js';

/** A copy of the example organization, to be changed. */
function example(): string {
  const folder = folderWith({});
  cpSync(join(repository, 'examples/organization'), folder, { recursive: true });
  return folder;
}

const edit = (folder: string, file: string, change: (text: string) => string): void =>
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));

const runs = (folder: string): string[] =>
  readdirSync(join(folder, '.ringfence/runs'))
    .toSorted()
    .map((file) => file.replace('.jsonl', ''));

interface PlannedJson {
  readonly checksum: string;
  readonly changes: readonly { readonly action: string; readonly name: string; readonly target: string | null }[];
  readonly refusals: readonly { readonly rule: string; readonly message: string }[];
}

async function planned(folder: string): Promise<PlannedJson> {
  return JSON.parse((await run(folder, ['plan', '--format', 'json', '--quiet'])).stdout);
}

async function applied(folder: string, ...words: string[]) {
  const { checksum } = await planned(folder);
  return run(folder, ['apply', '--checksum', checksum, '--yes', '--quiet', ...words]);
}

describe('the example organization, from its plan to its end', function () {
  this.timeout(120_000);

  it('is planned, applied, found as applied, rolled back and destroyed', async () => {
    const folder = example();
    const before = readFileSync(join(folder, 'organization.yaml'), 'utf8');
    const plan = await run(folder, ['plan', '--out', 'plan.json', '--quiet']);
    assert.equal(plan.status, 0, plan.stdout + plan.stderr);
    assert.equal((await run(folder, ['plan', '--detailed-exitcode', '--quiet'])).status, 1);
    const apply = await run(folder, ['apply', '--plan', 'plan.json', '--yes', '--quiet']);
    assert.equal(apply.status, 0, apply.stdout + apply.stderr);
    assert.match(apply.stdout, /^applied: \d+ changes, run /m);
    assert.deepEqual((await planned(folder)).changes, []);
    assert.equal((await run(folder, ['drift', '--quiet'])).status, 0);
    // Somebody else's policy is as it was.
    assert.match(readFileSync(join(folder, 'organization.yaml'), 'utf8'), /p-regionsbyfinance/);

    const [first = ''] = runs(folder);
    const back = await run(folder, ['rollback', first, '--yes', '--quiet']);
    assert.equal(back.status, 0, back.stdout + back.stderr);
    assert.equal((await planned(folder)).changes.filter(({ action }) => action === 'create').length > 0, true);

    await applied(folder);
    const gone = await run(folder, ['destroy', '--yes', '--quiet']);
    assert.equal(gone.status, 0, gone.stdout + gone.stderr);
    const after = readFileSync(join(folder, 'organization.yaml'), 'utf8');
    assert.equal(/ringfence-/.test(after), false);
    assert.equal(after.match(/p-regionsbyfinance/g)?.length, before.match(/p-regionsbyfinance/g)?.length);
  });

  it('is not applied where the organization is not the one that was reviewed', async () => {
    const folder = example();
    await run(folder, ['plan', '--out', 'plan.json', '--quiet']);
    edit(folder, 'ringfence.yaml', (text) => text.replace(/ *- deny-public-registry\n/, ''));
    const { status, stdout, stderr } = await run(folder, ['apply', '--plan', 'plan.json', '--yes', '--quiet']);
    assert.equal(status, 2);
    assert.match(stderr, /this is not the plan that was reviewed/);
    assert.match(stdout, /reviewed, and no longer planned: create ringfence-workloads-/);
    assert.equal(/ringfence-/.test(readFileSync(join(folder, 'organization.yaml'), 'utf8')), false);
  });

  it('is applied wave by wave', async () => {
    const folder = example();
    edit(folder, 'ringfence.yaml', (text) =>
      text.replace(
        '  # waves:\n  #   - {name: canary, units: [/Workloads/Sandbox], soak: 24h}',
        '  waves:\n    - {name: canary, units: [/Workloads/Sandbox], soak: 1s}',
      ),
    );
    const first = await applied(folder);
    assert.match(first.stdout, /^soaking: wave `canary` is applied and checked/);
    assert.equal(first.status, 0);
    const [name = ''] = runs(folder);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const second = await run(folder, ['apply', '--continue', name, '--quiet']);
    assert.match(second.stdout, /^applied: /);
    assert.deepEqual((await planned(folder)).changes, []);
    // What was attached for a while is gone.
    const organization = readFileSync(join(folder, 'organization.yaml'), 'utf8');
    const sandbox = organization.slice(organization.indexOf('name: Sandbox'));
    assert.equal(
      /^ *policies:\n( *- p-(RCP)?FullAWSAccess\n){2} *accounts/m.test(sandbox),
      true,
      sandbox.slice(0, 300),
    );
  });

  it('drifts where somebody edits a policy, and the next apply puts it back', async () => {
    const folder = example();
    await applied(folder);
    edit(folder, 'organization.yaml', (text) => text.replace('"Sid":"DenyEcsExec"', '"Sid":"Nothing"'));
    const drift = await run(folder, ['drift', '--quiet']);
    assert.equal(drift.status, 1);
    assert.match(drift.stdout, /^changed {2}ringfence-workloads-production-1\.[0-9a-f]{8}: its document was edited/);
    const { changes } = await planned(folder);
    assert.deepEqual(
      changes.map(({ action }) => action),
      ['update'],
    );
    await applied(folder);
    assert.equal((await run(folder, ['drift', '--quiet'])).status, 0);
  });

  it('is not drift where the configuration went on', async () => {
    const folder = example();
    await applied(folder);
    edit(folder, 'ringfence.yaml', (text) => text.replace(/ *- deny-ecs-anywhere\n/, ''));
    const drift = await run(folder, ['drift', '--quiet']);
    assert.equal(drift.status, 0, drift.stdout);
    assert.match(drift.stdout, /^not-applied /m);
  });
});

describe('refusals of a plan', function () {
  this.timeout(60_000);

  const own = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const cases: [name: string, file: string, change: (text: string) => string, rule: string, message: RegExp][] = [
    [
      'a break-glass role would lose access',
      'our-own-scp.json',
      () => own({ Sid: 'NoUsers', Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' }),
      'lost-access',
      /asking for `iam:CreateUser`/,
    ],
    [
      'an exemption is of a name that anybody can take',
      'ringfence.yaml',
      (text) => text.replace("'arn:*:iam::*:role/break-glass'", "'arn:*:iam::*:role/*glass'"),
      'exemption-form',
      /role\/\*glass/,
    ],
    [
      'more accounts than are allowed come under policies',
      'ringfence.yaml',
      (text) => text,
      'accounts',
      /6 accounts would come under policies or conformance packs for the first time, and 3 may/,
    ],
    [
      'the guard of exemptions is off',
      'ringfence.yaml',
      (text) => `${text}controls: {protect-guardrails: off}\n`,
      'configuration',
      /`protect-guardrails` is turned off/,
    ],
    [
      'a target is not there',
      'ringfence.yaml',
      (text) => text.replace('unit: /Workloads/Production', 'unit: /Workloads/Prodction'),
      'configuration',
      /did you mean `\/Workloads\/Production`/,
    ],
    [
      'a target is the management account',
      'ringfence.yaml',
      (text) => text.replace('unit: /Workloads/Production', "unit: '111111111111'"),
      'management-account',
      /no policy restricts/,
    ],
  ];
  for (const [name, file, change, rule, message] of cases) {
    it(`${name}: ${rule}`, async () => {
      const folder = example();
      edit(folder, file, change);
      const words = rule === 'accounts' ? ['--allow-accounts', '3'] : [];
      const { status, stdout, stderr } = await run(folder, ['plan', '--format', 'json', '--quiet', ...words]);
      assert.equal(status, 1, stderr);
      const { refusals }: PlannedJson = JSON.parse(stdout);
      const found = refusals.find((refusal) => refusal.rule === rule);
      assert.match(found?.message ?? JSON.stringify(refusals), message);
      const applying = await run(folder, ['apply', '--checksum', 'x', '--yes', '--quiet', ...words]);
      assert.equal(applying.status, 2);
      assert.match(applying.stderr, /a plan with refusals cannot be applied/);
    });
  }
});

describe('organization policies in unit tests', function () {
  this.timeout(60_000);

  const TESTS = `requests:
  organization: ../organization.yaml
  cases:
    - name: long-term root credentials cannot delete a cluster
      request: {principal: 'arn:aws:iam::333333333333:root', action: 'ecs:DeleteCluster', region: eu-west-1}
      expect: deny
      by: deny-root-user
    - name: a role can
      request: {principal: 'arn:aws:iam::333333333333:role/app', action: 'ecs:DeleteCluster', region: eu-west-1}
      expect: allow
properties:
  - {name: no ECS outside Europe, property: denied, actions: ['ecs:*'], except: {regions: [eu-west-1, eu-central-1]}, units: [/Workloads]}
  - {name: break-glass always works, property: allowed, actions: ['ecs:*', 'iam:*'], principals: ['arn:*:iam::*:role/break-glass']}
`;

  it('pass on what is planned', async () => {
    const folder = example();
    cpSync(join(repository, 'scp'), join(folder, 'scp'), { recursive: true });
    const tests = folderWith({ 'ringfence-tests/organization.yaml': TESTS });
    cpSync(join(tests, 'ringfence-tests'), join(folder, 'ringfence-tests'), { recursive: true });
    const { status, stdout } = await run(folder, ['test']);
    assert.equal(stdout.trimEnd().split('\n').at(-1), '4 passed, 0 failed', stdout);
    assert.equal(status, 0);
  });

  it('fail on a document that somebody edited, and say which statement came nearest and why it did not hold', async () => {
    const folder = example();
    cpSync(join(repository, 'scp'), join(folder, 'scp'), { recursive: true });
    for (const file of readdirSync(join(folder, 'scp'))) {
      edit(folder, join('scp', file), (text) => text.replaceAll('arn:*:iam::*:root', 'arn:*:iam::444444444444:root'));
    }
    const request = [
      '--principal',
      'arn:aws:iam::333333333333:root',
      '--action',
      'ecs:DeleteCluster',
      '--region',
      'eu-west-1',
    ];
    const organization = ['--organization', 'organization.yaml', '--policies', 'scp', '--expect', 'deny'];
    const { status, stdout } = await run(folder, ['simulate', ...request, ...organization]);
    assert.equal(status, 1);
    assert.match(
      stdout,
      /nearest deny: DenyRootUser \(deny-root-user\).*ArnLike on `aws:PrincipalArn` does not hold: the request has `arn:aws:iam::333333333333:root`/,
    );
    const proved = await run(folder, ['prove', '--organization', 'organization.yaml', '--policies', 'scp']);
    assert.equal(proved.status, 1);
    assert.match(proved.stdout, /refuted {2}deny-root-user at \/Workloads/);
    assert.match(proved.stdout, /ringfence simulate --principal arn:aws:iam::\d{12}:root/);
  });

  it('list what is newly denied', async () => {
    const folder = folderWith({
      'ringfence.yaml': 'organization: {targets: [{unit: /Workloads, policies: [./own.json]}]}\ncontrols: {}\n',
      'own.json': JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Sid: 'One', Effect: 'Deny', Action: 'ecs:DeleteCluster', Resource: '*' },
          { Sid: 'Two', Effect: 'Deny', Action: 'ecs:RunTask', Resource: 'arn:*:ecs:*:*:task-definition/*' },
        ],
      }),
      'ringfence-tests/new.yaml':
        'properties:\n  - {name: nothing new, property: noNewDenial, policies: planned, with: current, units: [/Workloads]}\n',
    });
    const { status, stdout } = await run(folder, ['prove']);
    assert.equal(status, 1, stdout);
    assert.match(
      stdout,
      /newly denied at `\/Workloads`, among others like them: (ecs:DeleteCluster, ecs:RunTask|ecs:RunTask, ecs:DeleteCluster)$/m,
    );
  });
});
