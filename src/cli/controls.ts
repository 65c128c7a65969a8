import type { Command } from 'commander';
import { rootParameters, settingOf } from '../configuration/configuration.js';
import { suggestion } from '../configuration/nearest.js';
import { isSelected } from '../configuration/selected.js';
import type { Control } from '../controls/control.js';
import type { Loaded } from '../node/configuration.js';
import { packageHomepage } from '../node/package-root.js';
import { controlPage, controlsTable, type ListedControl } from '../reports/controls.js';
import { type ListedPolicy, policyPage } from '../reports/organization-policies.js';
import { safeJson } from '../reports/safe-text.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
import { listedPolicy, policyEntry } from './listed-policies.js';
import { Mistake } from './mistake.js';
import type { ControlEntry } from './output-schemas.js';

/** `ringfence controls [ID]` */
export function define(command: Command, act: (run: (context: Context) => Promise<ExitStatus>) => void): void {
  command
    .argument('[id]', 'show this control in full')
    .addHelpText('after', EXAMPLES)
    .action((id: string | undefined) => act((context) => showControls(id, context)));
}

const EXAMPLES = `
Examples:
  ringfence controls                         every control and organization policy, by practice
  ringfence controls service-no-public-ip    one in full
  ringfence controls deny-ecs-exec           an organization policy: statements, exemptions, what it cannot hold
  ringfence controls --format json           for machines`;

async function showControls(id: string | undefined, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const loaded = await configured(context);
  const homepage = await packageHomepage();
  const wanted = (one: { readonly control: { readonly id: string } }) => id === undefined || one.control.id === id;
  const chosen = loaded.controls.map((control) => listedControl(control, loaded, homepage)).filter(wanted);
  const policies = (await listedPolicies(loaded, homepage)).filter(wanted);
  if (chosen.length + policies.length === 0) throw await noSuch(id ?? '', loaded);
  await deliver(context, {
    text: (colour) => (id === undefined ? controlsTable(chosen, policies, colour) : page(chosen, policies, colour)),
    json: () =>
      `${safeJson({ version: 1, controls: chosen.map(entryOf), organizationPolicies: policies.map(policyEntry) })}\n`,
  });
  return 0;
}

const page = (controls: readonly ListedControl[], policies: readonly ListedPolicy[], colour: boolean): string =>
  [...controls.map((one) => controlPage(one, colour)), ...policies.map((one) => policyPage(one, colour))].join('');

async function listedPolicies({ configuration, controls }: Loaded, homepage: string): Promise<ListedPolicy[]> {
  const { organizationPolicies } = await import('../organization-policies/index.js');
  const existing = new Set([...controls, ...organizationPolicies].map(({ id }) => id));
  return organizationPolicies.map((control) => listedPolicy(control, configuration, existing, homepage));
}

async function noSuch(id: string, { controls }: Loaded): Promise<Mistake> {
  const { organizationPolicies } = await import('../organization-policies/index.js');
  const ids = [...controls, ...organizationPolicies].map((one) => one.id);
  return new Mistake(`there is no control \`${id}\`${suggestion(id, ids)}; \`ringfence controls\` lists them`);
}

function listedControl(control: Control, { configuration }: Loaded, homepage: string): ListedControl {
  return {
    control,
    selected: isSelected(configuration, control, configuration.profile),
    severity: settingOf(configuration, control.id)?.severity ?? control.severity,
    parameters: rootParameters(configuration, control),
    help: `${homepage}/docs/controls/${control.id}.md`,
  };
}

function entryOf({ control, selected, severity, parameters, help }: ListedControl): ControlEntry {
  const {
    id,
    practice,
    profile,
    title,
    why,
    remedy,
    mappings,
    prevention = [],
    blindSpots,
    decisions,
    examples,
  } = control;
  const lists = Object.entries(mappings).map(([name, ids]: [string, readonly string[]]): [string, string[]] => [
    name,
    [...ids],
  ]);
  const declared = Object.entries(control.parameters ?? {}).map(
    ([name, parameter]) => [name, { ...parameter, value: parameters[name] }] as const,
  );
  return {
    id,
    practice,
    severity: control.severity,
    profile,
    title,
    why,
    remedy,
    help,
    types: [...new Set(control.rules.flatMap((rule) => rule.types))],
    mappings: Object.fromEntries(lists),
    parameters: Object.fromEntries(declared),
    prevention: [...prevention],
    config: vehicleEntry(control),
    blindSpots: Object.fromEntries(Object.entries(blindSpots)),
    ...(decisions !== undefined && { decisions }),
    examples: examples.map(({ name, verdict }) => ({ name, verdict })),
    selected,
    effectiveSeverity: severity,
  };
}

function vehicleEntry({ config }: Control): ControlEntry['config'] {
  if ('none' in config) return { vehicle: 'none', why: config.none };
  if ('guard' in config) {
    return { vehicle: 'guard', types: [...config.guard], ...(config.why !== undefined && { why: config.why }) };
  }
  return { vehicle: 'managed', rules: config.managed.map(({ identifier }) => identifier), why: config.why };
}
