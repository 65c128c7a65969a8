import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { PlanResultSchema } from '../../src/organization/plan/schema.js';
import { repository } from '../support/repository.js';
import { folderWith, run } from './support/command.js';

/** A copy of the example organization, to be changed. */
function example(): string {
  const folder = folderWith({});
  cpSync(join(repository, 'examples/organization'), folder, { recursive: true });
  return folder;
}

const edit = (folder: string, file: string, change: (text: string) => string): void => {
  const text = readFileSync(join(folder, file), 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, `nothing to edit in ${file}`);
  writeFileSync(join(folder, file), changed);
};
const organizationOf = (folder: string): string => readFileSync(join(folder, 'organization.yaml'), 'utf8');
const lastRun = (folder: string): string =>
  readdirSync(join(folder, '.ringfence/runs')).toSorted().at(-1)?.replace('.jsonl', '') ?? '';

interface PlannedJson {
  readonly checksum: string;
  readonly changes: readonly { readonly action: string; readonly kind: string; readonly name: string }[];
  readonly refusals: readonly { readonly rule: string; readonly message: string; readonly accounts?: string[] }[];
  readonly notes: readonly { readonly message: string }[];
}

async function planned(folder: string): Promise<PlannedJson> {
  return JSON.parse((await run(folder, ['plan', '--format', 'json', '--quiet'])).stdout);
}
const packsOf = ({ changes }: PlannedJson): string[] =>
  changes.filter(({ kind }) => kind === 'conformancePack').map(({ action, name }) => `${action} ${name}`);

async function applied(folder: string, ...words: string[]) {
  const { checksum } = await planned(folder);
  const done = await run(folder, ['apply', '--checksum', checksum, '--yes', '--quiet', ...words]);
  assert.equal(done.status, 0, done.stdout + done.stderr);
  return done;
}

const PACKS = [0, 1, 2, 3, 4, 5, 6].map((chapter) => `ringfence-essential-${chapter}`);

