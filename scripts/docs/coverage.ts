import type { Control } from '../../src/controls/control.js';
import { table } from './markdown.js';
import { PRACTICES } from './practices.js';

/** The README's table: every practice, and the controls that enforce it; honest where there is none yet. */
export function coverageTable(controls: readonly Control[]): string {
  const rows = PRACTICES.map(({ section, title }) => {
    const own = controls.filter(({ practice }) => practice === section);
    const links = own.map(({ id }) => `[${id}](docs/controls/${id}.md)`).join(', ');
    return [`${section} ${title}`, links || 'nothing yet'];
  });
  return table(['practice', 'controls'], rows);
}
