import type {
  OrganizationPolicyControl,
  RequestExample,
} from '../../../src/organization-policies/organization-policy.js';

/** The requests of a control's examples; a document in a language of its own has those of its guard. */
export const examplesOf = (control: OrganizationPolicyControl): readonly RequestExample[] =>
  'examples' in control ? control.examples : (control.guard?.examples ?? []);
