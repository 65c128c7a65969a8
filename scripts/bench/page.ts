import { cpus, totalmem } from 'node:os';
import { tool } from '../../test/support/tools.js';
import type { Section } from './section.js';

/** What is written by hand, below what is measured. */
const BY_HAND = '## Where the time goes';

/** @param before the page as it is: what was written by hand stays */
export function page(sections: readonly Section[], rounds: number, before: string): string {
  const start = before.indexOf(BY_HAND);
  const byHand = start < 0 ? '' : `\n${before.slice(start)}`;
  return `${heading(rounds)}\n${sections.map((section) => `## ${section.title}\n${body(section)}`).join('\n')}${byHand}`;
}

export const printed = (section: Section): string => `\n${section.title}\n${body(section)}`;

function body({ text, columns, rows }: Section): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return `${text}\n\n${line(columns)}${line(columns.map(() => '---'))}${rows.map(line).join('')}`;
}

function heading(rounds: number): string {
  const [processor] = cpus();
  const machine = `${cpus().length} cores (${processor?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB`;
  return `# Benchmarks

The tables are written by \`npm run bench\`, all in one run of ${rounds} rounds: ${new Date().toISOString().slice(0, 10)}, ${machine},
${versions().join(', ')}. The tools are those that \`scripts/e2e-tools.sh\` installs.

Figures are medians with the least and the most in brackets. Where other work shares the machine, time passes that no
program is to blame for: ratios of processor time, which counts all cores, say more then than ratios of time.
`;
}

function versions(): string[] {
  const said = (name: 'cfn-guard' | 'conftest' | 'checkov'): string =>
    /-(\d+\.\d+\.\d+)[/\\]/.exec(tool(name))?.[1] ?? 'of unknown version';
  return [
    `Node.js ${process.versions.node}`,
    `Checkov ${said('checkov')}`,
    `cfn-guard ${said('cfn-guard')}`,
    `conftest ${said('conftest')}`,
  ];
}
