import type { Command } from 'commander';
import { rootParameters, settingOf } from '../configuration/configuration.js';
import { suggestion } from '../configuration/nearest.js';
import { isSelected } from '../configuration/selected.js';
import type { Control } from '../controls/control.js';
import type { Loaded } from '../node/configuration.js';
import { packageHomepage } from '../node/package-root.js';
import { controlPage, controlsTable, type ListedControl } from '../reports/controls.js';
import { safeJson } from '../reports/safe-text.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { checkFormats, deliver } from './deliver.js';
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
  ringfence controls                         every control, by practice
  ringfence controls service-no-public-ip    one in full
  ringfence controls --format json           for machines`;

async function showControls(id: string | undefined, context: Context): Promise<ExitStatus> {
  checkFormats(context.common, ['text', 'json']);
  const loaded = await configured(context);
  const homepage = await packageHomepage();
  const listed = loaded.controls.map((control) => listedControl(control, loaded, homepage));
  const chosen = id === undefined ? listed : listed.filter(({ control }) => control.id === id);
  const [only] = chosen;
  if (id !== undefined && !only) {
    const ids = loaded.controls.map((control) => control.id);
    throw new Mistake(`there is no control \`${id}\`${suggestion(id, ids)}; \`ringfence controls\` lists them`);
  }
  await deliver(context, {
    text: (colour) => (id !== undefined && only ? controlPage(only, colour) : controlsTable(chosen, colour)),
    json: () => `${safeJson({ version: 1, controls: chosen.map(entryOf) })}\n`,
  });
  return 0;
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
    blindSpots: Object.fromEntries(Object.entries(blindSpots)),
    ...(decisions !== undefined && { decisions }),
    examples: examples.map(({ name, verdict }) => ({ name, verdict })),
    selected,
    effectiveSeverity: severity,
  };
}
