import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { readJson } from '../support/repository.js';
import { folderWith, run } from './support/command.js';

const CONFIGURATION = `parameters:
  regions: [eu-north-1]
  breakGlassRoles: ['arn:*:iam::*:role/emergency']
  platformRoles: ['arn:*:iam::*:role/base-*']
controls:
  protect-log-groups: {parameters: {logGroups: [/apps/]}}
organization:
  deploymentRole: 'arn:aws:iam::*:role/ringfence-deploy'
  targets:
    - unit: /Workloads
      policies: [deny-ecs-outside-regions, protect-log-groups]
`;

const configured = () => folderWith({ 'ringfence.yaml': CONFIGURATION });

describe('controls: organization policies', () => {
  it('are listed by practice, in brackets where no target names them', async () => {
    const { stdout } = await run(configured(), ['controls']);
    assert.match(stdout, /^ {2}deny-ecs-outside-regions +prevents +SCP +ECS is used in chosen regions alone$/m);
    assert.match(stdout, /^ {2}\(deny-root-user\) +prevents +SCP /m);
    assert.match(stdout, /^ {2}\(registry-data-perimeter\) +prevents +RCP /m);
    assert.match(stdout, /^2 of 41 organization policies are named by a target/m);
  });

  it('one is shown with what it denies here, whom it leaves alone and what it cannot hold', async () => {
    const { stdout } = await run(configured(), ['controls', 'deny-ecs-outside-regions']);
    for (const part of [
      'service control policy, practice 6.3 Governance\n',
      'named at /Workloads\n',
      '"Sid": "DenyEcsOutsideRegions",\n',
      '"aws:RequestedRegion": ["eu-north-1"]\n',
      '\nLeaves alone\n',
      '  arn:*:iam::*:role/emergency\n  arn:aws:iam::*:role/ringfence-deploy\n',
      '  arn:*:iam::*:role/stacksets-exec-*\n',
      '\nCannot hold\n',
      'Covered by deny-all-outside-regions.',
      '/docs/controls/deny-ecs-outside-regions.md\n',
    ]) {
      assert.ok(stdout.includes(part), `${part}\n${stdout}`);
    }
  });

  it('parameters of their own count', async () => {
    const { stdout } = await run(configured(), ['controls', 'protect-log-groups']);
    assert.ok(stdout.includes('"Resource": ["arn:*:logs:*:*:log-group:/apps/*"]'), stdout);
    assert.match(stdout, /logGroups \(texts; default \["\/ecs\/","\/aws\/ecs\/"\]; here \["\/apps\/"\]\)/);
    assert.ok(stdout.includes('"arn:*:iam::*:role/base-*"'), stdout);
  });

  it('what is missing is said, and an example stands in for it', async () => {
    const { stdout } = await run(folderWith({}), ['controls', 'require-ecs-tags']);
    assert.match(stdout, /^not in force: .*; needs `requiredTags`, not set yet$/m);
    assert.match(stdout, /^Denies, with the parameters of an example$/m);
  });

  it('documents in other languages are shown', async () => {
    const { stdout } = await run(folderWith({}), ['controls', 'block-public-vpc-access']);
    assert.match(stdout, /^declarative policy for EC2, practice 3\.2/m);
    assert.match(stdout, /^Document\n {2}\{\n {4}"ec2_attributes": \{/m);
    assert.match(stdout, /"Sid": "BlockPublicVpcAccessExclusions"/);
  });

  it('a name that is nearly right is suggested', async () => {
    const { status, stderr } = await run(folderWith({}), ['controls', 'deny-root-users']);
    assert.equal(status, 2);
    assert.match(stderr, /there is no control `deny-root-users`; did you mean `deny-root-user`\?/);
  });

  it('are in the JSON, as its schema has it', async () => {
    const validate = new Ajv({ strict: false }).compile(readJson<object>('schemas/controls.json'));
    const { stdout } = await run(configured(), ['controls', '--format', 'json']);
    assert.ok(validate(JSON.parse(stdout)), JSON.stringify(validate.errors));
    assert.equal(JSON.parse(stdout).organizationPolicies.length, 41);
    const one = JSON.parse((await run(configured(), ['controls', 'protect-guardrails', '--format', 'json'])).stdout);
    assert.deepEqual([one.controls.length, one.organizationPolicies.length], [0, 1]);
    assert.equal(one.organizationPolicies[0].statements[0].Sid, 'ProtectGuardrails');
  });
});
