import type { Command } from 'commander';
import type { Context, ExitStatus } from './context.js';

/** A command: its arguments and options, and what it does. Loaded when it is the one that was typed. */
export interface CommandModule {
  readonly define: (command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void) => void;
}

interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** What is there, in the order of the help. */
export const COMMANDS: readonly Entry[] = [
  { name: 'check', summary: 'evaluate infrastructure code against the controls', load: () => import('./check.js') },
  { name: 'test', summary: 'run policy unit tests', load: () => import('./test.js') },
  { name: 'emit', summary: 'write the policies that the controls become', load: () => import('./emit.js') },
  { name: 'controls', summary: 'list the controls, or show one', load: () => import('./controls.js') },
  {
    name: 'simulate',
    summary: "decide requests against the organization's policies",
    load: () => import('./simulate.js'),
  },
  {
    name: 'prove',
    summary: 'prove properties of the policies over all requests',
    load: () => import('./prove.js'),
  },
  { name: 'lint', summary: 'errors, warnings and sizes of policy documents', load: () => import('./lint.js') },
  { name: 'new', summary: "scaffold a control of one's own", load: () => import('./new-control.js') },
  { name: 'init', summary: 'write a first configuration, test and CI job', load: () => import('./init.js') },
];

/** What later releases bring: each exits 2 and says so. */
export const LATER: readonly string[] = ['snapshot', 'plan', 'apply', 'drift', 'rollback', 'destroy', 'permissions'];
