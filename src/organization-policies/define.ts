import type { OrganizationPolicyControl } from './organization-policy.js';

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/;

/** Checks what the type cannot say. @throws Error naming the control and what is wrong with it */
export function organizationPolicy<Made extends OrganizationPolicyControl>(definition: Made): Made {
  const problem = problemOf(definition);
  if (problem) throw new Error(`organization policy \`${definition.id}\`: ${problem}`);
  return definition;
}

function problemOf(control: OrganizationPolicyControl): string | null {
  if (!ID.test(control.id)) return 'the id is lower-case words joined by hyphens';
  if (control.sources.length === 0) return 'it names no source';
  if (!('examples' in control)) return null;
  for (const expect of ['allow', 'deny']) {
    if (!control.examples.some((example) => example.expect === expect)) return `no example that is \`${expect}\``;
  }
  return null;
}
