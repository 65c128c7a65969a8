import { posix } from 'node:path';
import type { ParameterValue } from '../language/bind.js';
import type { Configuration, ConfiguredException, ControlSetting } from './configuration.js';
import { settingOf } from './configuration.js';
import { folderOf, type Layer } from './layers.js';
import type { ConfigurationFile, ControlSettings, ExceptionEntry, Organization } from './schema.js';
import { isFile } from './targets.js';

/** What stands below, with a layer of its own on top. Lists of exceptions add up; everything else replaces. */
export function merge(below: Configuration, layer: Layer): Configuration {
  const { value } = layer;
  return {
    ...below,
    file: layer.source.file,
    profile: value.profile ?? below.profile,
    parameters: { ...below.parameters, ...value.parameters },
    controls: { ...below.controls, ...mergedControls(below, value) },
    inlineExceptions: value.inlineExceptions ?? below.inlineExceptions,
    exceptions: [...below.exceptions, ...exceptionsOf(layer)],
    organization: { ...below.organization, ...organizationOf(layer) },
  };
}

/** Documents of one's own by absolute paths: they count from the file that names them. */
function organizationOf(layer: Layer): Organization {
  const { organization = {} } = layer.value;
  if (!organization.targets) return organization;
  const targets = organization.targets.map(({ policies, ...target }) => ({
    ...target,
    ...(policies && {
      policies: policies.map((policy) =>
        isFile(policy) ? posix.resolve(folderOf(layer.source.path), policy) : policy,
      ),
    }),
  }));
  return { ...organization, targets };
}

/** `off` (YAML 1.2 reads it as text) or `false`, as against settings. */
export function isOff(setting: false | 'off' | ControlSettings): setting is false | 'off' {
  return setting === false || setting === 'off';
}

function mergedControls(below: Configuration, value: ConfigurationFile): Record<string, ControlSetting> {
  const entries = Object.entries(value.controls ?? {}).map(([id, setting]) => {
    const before = settingOf(below, id);
    if (isOff(setting)) return [id, { ...before, enabled: false, parameters: before?.parameters ?? {} }] as const;
    const parameters: Record<string, ParameterValue> = { ...before?.parameters, ...setting.parameters };
    const severity = setting.severity ?? before?.severity;
    return [id, { enabled: true, ...(severity && { severity }), parameters }] as const;
  });
  return Object.fromEntries(entries);
}

function exceptionsOf(layer: Layer): ConfiguredException[] {
  return (layer.value.exceptions ?? []).map((entry, index) => ({
    ...withoutFile(entry),
    ...(entry.file !== undefined && { file: fromRoot(entry.file, layer) }),
    source: { file: layer.source.file, line: layer.document.at(['exceptions', index]).line },
  }));
}

function withoutFile(entry: ExceptionEntry): Omit<ExceptionEntry, 'file'> {
  const { file: _, ...rest } = entry;
  return rest;
}

/** Absolute: `load` makes it relative to the folder of the strongest file. */
function fromRoot(glob: string, layer: Layer): string {
  return `${layer.folder}/${glob.replace(/^\.\//, '')}`;
}
