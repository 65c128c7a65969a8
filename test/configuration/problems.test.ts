import assert from 'node:assert/strict';
import { problems } from './support/resolve.js';

const CASES: readonly (readonly [name: string, text: string, problem: string])[] = [
  ['a key that is not known', 'version: 1\nprofil: strict\n', '2:1: unknown key `profil`; did you mean `profile`?'],
  ['a key far from any', 'version: 1\nsomething: 1\n', '2:1: unknown key `something`'],
  [
    'a key of a control',
    'controls:\n  service-multi-az: {severty: high}\n',
    '2:22: unknown key `severty` in `controls.service-multi-az`; did you mean `severity`?',
  ],
  [
    'a profile that does not exist',
    'profile: strickt\n',
    '1:10: `profile` is `strickt`; it must be one of `essential`, `recommended`, `strict`; did you mean `strict`?',
  ],
  [
    'a severity that does not exist',
    'controls:\n  service-multi-az:\n    severity: hihg\n',
    '3:15: `controls.service-multi-az.severity` is `hihg`; it must be one of `low`, `medium`, `high`, `critical`; did you mean `high`?',
  ],
  ['another version', 'version: 2\n', '1:10: `version` is `2`; it must be `1`'],
  [
    'a list where text belongs',
    'profile: [strict]\n',
    '1:10: `profile` is a list; it must be one of `essential`, `recommended`, `strict`',
  ],
  ['text where a list belongs', 'load: ./a.mjs\n', '1:7: `load` is text; it must be a list'],
  ['a file that is no map', '- a\n', '1:1: the file is a list; it must be a map'],
  [
    'a control set to a word',
    'controls:\n  service-multi-az: disabled\n',
    '2:21: `controls.service-multi-az` is `disabled`; it must be `false` or `off` or a map',
  ],
  [
    'a control that does not exist',
    'controls:\n  service-multi-as: off\n',
    '2:3: there is no control `service-multi-as`; did you mean `service-multi-az`?',
  ],
  [
    'a parameter that does not exist',
    'controls:\n  service-multi-az: {parameters: {minimumSubnet: 3}}\n',
    '2:35: control `service-multi-az` has no parameter `minimumSubnet`; did you mean `minimumSubnets`?',
  ],
  [
    'a parameter of a control that has none',
    'controls:\n  service-no-public-ip: {parameters: {a: 3}}\n',
    '2:39: control `service-no-public-ip` has no parameters',
  ],
  [
    'a parameter of the wrong type',
    "controls:\n  service-multi-az: {parameters: {minimumSubnets: '3'}}\n",
    '2:51: `minimumSubnets` must be a whole number',
  ],
  [
    'a parameter above its maximum',
    'controls:\n  service-multi-az: {parameters: {minimumSubnets: 7}}\n',
    '2:51: `minimumSubnets` must be at most 6, not `7`',
  ],
  [
    'a text that does not match',
    'controls:\n  service-tags-propagated: {parameters: {prefix: A1}}\n',
    '2:50: `prefix` must be text that matches `^[a-z]+$`, not `A1`',
  ],
  [
    'a shared parameter that a control does not take',
    'parameters:\n  allowedLaunchTypes: [FARGATE, FARGATTE]\n',
    '2:23: `allowedLaunchTypes` must be one of `FARGATE`, `EC2`, `EXTERNAL`, not `FARGATTE`; did you mean `FARGATE`?',
  ],
  [
    "a control's own parameter among the shared ones",
    'parameters:\n  minimumSubnets: 3\n',
    "2:3: `minimumSubnets` is not one of the shared parameters (regions, breakGlassRoles, exemptRoles, platformRoles, pipelineRoles, allowedLaunchTypes, requiredTags); a control's own stands under `controls.ID.parameters`",
  ],
  [
    'an account number without quotes',
    'exceptions:\n  - {control: service-multi-az, accounts: [222222222222], reason: a, owner: b, expires: 2027-01-31}\n',
    '2:44: `exceptions.0.accounts.0` is a number; it must be text: put it in quotes',
  ],
  [
    'an exception without an owner',
    'exceptions:\n  - control: service-multi-az\n    reason: a\n    expires: 2027-01-31\n',
    '2:5: `owner` is missing in `exceptions.0`',
  ],
  [
    'an exception with an empty reason',
    "exceptions:\n  - {control: service-multi-az, reason: '', owner: b, expires: 2027-01-31}\n",
    '2:41: `exceptions.0.reason` is empty; it must be a reason in words',
  ],
  [
    'an expiry that is no day',
    'exceptions:\n  - {control: service-multi-az, reason: a, owner: b, expires: 31.1.2027}\n',
    '2:63: `exceptions.0.expires` is `31.1.2027`; it must be a day as YYYY-MM-DD',
  ],
  [
    'an expiry that the calendar does not have',
    'exceptions:\n  - {control: service-multi-az, reason: a, owner: b, expires: 2027-02-30}\n',
    '2:63: `2027-02-30` is no day of the calendar',
  ],
  [
    'an exception for a control that does not exist',
    'exceptions:\n  - {control: service-multiaz, reason: a, owner: b, expires: 2027-01-31}\n',
    '2:6: there is no control `service-multiaz`; did you mean `service-multi-az`?',
  ],
  [
    'an inline exception for a control that does not exist',
    'inlineExceptions: [nothing-at-all-like-it]\n',
    '1:20: there is no control `nothing-at-all-like-it`',
  ],
  [
    'a lock on nothing',
    'locked: [profil]\n',
    '1:10: `locked` names neither a control nor a key: `profil`; did you mean `profile`?',
  ],
  [
    'a soak time in words',
    'organization:\n  waves: [{name: a, units: [/A], soak: a day}]\n',
    '2:40: `organization.waves.0.soak` is `a day`; it must be a duration such as `30m`, `24h` or `2d`',
  ],
  [
    'a quota of a policy type that does not exist',
    'organization:\n  quotas:\n    SERVICE_CONTROL_POLICIES: {characters: 1}\n',
    '3:5: unknown key `SERVICE_CONTROL_POLICIES` in `organization.quotas`; did you mean `SERVICE_CONTROL_POLICY`?',
  ],
  [
    'a parameter of a target that does not fit',
    'organization:\n  targets:\n    - unit: /A\n      controls: {service-multi-az: {parameters: {strictly: maybe}}}\n',
    '4:60: `strictly` must be true or false',
  ],
  [
    'a policy of a target that does not exist',
    'organization:\n  targets:\n    - unit: /A\n      policies: [deny-root-user, deny-root-users]\n',
    '4:34: there is no organization policy `deny-root-users`; did you mean `deny-root-user`?',
  ],
  [
    'a document without its ending',
    'organization: {targets: [{unit: /A, policies: [our-own]}]}\n',
    "1:48: there is no organization policy `our-own`; a document of one's own is named by its path, `./our-own.json`",
  ],
  [
    'a control among the policies of a target',
    'organization: {targets: [{unit: /A, policies: [service-no-public-ip]}]}\n',
    '1:48: `service-no-public-ip` is a control that `check` judges, no organization policy: `ringfence controls service-no-public-ip` names those that prevent',
  ],
  [
    'a unit that is no path',
    'organization: {targets: [{unit: Workloads}]}\n',
    '1:33: `Workloads` is no unit: write a path of names from the root (`/Workloads`), an id (`ou-…`, `r-…`) or an account number',
  ],
  [
    'an account number that is too short',
    "organization: {waves: [{name: a, units: ['11111']}]}\n",
    '1:42: `11111` is no unit: write a path of names from the root (`/11111`), an id (`ou-…`, `r-…`) or an account number',
  ],
  [
    'a wave that has the name of what comes after all',
    'organization: {waves: [{name: everywhere, units: [/A]}]}\n',
    '1:31: `everywhere` is what comes after all waves: take another name',
  ],
  [
    'two waves of one name',
    'organization:\n  waves:\n    - {name: a, units: [/A]}\n    - {name: a, units: [/B]}\n',
    '4:14: there are two waves `a`: rename one',
  ],
  [
    'a unit in two waves',
    'organization:\n  waves:\n    - {name: a, units: [/A]}\n    - {name: b, units: [/B, /A]}\n',
    '4:29: `/A` is in two waves, or twice in one: remove it here',
  ],
  ['a key that stands there twice', 'profile: strict\nprofile: strict\n', '2:1: Map keys must be unique'],
];

