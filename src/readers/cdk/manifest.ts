import { emptyMap, isList, isMap, own, type Value, type ValueMap } from '../../language/value.js';
import { parseTemplate, toValue } from '../cloudformation/index.js';
import type { ReadProblem } from '../reading.js';
import { environmentOf } from './environment.js';
import { insideAssembly } from './inside.js';

/** A stack of a cloud assembly. File names are relative to the folder of the manifest that names them. */
export interface AssemblyStack {
  readonly templateFile: string;
  /** The name that the stack is deployed under. */
  readonly name: string;
  /** Missing where the stack is not bound to one. */
  readonly account?: string;
  readonly region?: string;
  /** Values of template parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What a manifest of a cloud assembly names. */
export interface Assembly {
  readonly stacks: readonly AssemblyStack[];
  /** Folders of nested assemblies (the stages of an app), each with a `manifest.json` of its own. */
  readonly assemblies: readonly string[];
  /** Asset manifests: `nestedTemplates` finds the templates of nested stacks in them. */
  readonly assetManifests: readonly string[];
  readonly problem?: never;
}

export type AssemblyReading = Assembly | { readonly problem: ReadProblem; readonly stacks?: never };

/** Whether a text looks like the manifest of a cloud assembly, of whatever version: JSON with version and artifacts. */
export function isManifest(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text) && /"artifacts"\s*:/.test(text) && /"version"\s*:/.test(text);
}

/**
 * Reads an assembly's `manifest.json`, of any version of its schema: what it needs has been the same in all.
 *
 * @param file the manifest, as results name it
 */
export function readManifest(text: string, file: string): AssemblyReading {
  const parsed = parseTemplate(text);
  if (parsed.problem) return { problem: { file, ...parsed.problem } };
  const artifacts = member(toValue(parsed.tree), 'artifacts');
  if (!isMap(artifacts)) return refusal(file, 'it has no `artifacts`. Name the manifest that `cdk synth` wrote');
  const stacks: AssemblyStack[] = [];
  const assemblies: string[] = [];
  const assetManifests: string[] = [];
  for (const [id, artifact] of entriesOf(artifacts)) {
    const kind = KINDS.get(String(member(artifact, 'type')));
    if (!kind) continue;
    const name = member(member(artifact, 'properties'), kind);
    const inside = typeof name === 'string' ? insideAssembly(name) : null;
    if (inside === null)
      return refusal(file, `artifact \`${id}\` names no file inside the assembly. Run \`cdk synth\` again`);
    if (kind === 'templateFile') stacks.push(stackOf(id, artifact, inside));
    else (kind === 'file' ? assetManifests : assemblies).push(inside);
  }
  return { stacks, assemblies, assetManifests };
}

/** The artifacts that lead to templates, and the property that names their file or folder. */
const KINDS: ReadonlyMap<string, 'templateFile' | 'directoryName' | 'file'> = new Map([
  ['aws:cloudformation:stack', 'templateFile'],
  ['cdk:cloud-assembly', 'directoryName'],
  ['cdk:asset-manifest', 'file'],
]);

function stackOf(id: string, artifact: Value, templateFile: string): AssemblyStack {
  const properties = member(artifact, 'properties');
  const name = member(properties, 'stackName');
  const parameters: Record<string, string> = Object.create(null);
  for (const [parameter, value] of entriesOf(member(properties, 'parameters'))) {
    if (typeof value !== 'object') parameters[parameter] = String(value);
  }
  return {
    templateFile,
    name: typeof name === 'string' ? name : id,
    ...environmentOf(member(artifact, 'environment')),
    parameters,
  };
}

/**
 * The templates among the files of an asset manifest, those of nested stacks: they are deployed too, and no artifact
 * names them. What is not such a manifest names none.
 */
export function nestedTemplates(text: string): readonly string[] {
  const parsed = parseTemplate(text);
  if (parsed.problem) return [];
  const files = member(toValue(parsed.tree), 'files');
  return entriesOf(files).flatMap(([, asset]) => {
    const path = member(member(asset, 'source'), 'path');
    const nested = typeof path === 'string' && path.endsWith('.nested.template.json');
    return (nested ? insideAssembly(path) : null) ?? [];
  });
}

const member = (value: Value, key: string): Value => (isMap(value) ? own(value, key) : null);

function entriesOf(value: Value): readonly (readonly [string, Value])[] {
  const map: ValueMap = isMap(value) && !isList(value) ? value : emptyMap();
  return Object.keys(map).map((key) => [key, own(map, key)]);
}

function refusal(file: string, message: string): { readonly problem: ReadProblem } {
  return { problem: { file, line: null, column: null, message: `the assembly cannot be read: ${message}.` } };
}
