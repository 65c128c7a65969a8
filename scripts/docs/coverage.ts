import type { Control } from '../../src/controls/control.js';
import type { OrganizationPolicyControl } from '../../src/organization-policies/organization-policy.js';
import { table } from './markdown.js';
import { PRACTICES } from './practices.js';

/** The README's table: every practice, what finds violations of it and what prevents them; honest where nothing does. */
export function coverageTable(controls: readonly Control[], policies: readonly OrganizationPolicyControl[]): string {
  const rows = PRACTICES.map(({ section, title }) => {
    const own = controls.filter(({ practice }) => practice === section);
    const preventing = policies.filter(({ practice, alsoPractices = [] }) =>
      [practice, ...alsoPractices].includes(section),
    );
    return [`${section} ${title}`, links(own), links(preventing)];
  });
  return table(['practice', 'controls', 'organization policies'], rows);
}

const links = (all: readonly { readonly id: string }[]): string =>
  all.map(({ id }) => `[${id}](docs/controls/${id}.md)`).join(', ') || 'nothing yet';
