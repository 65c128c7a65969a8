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
  { name: 'snapshot', summary: 'read the organization into a file', load: () => import('./snapshot.js') },
  { name: 'plan', summary: 'what the configuration would change, for whom', load: () => import('./plan.js') },
  { name: 'apply', summary: 'apply a reviewed plan, wave by wave', load: () => import('./apply.js') },
  { name: 'drift', summary: 'what differs from what was applied', load: () => import('./drift.js') },
  { name: 'rollback', summary: 'put back what a run replaced', load: () => import('./rollback.js') },
  { name: 'destroy', summary: 'remove everything that ringfence owns', load: () => import('./destroy.js') },
  {
    name: 'permissions',
    summary: 'the smallest IAM policy that a command needs',
    load: () => import('./permissions.js'),
  },
  { name: 'new', summary: "scaffold a control of one's own", load: () => import('./new-control.js') },
  { name: 'init', summary: 'write a first configuration, test and CI job', load: () => import('./init.js') },
];
