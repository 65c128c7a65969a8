import { openJournal } from '../../src/node/journal.js';
import { openOrganizationFile } from '../../src/node/organization-file.js';
import { systemClock } from '../../src/node/system-clock.js';
import { AWS_QUOTAS } from '../../src/organization/quotas.js';
import { applyJournal, stateOf } from '../organization/apply/support.js';

/** A process that applies the run `run-1` of a folder to its `organization.json`, to be killed. */
const folder = process.argv[2] ?? '.';
const opened = await openJournal(folder, 'run-1');
if (typeof opened === 'string') throw new Error(opened);
const port = await openOrganizationFile(folder, 'organization.json', AWS_QUOTAS);
const result = await applyJournal(port, opened.journal, { state: stateOf(opened.entries), clock: systemClock });
console.log(result.status === 'halted' ? result.problem.message : result.status);
