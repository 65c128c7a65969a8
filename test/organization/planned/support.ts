import { type Configuration, DEFAULTS } from '../../../src/configuration/configuration.js';
import type { Organization as ConfiguredOrganization } from '../../../src/configuration/schema.js';
import { type PlannedState, type PlanSources, plannedState } from '../../../src/organization/planned/planned-state.js';
import type { Unit } from '../../../src/organization/tree.js';
import type {
  ContentPolicy,
  Inputs,
  OrganizationPolicyControl,
  StatementPolicy,
} from '../../../src/organization-policies/organization-policy.js';
import type { StatementDocument } from '../../../src/scp/policy.js';
import { FULL, organizationWith } from '../plan/support.js';

const SECURITY = 'ou-exam-security0';

type Targets = NonNullable<ConfiguredOrganization['targets']>;

const about = (id: string) => ({
  id,
  practice: '6.3',
  title: id,
  why: '',
  remedy: '',
  gaps: [],
  sources: [],
});

const statement = (Sid: string, actions: readonly string[], condition?: StatementDocument['Condition']) => ({
  Sid,
  Effect: 'Deny' as const,
  Action: actions,
  Resource: ['*'],
  ...(condition && { Condition: condition }),
});

function denying(
  id: string,
  statements: (inputs: Inputs) => readonly StatementDocument[],
  rest: Partial<StatementPolicy> = {},
): StatementPolicy {
  return { ...about(id), kind: 'SERVICE_CONTROL_POLICY', statements, properties: () => [], examples: [], ...rest };
}

const tagging: ContentPolicy = {
  ...about('same-tags'),
  kind: 'TAG_POLICY',
  content: ({ shared }) => ({ tags: { owner: { tag_value: { '@@assign': shared.requiredTags } } } }),
};

const declaring: ContentPolicy = {
  ...about('declare-images'),
  kind: 'DECLARATIVE_POLICY_EC2',
  content: () => ({ ec2_attributes: {} }),
  guard: {
    statements: () => [statement('DenyImages', ['ec2:DisableAllowedImagesSettings'])],
    properties: () => [],
    examples: [],
  },
};

/** A handful of controls whose documents can be written down by hand. */
export const CONTROLS: readonly OrganizationPolicyControl[] = [
  denying(
    'deny-regions',
    ({ shared }) => [
      statement('DenyRegions', ['ecs:*'], { StringNotEquals: { 'aws:RequestedRegion': shared.regions } }),
    ],
    { needs: ['regions'] },
  ),
  denying('deny-exec', ({ own }) => [statement('DenyExec', [String(own['action'])])], {
    parameters: { action: { type: 'text', default: 'ecs:ExecuteCommand', description: '' } },
  }),
  denying('deny-root', () => [
    statement('DenyRoot', ['ecs:*'], { ArnLike: { 'aws:PrincipalArn': 'arn:*:iam::*:root' } }),
  ]),
  denying('protect-guardrails', ({ exemptions }) => [
    statement('Guardrails', ['iam:*'], { ArnNotLike: { 'aws:PrincipalArn': exemptions } }),
  ]),
  denying(
    'perimeter',
    ({ own }) => [
      {
        ...statement('Perimeter', ['s3:*'], {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': String(own['organizationId']) },
        }),
        Principal: '*',
      },
    ],
    {
      kind: 'RESOURCE_CONTROL_POLICY',
      needs: ['organizationId'],
      parameters: { organizationId: { type: 'text', default: '', description: '' } },
    },
  ),
  tagging,
  declaring,
];

/** Root, /Workloads (with the account shop), /Workloads/Sandbox, /Security. */
export const ORGANIZATION = (() => {
  const made = organizationWith();
  const security: Unit = { id: SECURITY, name: 'Security', policies: [FULL.id], accounts: [], units: [], tags: {} };
  return { ...made, root: { ...made.root, units: [...made.root.units, security] } };
})();

export interface Situation extends Partial<Omit<PlanSources, 'configuration'>> {
  readonly targets: Targets;
  readonly configuration?: Partial<Configuration>;
  readonly quotas?: ConfiguredOrganization['quotas'];
}

/** The planned state of some targets; regions are Ireland's alone, and the rest is as it is without configuration. */
export function planOf({ targets, configuration = {}, quotas, ...sources }: Situation): PlannedState {
  return plannedState({
    organization: ORGANIZATION,
    controls: CONTROLS,
    files: new Map(),
    ...sources,
    configuration: {
      ...DEFAULTS,
      parameters: { regions: ['eu-west-1'] },
      ...configuration,
      organization: { ...configuration.organization, targets, ...(quotas && { quotas }) },
    },
  });
}
