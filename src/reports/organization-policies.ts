import { KINDS } from '../organization-policies/kinds.js';
import type { Gap, Inputs, OrganizationPolicyControl } from '../organization-policies/organization-policy.js';
import type { StatementDocument } from '../scp/policy.js';
import { jsonLines } from './json-lines.js';
import { type Paint, painter } from './paint.js';
import { PRACTICES } from './practices.js';
import { safeText } from './safe-text.js';

/** An organization policy, and what the configuration makes of it. */
export interface ListedPolicy {
  readonly control: OrganizationPolicyControl;
  readonly inputs: Inputs;
  /** Parameters that it needs and that are not set. */
  readonly missing: readonly string[];
  /** With the parameters of an example where some are missing. */
  readonly statements: readonly StatementDocument[];
  readonly document: Readonly<Record<string, unknown>> | null;
  /** With the controls that exist. */
  readonly gaps: readonly Gap[];
  /** The units of the targets that name it. */
  readonly targets: readonly string[];
  /** Its page. */
  readonly help: string;
}

const SHORT: Readonly<Record<OrganizationPolicyControl['kind'], string>> = {
  SERVICE_CONTROL_POLICY: 'SCP',
  RESOURCE_CONTROL_POLICY: 'RCP',
  DECLARATIVE_POLICY_EC2: 'declarative',
  TAG_POLICY: 'tag',
  BACKUP_POLICY: 'backup',
  GUARDDUTY_POLICY: 'GuardDuty',
  SECURITYHUB_POLICY: 'Security Hub',
  SECURITYHUB_CSPM_POLICY: 'CSPM',
  INSPECTOR_POLICY: 'Inspector',
};

/** Its line in the list of controls. */
export const policyRow = ({ control, targets }: ListedPolicy, width: number, paint: Paint): string =>
  `  ${(targets.length > 0 ? control.id : `(${control.id})`).padEnd(width + 2)}${paint.dim('prevents'.padEnd(10))}${SHORT[control.kind].padEnd(13)}${safeText(control.title)}`;

/** One organization policy in full. */
export function policyPage(listed: ListedPolicy, colour: boolean): string {
  const { control, statements, document, help } = listed;
  const paint = painter(colour);
  const example = listed.missing.length > 0 ? ', with the parameters of an example' : '';
  const exempting = statements.length > 0 && control.kind !== 'RESOURCE_CONTROL_POLICY';
  const sections: (readonly [string, readonly string[]])[] = [
    ['Why', [control.why]],
    ['What to do', [control.remedy]],
    ['Parameters', parameterLines(listed)],
    [`Document${example}`, document === null ? [] : jsonLines(document)],
    [`Denies${example}`, statements.flatMap(jsonLines)],
    ['Leaves alone', exempting ? listed.inputs.exemptions : []],
    ['Cannot hold', listed.gaps.map(gapLine)],
    ['Decisions', control.decisions === undefined ? [] : [control.decisions]],
    ['Sources', control.sources],
    ['More', [help]],
  ];
  const head = [
    `${paint.bold(control.id)}  ${control.title}`,
    `${KINDS[control.kind]}, practice ${control.practice} ${PRACTICES.get(control.practice) ?? ''}`.trimEnd(),
    inForce(listed),
  ];
  const blocks = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [paint.bold(title), ...lines.map((line) => `  ${safeText(line, 5000)}`)]);
  return `${[head, ...blocks].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function inForce({ control, targets, missing }: ListedPolicy): string {
  const where =
    control.id === 'protect-guardrails'
      ? 'added at the topmost target that has a generated deny'
      : targets.length > 0
        ? `named at ${targets.map((unit) => safeText(unit)).join(', ')}`
        : 'not in force: no target of `organization.targets` names it';
  const needs = missing.map((name) => `\`${name}\``).join(', ');
  return missing.length > 0 ? `${where}; needs ${needs}, not set yet` : where;
}

function parameterLines({ control, inputs }: ListedPolicy): string[] {
  const own = Object.entries(control.parameters ?? {});
  const needed = (control.needs ?? []).filter((name) => !own.some(([other]) => other === name));
  const shared = Object.entries(inputs.shared).filter(([name]) => needed.includes(name));
  return [
    ...shared.map(([name, value]) => `${name} (shared, here ${JSON.stringify(value)}): set under \`parameters:\``),
    ...own.map(([name, { type, default: value, description, allowed }]) => {
      const among = allowed ? `, of ${allowed.join(', ')}` : '';
      const here = JSON.stringify(inputs.own[name]);
      const set = here === JSON.stringify(value) ? '' : `; here ${here}`;
      return `${name} (${type}${among}; default ${JSON.stringify(value)}${set}): ${description}`;
    }),
  ];
}

function gapLine({ actions, why, coveredBy }: Gap): string {
  const about = actions.length > 0 ? `${actions.join(', ')}: ` : '';
  return `${about}${why}${coveredBy.length > 0 ? ` Covered by ${coveredBy.join(', ')}.` : ''}`;
}
