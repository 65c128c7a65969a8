import assert from 'node:assert/strict';
import { unitParameters } from '../../src/configuration/configuration.js';
import { type Selection, selectControls } from '../../src/configuration/select.js';
import { CONTROLS, effective } from './support/resolve.js';

const NOTHING: Selection = { controls: [], skip: [], set: [], unit: '/' };

async function selected(text: string, selection: Partial<Selection>): Promise<string[]> {
  const outcome = selectControls(await effective(text), CONTROLS, { ...NOTHING, ...selection });
  return outcome.problems ? [...outcome.problems] : outcome.selected.map(({ control }) => control.id);
}

const ESSENTIAL = ['service-no-public-ip', 'service-multi-az'];
const RECOMMENDED = [...ESSENTIAL, 'service-launch-type-allowed', 'container-read-only-root'];
const STRICT = [...RECOMMENDED, 'service-tags-propagated'];

const CASES: readonly (readonly [name: string, text: string, selection: Partial<Selection>, ids: readonly string[]])[] =
  [
    ['the default profile', '', {}, RECOMMENDED],
    ['the configuration’s profile', 'profile: strict', {}, STRICT],
    ['the command line’s profile', 'profile: strict', { profile: 'essential' }, ESSENTIAL],
    ['without what is off', 'controls: {service-multi-az: off}', { profile: 'essential' }, ['service-no-public-ip']],
    ['with what the configuration names', 'controls: {service-tags-propagated: {}}', {}, STRICT],
    [
      'exactly the profile of the command line',
      'controls: {service-tags-propagated: {}}',
      { profile: 'essential' },
      ESSENTIAL,
    ],
    ['the controls that are asked for', '', { controls: ['service-tags-propagated'] }, ['service-tags-propagated']],
    [
      'a control that is off, asked for',
      'controls: {service-multi-az: off}',
      { controls: ['service-multi-az'] },
      ['service-multi-az'],
    ],
    ['without what is skipped', 'profile: essential', { skip: ['service-multi-az'] }, ['service-no-public-ip']],
    ['from a severity on', 'profile: strict', { severity: 'medium' }, RECOMMENDED],
    [
      'from a severity on, as configured',
      'controls: {container-read-only-root: {severity: critical}}',
      { severity: 'critical' },
      ['container-read-only-root'],
    ],
    [
      'an unknown control',
      '',
      { controls: ['service-multi-a'] },
      ['there is no control `service-multi-a`; did you mean `service-multi-az`?'],
    ],
    ['an unknown control to skip', '', { skip: ['x'] }, ['there is no control `x`; `ringfence controls` lists them']],
    [
      'a setting without a value',
      '',
      { set: ['service-multi-az'] },
      ['`--set service-multi-az` is not of the form CONTROL.NAME=VALUE'],
    ],
    [
      'a setting of the wrong type',
      '',
      { set: ['service-multi-az.minimumSubnets=many'] },
      ['`--set service-multi-az.minimumSubnets=many`: `minimumSubnets` must be a whole number'],
    ],
    [
      'a setting out of range',
      '',
      { set: ['service-multi-az.minimumSubnets=0'] },
      ['`--set service-multi-az.minimumSubnets=0`: `minimumSubnets` must be at least 1, not `0`'],
    ],
    [
      'a setting of nothing',
      '',
      { set: ['service-multi-az.subnets=1'] },
      ['control `service-multi-az` has no parameter `subnets`; it has `minimumSubnets`, `strictly`'],
    ],
  ];

describe('the controls of a run', () => {
  for (const [name, text, selection, ids] of CASES) {
    it(name, async () => {
      assert.deepEqual(await selected(text, selection), ids);
    });
  }

  it('are typed by --set', async () => {
    const outcome = selectControls(await effective('profile: strict'), CONTROLS, {
      ...NOTHING,
      set: [
        'service-multi-az.minimumSubnets=4',
        'service-multi-az.strictly=true',
        'service-launch-type-allowed.allowedLaunchTypes=FARGATE, EC2',
        'service-tags-propagated.ports=[443]',
      ],
    });
    const of = (id: string) => outcome.selected?.find(({ control }) => control.id === id)?.parameters;
    assert.deepEqual(of('service-multi-az'), { minimumSubnets: 4, strictly: true });
    assert.deepEqual(of('service-launch-type-allowed'), { allowedLaunchTypes: ['FARGATE', 'EC2'] });
    assert.deepEqual(of('service-tags-propagated'), { prefix: 'a', ports: [443] });
  });

  it('that are locked are neither skipped nor set', async () => {
    const configuration = await effective('extends: ./c.yaml', { '/repo/c.yaml': 'locked: [service-multi-az]' });
    const selection = { ...NOTHING, skip: ['service-multi-az'], set: ['service-multi-az.minimumSubnets=1'] };
    assert.deepEqual(selectControls(configuration, CONTROLS, selection).problems, [
      '`service-multi-az` is locked by the configuration that yours extends: `--skip` cannot weaken it',
      '`service-multi-az` is locked by the configuration that yours extends: `--set` cannot weaken it',
    ]);
  });
});

const UNITS = `parameters: {allowedLaunchTypes: [FARGATE]}
controls: {service-multi-az: {parameters: {minimumSubnets: 3}}}
organization:
  targets:
    - {unit: /Workloads/Production, controls: {service-multi-az: {parameters: {minimumSubnets: 5}}}}
    - {unit: /Workloads, parameters: {allowedLaunchTypes: [EC2]}, controls: {service-multi-az: {parameters: {minimumSubnets: 4}}}}
    - {unit: ou-exam-sandbox1, controls: {service-multi-az: {parameters: {minimumSubnets: 1}}}}
`;

describe('the parameters of a unit', () => {
  const cases: readonly (readonly [unit: string, subnets: number, types: readonly string[]])[] = [
    ['/', 3, ['FARGATE']],
    ['/Workloads', 4, ['EC2']],
    ['/Workloads/Production', 5, ['EC2']],
    ['/Workloads/Production/Shop', 5, ['EC2']],
    ['/Workloads/Development', 4, ['EC2']],
    ['/WorkloadsToo', 3, ['FARGATE']],
    ['ou-exam-sandbox1', 1, ['FARGATE']],
  ];
  for (const [unit, subnets, types] of cases) {
    it(unit, async () => {
      const configuration = await effective(UNITS);
      const values = CONTROLS.slice(1, 3).map((control) => unitParameters(configuration, control, unit));
      assert.deepEqual(values, [{ minimumSubnets: subnets, strictly: false }, { allowedLaunchTypes: types }]);
    });
  }
});
