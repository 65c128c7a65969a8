#!/usr/bin/env node
import { run } from './run.js';
import { processTerminal } from './terminal.js';

// `exitCode` instead of `exit()`: what is still being written reaches its reader.
process.exitCode = await run(process.argv.slice(2), processTerminal());
