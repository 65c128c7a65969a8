import { suggestion } from '../text/nearest.js';
import { problemAt } from './document.js';
import type { Layer } from './layers.js';
import type { DocumentPath } from './place.js';
import type { ConfigurationProblem } from './problem.js';

/** Whether what a target names under `policies` is a document of one's own: a path, not the id of a control. */
export const isFile = (policy: string): boolean => /^\.{0,2}\//.test(policy) || policy.endsWith('.json');

/** The name of what comes after all waves: no wave may have it. */
export const LAST_WAVE = 'everywhere';

/** Ids of the controls that a configuration may speak of. */
interface Known {
  readonly controls: readonly string[];
  readonly policies: readonly string[];
}

/** What is wrong with targets and waves, as far as a configuration alone shows it. */
export function wrongTargets(layer: Layer, known: Known): ConfigurationProblem[] {
  const { targets = [], waves = [], config } = layer.value.organization ?? {};
  const at = (...path: DocumentPath): DocumentPath => ['organization', ...path];
  const units = [
    ...targets.map(({ unit }, index) => ({ unit, path: at('targets', index, 'unit') })),
    ...waves.flatMap((wave, index) =>
      wave.units.map((unit, position) => ({ unit, path: at('waves', index, 'units', position) })),
    ),
    ...(config?.excludeUnits ?? []).map((unit, index) => ({ unit, path: at('config', 'excludeUnits', index) })),
  ];
  return [
    ...units.flatMap(({ unit, path }) => {
      const problem = unitProblem(unit);
      return problem === null ? [] : [problemAt(layer.document, path, problem)];
    }),
    ...targets.flatMap(({ policies = [] }, index) =>
      policies.flatMap((policy, position) => {
        const problem = policyProblem(policy, known);
        return problem === null ? [] : [problemAt(layer.document, at('targets', index, 'policies', position), problem)];
      }),
    ),
    ...waveProblems(layer),
  ];
}

/** Source of the ids' forms: the models of the Organizations API. */
const UNIT = /^(\/.*|r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|[0-9]{12})$/s;

function unitProblem(unit: string): string | null {
  if (UNIT.test(unit)) return null;
  return `\`${unit}\` is no unit: write a path of names from the root (\`/${unit}\`), an id (\`ou-…\`, \`r-…\`) or an account number`;
}

function policyProblem(policy: string, { controls, policies }: Known): string | null {
  if (isFile(policy) || policies.includes(policy)) return null;
  if (controls.includes(policy))
    return `\`${policy}\` is a control that \`check\` judges, no organization policy: \`ringfence controls ${policy}\` names those that prevent`;
  const near = suggestion(policy, policies);
  return `there is no organization policy \`${policy}\`${near || `; a document of one's own is named by its path, \`./${policy}.json\``}`;
}

function waveProblems({ value, document }: Layer): ConfigurationProblem[] {
  const waves = value.organization?.waves ?? [];
  const names = waves.map(({ name }) => name);
  return waves.flatMap((wave, index) => {
    const path = ['organization', 'waves', index];
    const name = wave.name === LAST_WAVE ? [`\`${LAST_WAVE}\` is what comes after all waves: take another name`] : [];
    const twice = names.indexOf(wave.name) < index ? [`there are two waves \`${wave.name}\`: rename one`] : [];
    const before = waves.slice(0, index).flatMap((earlier) => earlier.units);
    return [
      ...[...name, ...twice].map((message) => problemAt(document, [...path, 'name'], message)),
      ...wave.units.flatMap((unit, position) =>
        [...before, ...wave.units.slice(0, position)].includes(unit)
          ? [
              problemAt(
                document,
                [...path, 'units', position],
                `\`${unit}\` is in two waves, or twice in one: remove it here`,
              ),
            ]
          : [],
      ),
    ];
  });
}
