import type { ParameterValue } from '../language/bind.js';
import type { PolicyType, StatementDocument } from '../scp/policy.js';
import type { PropertyDefinition } from '../scp/property.js';
import { exemptionsOf } from './exemptions.js';
import type { ContentDocument, Inputs, OrganizationPolicyControl, SharedParameters } from './organization-policy.js';

/** What shared parameters are where the configuration does not set them. */
export const SHARED_DEFAULTS: SharedParameters = {
  regions: [],
  breakGlassRoles: [],
  exemptRoles: [],
  platformRoles: [],
  pipelineRoles: [],
  allowedLaunchTypes: ['FARGATE', 'EC2', 'MANAGED_INSTANCES'],
  requiredTags: [],
};

export const isSharedParameter = (name: string): name is keyof SharedParameters => Object.hasOwn(SHARED_DEFAULTS, name);

/** What the configuration says of one control at one place; what it leaves out has its default. */
export interface Given {
  readonly shared: SharedParameters;
  readonly own: Readonly<Record<string, ParameterValue>>;
  /** `organization.deploymentRole`; null where none is configured. */
  readonly deploymentRole: string | null;
}

/** The inputs of a control's generators. */
export function inputsOf(control: OrganizationPolicyControl, { shared, own, deploymentRole }: Given): Inputs {
  const defaults = Object.entries(control.parameters ?? {}).map(([name, { default: value }]) => [name, value] as const);
  return {
    shared,
    own: { ...Object.fromEntries(defaults), ...own },
    exemptions: exemptionsOf(shared, deploymentRole),
  };
}

/** The parameters that the control needs and nobody has set, by name. */
export function missingParameters(control: OrganizationPolicyControl, { shared, own }: Inputs): string[] {
  return (control.needs ?? []).filter((name) => isEmpty(isSharedParameter(name) ? shared[name] : own[name]));
}

const isEmpty = (value: ParameterValue | undefined): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What a control is in IAM's language; null where it is not. A document of another language may have a guard. */
export function statementsOf(
  control: OrganizationPolicyControl,
  inputs: Inputs,
): { readonly type: PolicyType; readonly statements: readonly StatementDocument[] } | null {
  if ('statements' in control) return { type: control.kind, statements: control.statements(inputs) };
  if (!control.guard) return null;
  return { type: 'SERVICE_CONTROL_POLICY', statements: control.guard.statements(inputs) };
}

/** What is proved of the statements of a control. */
export function propertiesOf(control: OrganizationPolicyControl, inputs: Inputs): readonly PropertyDefinition[] {
  return 'statements' in control ? control.properties(inputs) : (control.guard?.properties(inputs) ?? []);
}

/** The documents of a control in a language other than IAM's: none or one. */
export function documentsOf(control: OrganizationPolicyControl, inputs: Inputs): readonly ContentDocument[] {
  return 'statements' in control ? [] : [{ kind: control.kind, content: control.content(inputs) }];
}