describe('what is wrong with a configuration', () => {
  for (const [name, text, problem] of CASES) {
    it(name, async () => {
      assert.deepEqual(await problems({ '/repo/ringfence.yaml': text }), [`ringfence.yaml:${problem}`]);
    });
  }

  it('is said all at once', async () => {
    const text = 'profil: strict\ncontrols:\n  service-multi-az: 3\nload: {}\n';
    assert.deepEqual(await problems({ '/repo/ringfence.yaml': text }), [
      'ringfence.yaml:1:1: unknown key `profil`; did you mean `profile`?',
      'ringfence.yaml:3:21: `controls.service-multi-az` is `3`; it must be `false` or `off` or a map',
      'ringfence.yaml:4:7: `load` is a map; it must be a list',
    ]);
  });

  it('is nothing in the example of the documentation', async () => {
    assert.deepEqual(await problems({ '/repo/ringfence.yaml': EXAMPLE, '/repo/company.yaml': 'version: 1\n' }), []);
  });
});

const EXAMPLE = `version: 1
extends: ./company.yaml
profile: recommended
parameters:
  regions: [eu-west-1, eu-central-1]
  breakGlassRoles: ['arn:*:iam::*:role/break-glass']
  exemptRoles: []
  platformRoles: ['arn:*:iam::*:role/platform-*']
controls:
  service-multi-az: {severity: critical, parameters: {minimumSubnets: 3}}
  container-read-only-root: off
load: ['./controls/*.mjs']
inlineExceptions: all
organization:
  source: aws
  assumeRole: 'arn:aws:iam::111111111111:role/ringfence-deploy'
  deploymentRole: 'arn:aws:iam::*:role/ringfence-deploy'
  quotas:
    SERVICE_CONTROL_POLICY: {characters: 10240, perTarget: 10, reserved: 2}
    RESOURCE_CONTROL_POLICY: {characters: 5120, perTarget: 5, reserved: 1}
  targets:
    - unit: /Workloads
      policies: [deny-ecs-outside-regions, deny-root-user, ./our-own-scp.json]
    - unit: /Workloads/Production
      parameters: {regions: [eu-west-1]}
      policies: [deny-ecs-exec]
  waves:
    - {name: canary, units: [/Workloads/Sandbox], soak: 24h}
  config: {regions: [eu-west-1], profile: essential, excludeUnits: [/Sandbox], deliveryBucket: awsconfigconforms-example, delegatedAdministrator: '222222222222'}
exceptions:
  - control: service-no-public-ip
    resource: 'Agent*'
    container: agent
    file: 'monitoring/**'
    accounts: ['222222222222']
    reason: the node agent needs it
    owner: platform@example.com
    expires: 2027-01-31
`;
