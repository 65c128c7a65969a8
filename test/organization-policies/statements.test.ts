import assert from 'node:assert/strict';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { catalogueProblems } from '../../src/organization-policies/catalogue-problems.js';
import { exampleInputs } from '../../src/organization-policies/example.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import { statementsOf } from '../../src/organization-policies/inputs.js';
import type { OrganizationPolicyControl } from '../../src/organization-policies/organization-policy.js';
import { controlOfSid, sidPrefix } from '../../src/organization-policies/sids.js';
import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import { matching } from '../../src/scp/catalogue/matching.js';
import { lint } from '../../src/scp/lint/lint.js';
import { parsePolicyDocument } from '../../src/scp/parse/parse.js';
import type { PolicyType, StatementDocument } from '../../src/scp/policy.js';
import { examplesOf } from './support/examples-of.js';

interface Made {
  readonly id: string;
  readonly type: PolicyType;
  readonly statements: readonly StatementDocument[];
}

/** The statements of every control, with the inputs of the example organization and of every example. */
const all: readonly Made[] = organizationPolicies.flatMap((control) =>
  [{}, ...examplesOf(control)].flatMap((example) => {
    const made = statementsOf(control, exampleInputs(control, example));
    return made ? [{ id: control.id, ...made }] : [];
  }),
);

const ids = organizationPolicies.map(({ id }) => id);
const list = (value: string | readonly string[] | undefined) => (typeof value === 'string' ? [value] : (value ?? []));
const actionsOf = ({ Action }: StatementDocument) => list(Action);
const byId = (id: string): OrganizationPolicyControl => {
  const control = organizationPolicies.find((one) => one.id === id);
  assert.ok(control, id);
  return control;
};
const statementsById = (id: string, example = {}) => {
  const control = byId(id);
  return statementsOf(control, exampleInputs(control, example))?.statements ?? [];
};

