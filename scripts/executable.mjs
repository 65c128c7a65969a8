// npx links the command by path and runs it as a file; the compiler does not mark it as one that can be run.
import { chmodSync, existsSync } from 'node:fs';

const command = 'build/src/cli/main.js';
if (existsSync(command)) chmodSync(command, 0o755);
