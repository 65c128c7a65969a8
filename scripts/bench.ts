/**
 * Measures `ringfence check` beside the tools that scripts/e2e-tools.sh installs, in turn and in one run:
 *
 *   npm run bench                              everything; writes docs/benchmarks.md
 *   npm run bench -- cold-start memory         these alone; prints only
 *   npm run bench -- --rounds 5                how often (default 3)
 *
 * Real templates are taken from ../shared/data/cloudformation where that is there, else generated ones.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { coldStart } from './bench/cold-start.js';
import { decisions } from './bench/decisions.js';
import { openWorkplace } from './bench/inputs.js';
import { memory } from './bench/memory.js';
import { page, printed } from './bench/page.js';
import { parseOnly } from './bench/parse-only.js';
import { plan } from './bench/plan.js';
import { proofs } from './bench/proofs.js';
import type { Bench, Section } from './bench/section.js';
import { throughput } from './bench/throughput.js';
import { watch } from './bench/watch.js';

const PAGE = 'docs/benchmarks.md';
const BENCHES: readonly Bench[] = [coldStart, throughput, memory, plan, watch, decisions, proofs];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string', default: '3' } },
    allowPositionals: true,
  });
  const [first, folder] = positionals;
  if (first === 'parse-only' && folder !== undefined) return parseOnly(folder);
  const rounds = Number(values.rounds);
  const unknown = positionals.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown !== undefined || !(rounds >= 1)) {
    console.error(`usage: npm run bench -- [--rounds N] [${BENCHES.map(({ name }) => name).join('|')}]…`);
    return 2;
  }
  const chosen = BENCHES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const sections = await measured(chosen, rounds);
  if (chosen.length === BENCHES.length) writeFileSync(PAGE, page(sections, rounds, readFileSync(PAGE, 'utf8')));
  return 0;
}

async function measured(benches: readonly Bench[], rounds: number): Promise<Section[]> {
  const workplace = openWorkplace();
  const sections: Section[] = [];
  try {
    for (const bench of benches) {
      const section = await bench.run(workplace, rounds);
      console.log(printed(section));
      sections.push(section);
    }
  } finally {
    workplace.remove();
  }
  return sections;
}

process.exitCode = await main();
