import type { Control, Severity } from '../controls/control.js';
import type { ParameterValues } from '../language/bind.js';
import { vehicleSentences } from './config-vehicle.js';
import { type ListedPolicy, policyRow } from './organization-policies.js';
import { type Paint, painter } from './paint.js';
import { PRACTICES } from './practices.js';
import { safeText } from './safe-text.js';

/** A control, and what the configuration makes of it. */
export interface ListedControl {
  readonly control: Control;
  readonly selected: boolean;
  readonly severity: Severity;
  readonly parameters: ParameterValues;
  /** Its page. */
  readonly help: string;
}

/**
 * The list of controls and organization policies: a table for each practice. What the configuration leaves out, or no
 * target names, is in brackets.
 */
export function controlsTable(
  listed: readonly ListedControl[],
  policies: readonly ListedPolicy[],
  colour: boolean,
): string {
  const paint = painter(colour);
  const all = [...listed, ...policies];
  const width = Math.max(0, ...all.map(({ control }) => control.id.length)) + 2;
  const known = [...PRACTICES.keys()];
  const practices = [...new Set(all.map(({ control }) => control.practice))].sort(
    (one, other) => known.indexOf(one) - known.indexOf(other) || (one < other ? -1 : 1),
  );
  const blocks = practices.map((practice) => [
    paint.bold(`${practice} ${PRACTICES.get(practice) ?? ''}`.trim()),
    ...listed.filter(({ control }) => control.practice === practice).map((one) => row(one, width, paint)),
    ...policies.filter(({ control }) => control.practice === practice).map((one) => policyRow(one, width, paint)),
  ]);
  const selected = listed.filter((one) => one.selected).length;
  const total = `${selected} of ${listed.length} controls are judged with this configuration; those in (brackets) are not.`;
  const named = policies.filter(({ targets }) => targets.length > 0).length;
  const prevention = `${named} of ${policies.length} organization policies are named by a target; those in (brackets) are not.`;
  return `${[...blocks, [total, prevention]].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function row({ control, selected, severity }: ListedControl, width: number, paint: Paint): string {
  const id = (selected ? control.id : `(${control.id})`).padEnd(width + 2);
  return `  ${id}${paint[severity](severity.padEnd(10))}${control.profile.padEnd(13)}${safeText(control.title)}`;
}

const MAPPINGS: Readonly<Record<keyof Control['mappings'], string>> = {
  securityHub: 'Security Hub',
  controlTower: 'Control Tower',
  config: 'AWS Config',
  configNear: 'AWS Config (near)',
  checkov: 'Checkov',
  trivy: 'Trivy',
  cfnLint: 'cfn-lint',
  prowler: 'Prowler',
};

const LAYERS: Readonly<Record<keyof Control['blindSpots'], string>> = {
  check: 'ringfence check',
  rawTemplate: 'emitted Rego and Guard on raw templates',
  config: 'AWS Config',
  organizationPolicy: 'organization policies',
};

/** One control in full. */
export function controlPage(listed: ListedControl, colour: boolean): string {
  const { control, severity, selected, help } = listed;
  const paint = painter(colour);
  const types = [...new Set(control.rules.flatMap((rule) => rule.types))];
  const sections: (readonly [string, readonly string[]])[] = [
    ['Why', [control.why]],
    ['What to do', [control.remedy]],
    ['Looks at', types],
    ['Parameters', parameterLines(listed)],
    ['Equivalents', mappingLines(control)],
    ['In AWS Config', vehicleSentences(control)],
    ['Prevented by', control.prevention ?? []],
    ['Decisions', control.decisions === undefined ? [] : [control.decisions]],
    ['Cannot see', blindSpotLines(control)],
    ['Examples', control.examples.map(({ name, verdict }) => `${verdict.padEnd(8)} ${name}`)],
    ['More', [help]],
  ];
  const head = [
    `${paint.bold(control.id)}  ${control.title}`,
    `${paint[severity](severity)}, profile ${control.profile}, practice ${control.practice} ${PRACTICES.get(control.practice) ?? ''}`.trimEnd(),
    selected ? 'judged with this configuration' : 'not judged with this configuration',
  ];
  const blocks = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [paint.bold(title), ...lines.map((line) => `  ${safeText(line, 5000)}`)]);
  return `${[head, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function parameterLines({ control, parameters }: ListedControl): string[] {
  return Object.entries(control.parameters ?? {}).map(([name, { type, default: value, description, allowed }]) => {
    const set =
      JSON.stringify(parameters[name]) === JSON.stringify(value) ? '' : `; here ${JSON.stringify(parameters[name])}`;
    const among = allowed ? `, of ${allowed.join(', ')}` : '';
    return `${name} (${type}${among}; default ${JSON.stringify(value)}${set}): ${description}`;
  });
}

function mappingLines({ mappings }: Control): string[] {
  const given = new Map<string, readonly string[] | undefined>(Object.entries(mappings));
  return Object.entries(MAPPINGS).flatMap(([key, name]) => {
    const ids = given.get(key);
    return ids && ids.length > 0 ? [`${name}: ${ids.join(', ')}`] : [];
  });
}

function blindSpotLines({ blindSpots }: Control): string[] {
  const given = new Map<string, string | undefined>(Object.entries(blindSpots));
  return Object.entries(LAYERS).flatMap(([key, name]) => {
    const text = given.get(key);
    return text === undefined ? [] : [`${name}: ${text}`];
  });
}
