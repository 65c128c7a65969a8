import type { Control } from '../../src/controls/control.js';
import type { OrganizationPolicyControl } from '../../src/organization-policies/organization-policy.js';
import { table } from './markdown.js';
import { PRACTICES } from './practices.js';

/** The README's table: every practice, what finds violations of it, before and after deployment, and what prevents them; honest where nothing does. */
export function coverageTable(controls: readonly Control[], policies: readonly OrganizationPolicyControl[]): string {
  const rows = PRACTICES.map(({ section, title }) => {
    const own = controls.filter(({ practice }) => practice === section);
    const preventing = policies.filter(({ practice, alsoPractices = [] }) =>
      [practice, ...alsoPractices].includes(section),
    );
    return [`${section} ${title}`, links(own), inConfig(own), links(preventing)];
  });
  return table(['practice', 'controls', 'in AWS Config', 'organization policies'], rows);
}

/** How many of the controls AWS Config judges. */
function inConfig(own: readonly Control[]): string {
  const judged = own.filter(({ config }) => !('none' in config));
  return own.length === 0 ? '' : `${judged.length} of ${own.length}`;
}

const links = (all: readonly { readonly id: string }[]): string =>
  all.map(({ id }) => `[${id}](docs/controls/${id}.md)`).join(', ') || 'nothing yet';
