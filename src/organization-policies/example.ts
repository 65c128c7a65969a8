import { type Given, inputsOf } from './inputs.js';
import type { Inputs, OrganizationPolicyControl, RequestExample, SharedParameters } from './organization-policy.js';

/** The organization that documentation and examples speak of. */
const SHARED: SharedParameters = {
  regions: ['eu-west-1', 'eu-central-1'],
  breakGlassRoles: ['arn:*:iam::*:role/break-glass'],
  exemptRoles: [],
  platformRoles: ['arn:*:iam::*:role/platform-*'],
  pipelineRoles: ['arn:*:iam::*:role/pipeline-*'],
  allowedLaunchTypes: ['FARGATE'],
  requiredTags: ['team', 'service'],
};

/** Who asks, where an example does not say. */
export const EXAMPLE_PRINCIPAL = 'arn:aws:iam::222222222222:role/developer';

/** The inputs of a control in that organization, as an example changes them. */
export function exampleInputs(
  control: OrganizationPolicyControl,
  { shared, set }: Pick<RequestExample, 'shared' | 'set'> = {},
): Inputs {
  const given: Given = {
    shared: { ...SHARED, ...shared },
    own: { ...control.exampleParameters, ...set },
    deploymentRole: 'arn:*:iam::*:role/ringfence-deploy',
  };
  return inputsOf(control, given);
}