describe('statements of organization policies', () => {
  let catalogue: Catalogue;
  before(async () => {
    catalogue = await iamCatalogue();
  });

  it('name actions and condition keys that the catalogue has', () => {
    const problems = all.flatMap(({ id, type, statements }) =>
      catalogueProblems(statements, catalogue, type).map((problem) => `${id}: ${problem}`),
    );
    assert.deepEqual([...new Set(problems)], []);
  });

  it('a wrong name is told with the nearest one', () => {
    const problems = catalogueProblems(
      [
        { Effect: 'Deny', Action: 'ecs:CreateServices', Resource: '*' },
        {
          Effect: 'Deny',
          Action: 'ecs:RunTask',
          Resource: '*',
          Condition: { Bool: { 'ecs:auto-assign-public-ips': 'true' } },
        },
      ],
      catalogue,
    );
    assert.equal(problems.length, 2);
    assert.match(problems[0] ?? '', /ecs:CreateServices.*ecs:CreateService\b/);
    assert.match(problems[1] ?? '', /ecs:auto-assign-public-ips.*ecs:auto-assign-public-ip\b/);
  });

  it('have no errors by lint', () => {
    const documents = all.map(({ id, type, statements }) => {
      const parsed = parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, type);
      assert.ok(parsed.policy, `${id}: ${JSON.stringify(parsed.problems)}`);
      return { file: id, policy: parsed.policy, characters: null };
    });
    const { results } = lint(documents, { catalogue, quotas: {}, exemptions: [], needs: [] });
    const errors = results.filter(({ severity }) => severity === 'error');
    assert.deepEqual([...new Set(errors.map(({ file, rule, message }) => `${file}: ${rule}: ${message}`))], []);
  });

  it('have Sids of letters and digits that tell the control', () => {
    for (const { id, statements } of all) {
      const sids = statements.map(({ Sid = '' }) => Sid);
      for (const sid of sids) {
        assert.match(sid, /^[A-Za-z0-9]+$/);
        assert.equal(controlOfSid(sid, ids), id, sid);
      }
      assert.equal(new Set(sids).size, sids.length, id);
      assert.equal(sids[0]?.startsWith(sidPrefix(id)), true);
    }
  });

  it('leave the exempted alone, in every partition', () => {
    for (const { id, type, statements } of all) {
      const text = JSON.stringify(statements);
      assert.doesNotMatch(text, /arn:aws:/, id);
      if (type === 'RESOURCE_CONTROL_POLICY' || id === 'deny-root-user') continue;
      for (const { Sid, Condition } of statements) {
        const exempted = list(Condition?.['ArnNotLike']?.['aws:PrincipalArn']);
        for (const role of ['break-glass', 'ringfence-deploy', 'AWSControlTowerExecution', 'stacksets-exec-*']) {
          assert.ok(exempted.includes(`arn:*:iam::*:role/${role}`), `${id}: ${Sid}: ${role}`);
        }
      }
    }
  });

  it('no deny has a positive condition that an absent key fulfils', () => {
    for (const { id, type, statements } of all)
      for (const { Condition = {} } of statements)
        for (const operator of Object.keys(Condition)) {
          if (!/IfExists$|^ForAllValues/.test(operator)) continue;
          // AWS's own form of a data perimeter: people and services are told apart by a key that is always there.
          assert.equal(type, 'RESOURCE_CONTROL_POLICY', `${id}: ${operator}`);
        }
  });

  it('each fits into a document', () => {
    for (const { id, type, statements } of all) {
      const { length } = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      assert.ok(length <= (type === 'SERVICE_CONTROL_POLICY' ? 10_240 : 5_120), `${id}: ${length}`);
    }
  });

  it('root users are kept from every change that ECS knows', () => {
    const denied = new Set(
      statementsById('deny-root-user').flatMap((one) => actionsOf(one).flatMap((name) => matching(catalogue, name))),
    );
    for (const name of catalogue.actionsOf('ecs')) {
      const reads = /^(Read|List)$/.test(catalogue.action(name)?.accessLevel ?? '');
      assert.equal(denied.has(name), !reads, name);
    }
  });

  it('changes through pipelines never reach what agents and tasks call', () => {
    const agents = `Poll RegisterContainerInstance DeregisterContainerInstance SubmitAttachmentStateChanges
      SubmitContainerStateChange SubmitTaskStateChange DiscoverPollEndpoint StartTelemetrySession PutSystemLogEvents
      UpdateContainerInstancesState UpdateTaskProtection GetTaskProtection RunTask StartTask StopTask`;
    const denied = statementsById('changes-through-pipeline').flatMap(actionsOf);
    for (const name of agents.trim().split(/\s+/)) assert.equal(denied.includes(`ecs:${name}`), false, name);
    for (const name of ['CreateCluster', 'UpdateService', 'RegisterTaskDefinition', 'PutAccountSettingDefault']) {
      assert.equal(denied.includes(`ecs:${name}`), true, name);
    }
  });

  it('tags are not required of what schedules, CodeDeploy and instances do', () => {
    const denied = statementsById('require-ecs-tags').flatMap(actionsOf);
    for (const name of ['RunTask', 'StartTask', 'CreateTaskSet', 'RegisterContainerInstance']) {
      assert.equal(denied.includes(`ecs:${name}`), false, name);
    }
  });

  it('compute is restricted by the statements that the facts ask for', () => {
    const sids = (allowedLaunchTypes: readonly string[]) =>
      statementsById('restrict-compute', { shared: { allowedLaunchTypes } }).map(({ Sid }) => Sid);
    assert.deepEqual(sids(['FARGATE']), ['RestrictCompute', 'RestrictComputeAbsent', 'RestrictComputeInstances']);
    assert.deepEqual(sids(['FARGATE', 'MANAGED_INSTANCES']), ['RestrictCompute', 'RestrictComputeAbsent']);
    assert.deepEqual(sids(['FARGATE', 'EC2']), ['RestrictCompute']);
    const [first, second] = statementsById('restrict-compute');
    assert.deepEqual(first?.Condition?.['ForAnyValue:StringNotEquals'], { 'ecs:compute-compatibility': ['FARGATE'] });
    assert.deepEqual(second?.Condition?.['Null'], { 'ecs:compute-compatibility': 'true' });
  });

  it('root users with centralized root access are told by aws:AssumedRoot', () => {
    const condition = (set: Record<string, boolean>) => statementsById('deny-root-user', { set })[0]?.Condition;
    assert.deepEqual(condition({}), {
      ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' },
      Null: { 'aws:AssumedRoot': 'true' },
    });
    assert.deepEqual(condition({ allowAssumedRoot: false }), { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } });
  });
});
