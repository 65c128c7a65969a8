import assert from 'node:assert/strict';
import { effective, problems } from './support/resolve.js';

const COMPANY = `profile: recommended
parameters: {regions: [eu-west-1], allowedLaunchTypes: [FARGATE]}
inlineExceptions: [service-multi-az]
controls:
  service-multi-az: {severity: critical, parameters: {minimumSubnets: 3}}
`;

const EXCEPTION = 'reason: a, owner: b, expires: 2027-01-31';

/** What is locked, what the file that extends says, and the message; null where it is allowed. */
const CASES: readonly (readonly [locked: string, text: string, problem: string | null])[] = [
  [
    'service-multi-az',
    'controls: {service-multi-az: off}',
    '2:30: `service-multi-az` is locked by company.yaml: it cannot be turned off here',
  ],
  [
    'service-multi-az',
    'controls: {service-multi-az: false}',
    '2:30: `service-multi-az` is locked by company.yaml: it cannot be turned off here',
  ],
  [
    'service-multi-az',
    'controls: {service-multi-az: {severity: high}}',
    '2:41: `service-multi-az` is locked by company.yaml: its severity is at least `critical`',
  ],
  ['service-no-public-ip', 'controls: {service-no-public-ip: {severity: critical}}', null],
  [
    'service-multi-az',
    'controls: {service-multi-az: {parameters: {minimumSubnets: 2}}}',
    '2:60: `service-multi-az` is locked by company.yaml: `minimumSubnets` of `service-multi-az` stays 3',
  ],
  [
    'service-multi-az',
    'controls: {service-multi-az: {parameters: {strictly: true}}}',
    '2:54: `service-multi-az` is locked by company.yaml: `strictly` of `service-multi-az` stays false',
  ],
  ['service-multi-az', 'controls: {service-multi-az: {parameters: {minimumSubnets: 3}}}', null],
  [
    'service-multi-az',
    `exceptions: [{control: service-multi-az, ${EXCEPTION}}]`,
    '2:14: `service-multi-az` is locked by company.yaml: no exception can be added here',
  ],
  ['service-multi-az', `exceptions: [{control: service-no-public-ip, ${EXCEPTION}}]`, null],
  ['controls.service-multi-az', `exceptions: [{control: service-multi-az, ${EXCEPTION}}]`, null],
  [
    'controls.service-multi-az',
    'controls: {service-multi-az: off}',
    '2:30: `controls.service-multi-az` is locked by company.yaml: it cannot be turned off here',
  ],
  [
    'controls.service-multi-az.severity',
    'controls: {service-multi-az: {severity: low}}',
    '2:41: `controls.service-multi-az.severity` is locked by company.yaml: its severity is at least `critical`',
  ],
  [
    'controls.service-multi-az.parameters.minimumSubnets',
    'controls: {service-multi-az: {parameters: {strictly: true}}}',
    null,
  ],
  [
    'controls',
    'controls: {container-read-only-root: off}',
    '2:38: `controls` is locked by company.yaml: it cannot be turned off here',
  ],
  [
    'exceptions',
    `exceptions: [{control: service-multi-az, ${EXCEPTION}}]`,
    '2:14: `exceptions` is locked by company.yaml: no exception can be added here',
  ],
  [
    'profile',
    'profile: essential',
    '2:10: `profile` is locked by company.yaml: `essential` asks for less than `recommended`',
  ],
  ['profile', 'profile: strict', null],
  [
    'parameters.regions',
    'parameters: {regions: [us-east-1]}',
    '2:23: `parameters.regions` is locked by company.yaml: it cannot be changed here',
  ],
  [
    'parameters',
    'parameters: {requiredTags: [team]}',
    '2:28: `parameters` is locked by company.yaml: it cannot be changed here',
  ],
  ['parameters.regions', 'parameters: {requiredTags: [team]}', null],
  [
    'service-launch-type-allowed',
    'parameters: {allowedLaunchTypes: [EC2]}',
    '2:34: `service-launch-type-allowed` is locked by company.yaml: `allowedLaunchTypes` of `service-launch-type-allowed` stays ["FARGATE"]',
  ],
  [
    'parameters.allowedLaunchTypes',
    'controls: {service-launch-type-allowed: {parameters: {allowedLaunchTypes: [EC2]}}}',
    '2:75: `parameters.allowedLaunchTypes` is locked by company.yaml: `allowedLaunchTypes` of `service-launch-type-allowed` stays ["FARGATE"]',
  ],
  [
    'service-multi-az',
    'organization: {targets: [{unit: /A, controls: {service-multi-az: {parameters: {minimumSubnets: 1}}}}]}',
    '2:96: `service-multi-az` is locked by company.yaml: `minimumSubnets` of `service-multi-az` stays 3',
  ],
  [
    'service-launch-type-allowed',
    'organization: {targets: [{unit: /A, parameters: {allowedLaunchTypes: [EC2]}}]}',
    '2:70: `service-launch-type-allowed` is locked by company.yaml: `allowedLaunchTypes` of `service-launch-type-allowed` stays ["FARGATE"]',
  ],
  [
    'inlineExceptions',
    'inlineExceptions: all',
    '2:19: `inlineExceptions` is locked by company.yaml: it allows more than that',
  ],
  [
    'inlineExceptions',
    'inlineExceptions: [service-no-public-ip]',
    '2:19: `inlineExceptions` is locked by company.yaml: it allows more than that',
  ],
  ['inlineExceptions', 'inlineExceptions: none', null],
  [
    'organization.targets',
    'organization: {targets: [{unit: /A}]}',
    '2:25: `organization.targets` is locked by company.yaml: it cannot be changed here',
  ],
  ['organization.targets', 'organization: {source: aws}', null],
];

describe('what an extended configuration locks', () => {
  for (const [locked, text, problem] of CASES) {
    it(`${locked}: ${text} is ${problem ? 'refused' : 'allowed'}`, async () => {
      const files = {
        '/repo/company.yaml': `${COMPANY}locked: [${locked}]\n`,
        '/repo/ringfence.yaml': `extends: ./company.yaml\n${text}\n`,
      };
      assert.deepEqual(await problems(files), problem ? [`ringfence.yaml:${problem}`] : []);
    });
  }

  it('holds through a file between', async () => {
    const files = {
      '/repo/company.yaml': 'locked: [service-multi-az]\n',
      '/repo/team.yaml': 'extends: ./company.yaml\nprofile: strict\n',
      '/repo/ringfence.yaml': 'extends: ./team.yaml\ncontrols: {service-multi-az: off}\n',
    };
    assert.deepEqual(await problems(files), [
      'ringfence.yaml:2:30: `service-multi-az` is locked by company.yaml: it cannot be turned off here',
    ]);
  });

  it('says nothing against what the same file does', async () => {
    const text = 'locked: [service-multi-az]\ncontrols: {service-multi-az: off}\n';
    assert.deepEqual(await problems({ '/repo/ringfence.yaml': text }), []);
  });

  it('keeps a locked control selected in a smaller profile', async () => {
    const configuration = await effective('extends: ./company.yaml\nprofile: essential\n', {
      '/repo/company.yaml': 'profile: recommended\nlocked: [container-read-only-root]\n',
    });
    assert.deepEqual(configuration.pinned, ['container-read-only-root']);
    assert.deepEqual(configuration.locked, ['container-read-only-root']);
  });
});
