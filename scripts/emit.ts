/**
 * Writes all that follows from this repository's controls: `ringfence emit` with its own configuration, then the
 * documentation. Arguments (`--check`) go to both; the exit status is the greater one.
 */
import { spawnSync } from 'node:child_process';

const OWN = ['--config', 'examples/organization/ringfence.yaml'];
const ORGANIZATION = ['--organization', 'examples/organization/organization.yaml'];

const COMMANDS = [['build/src/cli/main.cjs', 'emit', ...OWN, ...ORGANIZATION], ['build/scripts/docs.js']];

const statuses = COMMANDS.map(
  (command) => spawnSync(process.execPath, [...command, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1,
);
process.exitCode = Math.max(...statuses);
