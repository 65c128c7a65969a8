import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { readRequests } from '../../src/simulate/read-requests.js';
import { type RequestsFile, RequestsSchema } from '../../src/simulate/schema.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<RequestsFile>(RequestsSchema);
const read = (text: string) => readRequests('requests.yaml', text, validate);

/** What the requests of a text are, without their places. */
const cases = (text: string) => read(text).value?.requests.map((one) => one.case);

const assumed = {
  eventSource: 'ecs.amazonaws.com',
  eventName: 'DeleteCluster',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '192.0.2.7',
  userAgent: 'aws-cli/2',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::222222222222:assumed-role/deployer/session',
    sessionContext: {
      attributes: { mfaAuthenticated: 'false' },
      sessionIssuer: { arn: 'arn:aws:iam::222222222222:role/ci/deployer' },
    },
  },
  resources: [{ ARN: 'arn:aws:ecs:eu-west-1:222222222222:cluster/web' }],
};

describe('files of requests', () => {
  it('are lists of requests, with or without an expectation', () => {
    const text = `
- {principal: 'arn:aws:iam::222222222222:root', action: 'ecs:DeleteCluster'}
- name: named
  request: {principal: 'arn:aws:iam::222222222222:role/a', action: 'ecs:RunTask', account: '222222222222'}
  expect: deny
  by: deny-root-user
`;
    assert.deepEqual(cases(text), [
      { request: { principal: 'arn:aws:iam::222222222222:root', action: 'ecs:DeleteCluster' } },
      {
        name: 'named',
        request: { principal: 'arn:aws:iam::222222222222:role/a', action: 'ecs:RunTask', account: '222222222222' },
        expect: 'deny',
        by: 'deny-root-user',
      },
    ]);
    assert.deepEqual(
      read(text).value?.requests.map(({ line }) => line),
      [2, 3],
    );
  });

  it('may ask for every action of the IAM catalogue, and for nothing else', async () => {
    const { actions } = await iamCatalogue();
    const file = (names: readonly string[]) =>
      JSON.stringify(names.map((action) => ({ principal: 'arn:aws:iam::222222222222:root', action })));
    assert.equal(cases(file(actions))?.length, actions.length);
    for (const action of ['ecs', 'ecs:', ':RunTask', 'ecs:*', 'ecs:Run Task', 'ecs:RunTask:1', 'ecs/RunTask'])
      assert.match(read(file([action])).problems?.[0]?.message ?? '', /an action such as `ecs:DeleteCluster`/, action);
  });

  it('may be events of CloudTrail: the principal is the role, not its session', () => {
    assert.deepEqual(cases(JSON.stringify({ Records: [assumed] })), [
      {
        name: 'arn:aws:iam::222222222222:role/ci/deployer ecs:DeleteCluster',
        request: {
          principal: 'arn:aws:iam::222222222222:role/ci/deployer',
          action: 'ecs:DeleteCluster',
          resource: 'arn:aws:ecs:eu-west-1:222222222222:cluster/web',
          region: 'eu-west-1',
          context: {
            'aws:SourceIp': '192.0.2.7',
            'aws:UserAgent': 'aws-cli/2',
            'aws:MultiFactorAuthPresent': 'false',
          },
        },
      },
    ]);
  });

  it('may be what lookup-events prints', () => {
    const root = {
      eventSource: 'monitoring.amazonaws.com',
      eventName: 'DeleteAlarms',
      userIdentity: { type: 'Root', arn: 'arn:aws:iam::222222222222:root' },
    };
    const events = { Events: [{ CloudTrailEvent: JSON.stringify(root) }] };
    assert.deepEqual(cases(JSON.stringify(events)), [
      {
        name: 'arn:aws:iam::222222222222:root cloudwatch:DeleteAlarms',
        request: {
          principal: 'arn:aws:iam::222222222222:root',
          action: 'cloudwatch:DeleteAlarms',
          resource: '*',
          context: {},
        },
      },
    ]);
  });

  it('say which events are passed over, and read the others', () => {
    const outcome = read(JSON.stringify({ Records: [{ eventSource: 'x', eventName: 'y' }, assumed] }));
    assert.equal(outcome.value?.requests.length, 1);
    assert.match(outcome.value?.skipped[0]?.message ?? '', /event 1 is passed over: its `userIdentity`/);
  });

  const wrong: [string, string, RegExp, number][] = [
    ['no list', 'principal: x', /the file is a map; it must be a list/, 1],
    [
      'a misspelt key',
      '- {principal: x, action: "ecs:RunTask", regoin: eu-west-1}',
      /unknown key `regoin`.*`region`/,
      1,
    ],
    ['no action', '- {principal: x}', /`action` is missing/, 1],
    ['an action without a service', '- {principal: x, action: RunTask}', /an action such as/, 1],
    ['YAML that ends', '- {principal: x', /./, 1],
  ];
  for (const [name, text, message, line] of wrong) {
    it(`${name}: an error with its line`, () => {
      const problem = read(text).problems?.[0];
      assert.match(problem?.message ?? 'no problem', message);
      assert.equal(problem?.line, line);
    });
  }
});
