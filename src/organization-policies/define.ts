import { isSharedParameter } from './inputs.js';
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
  const own = Object.keys(control.parameters ?? {});
  const unknown = (control.needs ?? []).find((name) => !isSharedParameter(name) && !own.includes(name));
  if (unknown !== undefined) return `it needs \`${unknown}\`, which is no parameter`;
  const stray = Object.keys(control.exampleParameters ?? {}).find((name) => !own.includes(name));
  if (stray !== undefined) return `its examples set \`${stray}\`, which is no parameter of its own`;
  const shadowing = own.find(isSharedParameter);
  if (shadowing !== undefined) return `its parameter \`${shadowing}\` has the name of a shared one`;
  return examplesProblem(control);
}

function examplesProblem(control: OrganizationPolicyControl): string | null {
  const examples = 'examples' in control ? control.examples : control.guard?.examples;
  if (examples === undefined) return null;
  for (const expect of ['allow', 'deny']) {
    if (!examples.some((example) => example.expect === expect)) return `no example that is \`${expect}\``;
  }
  return null;
}
