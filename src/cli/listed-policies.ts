import { type Configuration, settingOf } from '../configuration/configuration.js';
import { exampleInputs } from '../organization-policies/example.js';
import { covering } from '../organization-policies/gaps.js';
import {
  documentsOf,
  inputsOf,
  missingParameters,
  SHARED_DEFAULTS,
  statementsOf,
} from '../organization-policies/inputs.js';
import type { OrganizationPolicyControl } from '../organization-policies/organization-policy.js';
import type { ListedPolicy } from '../reports/organization-policies.js';
import type { OrganizationPolicyEntry } from './output-schemas.js';

/** What the configuration makes of an organization policy, before any target overrides a parameter. */
export function listedPolicy(
  control: OrganizationPolicyControl,
  configuration: Configuration,
  existing: ReadonlySet<string>,
  homepage: string,
): ListedPolicy {
  const { deploymentRole = null, targets = [] } = configuration.organization;
  const inputs = inputsOf(control, {
    shared: { ...SHARED_DEFAULTS, ...configuration.parameters },
    own: { ...settingOf(configuration, control.id)?.parameters },
    deploymentRole,
  });
  const missing = missingParameters(control, inputs);
  // Without what it needs it has no statements: those of the example show what they would be like.
  const shown = missing.length > 0 ? exampleInputs(control) : inputs;
  return {
    control,
    inputs,
    missing,
    statements: statementsOf(control, shown)?.statements ?? [],
    document: documentsOf(control, shown)[0]?.content ?? null,
    gaps: control.gaps.map((gap) => ({ ...gap, coveredBy: covering(gap, existing) })),
    targets: targets.filter(({ policies }) => policies?.includes(control.id)).map(({ unit }) => unit),
    help: `${homepage}/docs/controls/${control.id}.md`,
  };
}

/** The same as JSON has it. */
export function policyEntry(listed: ListedPolicy): OrganizationPolicyEntry {
  const { control, inputs, missing, statements, document, gaps, targets, help } = listed;
  const { id, kind, practice, title, why, remedy, decisions, sources } = control;
  const parameters = Object.entries(control.parameters ?? {}).map(
    ([name, parameter]) => [name, { ...parameter, value: inputs.own[name] }] as const,
  );
  return {
    id,
    kind,
    practice,
    title,
    why,
    remedy,
    help,
    parameters: Object.fromEntries(parameters),
    missing: [...missing],
    statements: [...statements],
    ...(document !== null && { document }),
    exemptions: [...inputs.exemptions],
    gaps: gaps.map((gap) => ({ actions: [...gap.actions], why: gap.why, coveredBy: [...gap.coveredBy] })),
    ...(decisions !== undefined && { decisions }),
    sources: [...sources],
    targets: [...targets],
  };
}
