import { type Control, parameterDefaults } from '../../controls/control.js';
import type { ParameterValues } from '../../language/bind.js';
import { sha256 } from '../emit.js';
import { configRules } from './config-rules.js';
import { conformancePacks } from './conformance-packs.js';
import { managedRules, RETIRED_RULES } from './managed-rules.js';

export const CONFIG_MANIFEST = 'config-rules/manifest.json';

/**
 * What AWS Config judges the controls by: path from the output folder → text.
 * @param parameterValues control → values of its parameters; defaults where there are none
 * @throws ConfigRuleError for what AWS Config would not take
 */
export function configFiles(
  controls: readonly Control[],
  parameterValues: Readonly<Record<string, ParameterValues>>,
): Map<string, string> {
  const guard = guardTexts(controls, parameterValues);
  const packs = conformancePacks(controls, parameterValues);
  const files = new Map([
    ...guard.map(([id, text]): [string, string] => [`config-rules/${id}.guard`, text]),
    ...packs.map(({ name, template }): [string, string] => [packFile(name), template]),
    ['config-rules/managed-rules.json', json(managedDocument(controls))],
  ]);
  const manifest = {
    version: 1,
    command: 'ringfence emit',
    runtime: 'guard-2.x.x',
    controls: Object.fromEntries(controls.map((control) => [control.id, vehicleOf(control)])),
    packs: packs.map(({ name, template: _, ...pack }) => ({ name, file: packFile(name), ...pack })),
    files: Object.fromEntries([...files].map(([path, text]) => [path, sha256(text)])),
  };
  return files.set(CONFIG_MANIFEST, json(manifest));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const packFile = (name: string): string => `config-rules/${name.replace(/^ringfence/, 'conformance-pack')}.yaml`;

function guardTexts(
  controls: readonly Control[],
  values: Readonly<Record<string, ParameterValues>>,
): [id: string, text: string][] {
  const rules = controls.flatMap((control) =>
    configRules(control, { ...parameterDefaults(control), ...values[control.id] }),
  );
  return rules.flatMap(({ control, source }): [string, string][] =>
    source.kind === 'guard' ? [[control.id, source.text]] : [],
  );
}

/** The control's vehicle in the manifest. */
function vehicleOf(control: Control): object {
  const { config } = control;
  if ('none' in config) return { vehicle: 'none', reason: config.none };
  if ('guard' in config) return { vehicle: 'guard', file: `config-rules/${control.id}.guard`, types: config.guard };
  return { vehicle: 'managed', rules: config.managed.map(({ identifier }) => identifier) };
}

function managedDocument(controls: readonly Control[]): object {
  const rules = controls.flatMap((control) =>
    managedRules(control).map(({ identifier, trigger, types, takes }) => ({
      identifier,
      control: control.id,
      trigger,
      types,
      parameters: Object.fromEntries(takes.map(([name, from]) => [name, from])),
    })),
  );
  return { version: 1, command: 'ringfence emit', rules, retired: RETIRED_RULES };
}
