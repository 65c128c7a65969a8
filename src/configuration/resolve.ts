import { posix } from 'node:path';
import type { Control } from '../controls/control.js';
import { suggestion } from '../text/nearest.js';
import { type Configuration, DEFAULTS } from './configuration.js';
import { problemAt } from './document.js';
import type { Layer } from './layers.js';
import { type Lock, lockedControls, pinnedControls, unknownLocks, weakenings } from './locks.js';
import { isOff, merge } from './merge.js';
import { type Configurable, findParameter, misfit } from './parameters.js';
import type { DocumentPath } from './place.js';
import type { ConfigurationProblem, Outcome } from './problem.js';
import { isFile, wrongTargets } from './targets.js';

/**
 * The effective configuration of a chain of files.
 *
 * @param layers weakest first, as `readLayers` gives them
 * @param controls every control there is, one's own included
 * @param policies every organization policy that ringfence ships
 */
export function resolveConfiguration(
  layers: readonly Layer[],
  controls: readonly Control[],
  policies: readonly Configurable[],
): Outcome<Configuration> {
  const all = [...controls, ...policies];
  const known = { controls: controls.map(({ id }) => id), policies: policies.map(({ id }) => id) };
  const problems: ConfigurationProblem[] = [];
  const locks: Lock[] = [];
  let effective = DEFAULTS;
  for (const layer of layers) {
    problems.push(...unknownLocks(layer, all), ...wrongControls(layer, all), ...wrongExceptions(layer, controls));
    problems.push(
      ...wrongShared(layer, all),
      ...wrongTargets(layer, known),
      ...weakenings(effective, layer, locks, all),
    );
    const pinned = [...new Set([...effective.pinned, ...pinnedControls(effective, locks, controls)])];
    effective = merge({ ...effective, pinned }, layer);
    locks.push(...(layer.value.locked ?? []).map((key) => ({ key, file: layer.source.file })));
  }
  if (problems.length > 0) return { problems };
  return { value: { ...rooted(effective, layers.at(-1)), locked: lockedControls(locks, controls) } };
}

/** Globs of exceptions, and paths of documents of one's own, count from the folder of the strongest file. */
function rooted(configuration: Configuration, strongest: Layer | undefined): Configuration {
  const folder = strongest?.folder ?? '/';
  const exceptions = configuration.exceptions.map((exception) =>
    exception.file === undefined ? exception : { ...exception, file: posix.relative(folder, exception.file) },
  );
  const { targets } = configuration.organization;
  if (!targets) return { ...configuration, folder, exceptions };
  const rooted = targets.map(({ policies, ...target }) => ({
    ...target,
    ...(policies && { policies: policies.map((policy) => (isFile(policy) ? fromFolder(folder, policy) : policy)) }),
  }));
  return { ...configuration, folder, exceptions, organization: { ...configuration.organization, targets: rooted } };
}

/** `./own.json`, `../own.json` */
const fromFolder = (folder: string, path: string): string => posix.relative(folder, path).replace(/^(?!\.\.\/)/, './');

const byId = (controls: readonly Configurable[], id: string): Configurable | undefined =>
  controls.find((one) => one.id === id);

function unknownControl(
  layer: Layer,
  path: DocumentPath,
  id: string,
  controls: readonly Configurable[],
): ConfigurationProblem {
  const message = `there is no control \`${id}\`${suggestion(
    id,
    controls.map((one) => one.id),
  )}`;
  return { file: layer.source.file, ...layer.document.keyAt(path), message };
}

function wrongControls(layer: Layer, controls: readonly Configurable[]): ConfigurationProblem[] {
  const { controls: settings = {}, organization } = layer.value;
  const own = Object.entries(settings).flatMap(([id, setting]) =>
    isOff(setting)
      ? wrongParameters(layer, ['controls', id], controls)
      : [
          ...wrongParameters(layer, ['controls', id], controls, setting.parameters),
          ...wrongSeverity(layer, id, controls, setting.severity),
        ],
  );
  const below = (organization?.targets ?? []).flatMap((target, index) =>
    Object.entries(target.controls ?? {}).flatMap(([id, { parameters }]) =>
      wrongParameters(layer, ['organization', 'targets', index, 'controls', id], controls, parameters),
    ),
  );
  return [...own, ...below];
}

/** Organization policies have no severity: they are in force where a target names them. */
function wrongSeverity(
  layer: Layer,
  id: string,
  controls: readonly Configurable[],
  severity: string | undefined,
): ConfigurationProblem[] {
  const control = byId(controls, id);
  if (severity === undefined || !control || control.severity !== undefined) return [];
  const message = `\`${id}\` is an organization policy and has no severity: remove it`;
  return [problemAt(layer.document, ['controls', id, 'severity'], message)];
}

function wrongParameters(
  layer: Layer,
  path: DocumentPath,
  controls: readonly Configurable[],
  values: Readonly<Record<string, unknown>> = {},
): ConfigurationProblem[] {
  const id = String(path.at(-1));
  const control = byId(controls, id);
  if (!control) return [unknownControl(layer, path, id, controls)];
  return Object.entries(values).flatMap(([name, value]) => {
    const at = [...path, 'parameters', name];
    const parameter = findParameter(control, name);
    if (typeof parameter === 'string')
      return [{ file: layer.source.file, ...layer.document.keyAt(at), message: parameter }];
    const problem = misfit(parameter, value);
    return problem ? [problemAt(layer.document, at, `\`${name}\` must be ${problem}`)] : [];
  });
}

/** Shared parameters must suit every control that reads them. */
function wrongShared(layer: Layer, controls: readonly Configurable[]): ConfigurationProblem[] {
  const targets = layer.value.organization?.targets ?? [];
  return [
    ...sharedMisfits(layer, ['parameters'], layer.value.parameters, controls),
    ...targets.flatMap(({ parameters }, index) =>
      sharedMisfits(layer, ['organization', 'targets', index, 'parameters'], parameters, controls),
    ),
  ];
}

function sharedMisfits(
  layer: Layer,
  path: DocumentPath,
  values: Readonly<Record<string, unknown>> = {},
  controls: readonly Configurable[],
): ConfigurationProblem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    for (const control of controls) {
      const parameter = findParameter(control, name);
      const problem = typeof parameter === 'string' ? null : misfit(parameter, value);
      if (problem) return [problemAt(layer.document, [...path, name], `\`${name}\` must be ${problem}`)];
    }
    return [];
  });
}

function wrongExceptions(layer: Layer, controls: readonly Configurable[]): ConfigurationProblem[] {
  const named = (layer.value.exceptions ?? []).flatMap(({ control }, index) =>
    byId(controls, control) ? [] : [unknownControl(layer, ['exceptions', index, 'control'], control, controls)],
  );
  const { inlineExceptions } = layer.value;
  const inline = (Array.isArray(inlineExceptions) ? inlineExceptions : []).flatMap((id, index) =>
    byId(controls, id) ? [] : [unknownControl(layer, ['inlineExceptions', index], id, controls)],
  );
  return [...named, ...inline];
}