describe('conformance packs of the example organization', function () {
  this.timeout(240_000);

  it('are planned, applied, found as applied, rolled back and destroyed', async () => {
    const folder = example();
    const plan = await planned(folder);
    assert.deepEqual(packsOf(plan), [
      'enable config-multiaccountsetup.amazonaws.com',
      ...PACKS.map((name) => `create ${name}`),
    ]);
    assert.deepEqual([plan.refusals, plan.notes], [[], []]);
    const validate = new Ajv({ strict: false }).compile(PlanResultSchema);
    assert.ok(validate(plan), JSON.stringify(validate.errors));
    await applied(folder);
    assert.deepEqual((await planned(folder)).changes, []);
    assert.equal((await run(folder, ['drift', '--quiet'])).status, 0);
    assert.match(organizationOf(folder), /name: finance-tags/);

    const back = await run(folder, ['rollback', lastRun(folder), '--yes', '--quiet']);
    assert.equal(back.status, 0, back.stdout + back.stderr);
    assert.match(back.stdout, /stays enabled: config-multiaccountsetup\.amazonaws\.com, since others may work by it/);
    assert.doesNotMatch(organizationOf(folder), /ringfence-essential/);

    await applied(folder);
    const gone = await run(folder, ['destroy', '--yes', '--quiet']);
    assert.equal(gone.status, 0, gone.stdout + gone.stderr);
    assert.match(gone.stdout, /delete: 5 accounts no longer judged by these rules/);
    assert.doesNotMatch(organizationOf(folder), /ringfence-/);
    assert.match(organizationOf(folder), /name: finance-tags/);
  });

  it('are a set of their own where a unit overrides what their rules look at', async () => {
    const folder = example();
    edit(folder, 'ringfence.yaml', (text) =>
      text.replace(
        'restrict-service-subnets: {parameters',
        'container-logging: {parameters: {allowedLogDrivers: [awslogs]}}\n        restrict-service-subnets: {parameters',
      ),
    );
    const plan = await planned(folder);
    assert.deepEqual(plan.refusals, []);
    assert.ok(packsOf(plan).includes('create ringfence-essential-4-workloads-production'), packsOf(plan).join('\n'));
    await applied(folder);
    assert.match(
      organizationOf(folder),
      /excludedAccounts:\n *- "333333333333"\n *- "444444444444"\n *- "777777777777"/,
    );
  });

  it('go through waves: new content as a pack of its own first', async () => {
    const folder = example();
    await applied(folder);
    edit(folder, 'ringfence.yaml', (text) =>
      text
        .replace(
          '  # waves:\n  #   - {name: canary, units: [/Workloads/Sandbox], soak: 24h}',
          '  waves:\n    - {name: canary, units: [/Workloads/Sandbox], soak: 1s}',
        )
        .replace(
          'parameters:\n',
          'controls:\n  container-logging: {parameters: {allowedLogDrivers: [awslogs]}}\nparameters:\n',
        ),
    );
    const plan = await planned(folder);
    assert.deepEqual(plan.refusals, []);
    assert.deepEqual(packsOf(plan), [
      'create ringfence-essential-4-canary',
      'update ringfence-essential-4',
      'delete ringfence-essential-4-canary',
    ]);
    const soaking = await applied(folder);
    assert.match(soaking.stdout, /^soaking: wave `canary`/);
    assert.match(organizationOf(folder), /name: ringfence-essential-4-canary/);
    // Halfway, nothing has drifted.
    assert.equal((await run(folder, ['drift', '--quiet'])).status, 0);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const name = lastRun(folder);
    assert.match((await run(folder, ['apply', '--continue', name, '--quiet'])).stdout, /^applied: /);
    assert.doesNotMatch(organizationOf(folder), /canary/);
    assert.deepEqual((await planned(folder)).changes, []);

    // Back to the earlier template, which the file has no longer: the journals have it.
    const back = await run(folder, ['rollback', name, '--yes', '--quiet']);
    assert.equal(back.status, 0, back.stdout + back.stderr);
    assert.match(organizationOf(folder), /awslogs,awsfirelens/);
  });

  it('drift where somebody edits, excludes or deletes one, and the next apply puts it back', async () => {
    const folder = example();
    await applied(folder);
    edit(folder, 'organization.yaml', (text) =>
      text.replace('ConfigRuleName: ringfence-cluster-exec-logging', 'ConfigRuleName: nothing'),
    );
    const drift = await run(folder, ['drift', '--quiet']);
    assert.equal(drift.status, 1);
    assert.match(drift.stdout, /^changed {2}ringfence-essential-6 in eu-west-1: its template was edited/m);
    assert.deepEqual(packsOf(await planned(folder)), ['update ringfence-essential-6']);
    await applied(folder);
    assert.equal((await run(folder, ['drift', '--quiet'])).status, 0);
  });

  it('are refused where an account has no recorder, by number and in a list', async () => {
    const folder = example();
    edit(folder, 'organization.yaml', (text) =>
      text.replace(
        /('333333333333'|'444444444444'), region: eu-west-1, recorded: all/g,
        '$1, region: eu-west-1, recorded: null',
      ),
    );
    const { status, stdout } = await run(folder, ['plan', '--verbose', '--quiet']);
    assert.equal(status, 1);
    assert.match(
      stdout,
      /refused recording: 2 accounts \(`333333333333`, `444444444444`\) have no recorder of AWS Config in `eu-west-1`/,
    );
    assert.match(stdout, /^ {2}333333333333, 444444444444$/m);
  });

  it('show what changes, and no template', async () => {
    const { stdout } = await run(example(), ['plan', '--quiet']);
    assert.match(
      stdout,
      /^ {2}eu-west-1\n {4}conformance pack ringfence-essential-0\n {6}create: 5 accounts judged by these rules from now on\n {8}accounts: 5 in, 0 out\n {8}template none → [0-9a-f]{12}\n {8}\+ ringfence-/m,
    );
    assert.doesNotMatch(stdout, /AWS::Config::ConfigRule/);
  });
});
