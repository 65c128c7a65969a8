// Sums the runs that test/support/counting-reporter.ts recorded in a file: `PASSED FAILED RUNS`, then one line for
// each skipped test. A file that is not there is no run.
import { existsSync, readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
const runs = lines.map((line) => JSON.parse(line));
const sum = (name) => runs.reduce((total, run) => total + run[name], 0);
console.log(`${sum('passes')} ${sum('failures')} ${runs.length}`);
for (const test of runs.flatMap(({ skipped }) => skipped)) console.log(test.replaceAll('\n', ' '));
