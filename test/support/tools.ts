import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from './repository.js';

/** Each tool's command below the folder that `scripts/e2e-tools.sh` installs its pinned version to. */
const COMMANDS = {
  'cfn-guard': 'bin/cfn-guard',
  'cfn-guard-2': 'bin/cfn-guard',
  'cfn-lint': 'bin/cfn-lint',
  opa: 'opa',
  conftest: 'conftest',
  checkov: 'bin/checkov',
  moto: 'bin/moto_server',
} as const;

/** The path of a tool that the end-to-end tests compare with. @throws Error that says how to install it. */
export function tool(name: keyof typeof COMMANDS): string {
  const script = readFileSync(inRepository('scripts/e2e-tools.sh'), 'utf8');
  const variable = name.toUpperCase().replaceAll('-', '_');
  const version = new RegExp(`^${variable}=(.+)$`, 'm').exec(script)?.[1];
  const path = join(homedir(), '.cache', 'ringfence', `${name}-${version}`, COMMANDS[name]);
  if (!existsSync(path)) throw new Error(`${name} ${version} is not installed: run scripts/e2e-tools.sh`);
  return path;
}
