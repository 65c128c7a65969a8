import type { ValidateFunction } from 'ajv';
import { problemAt, readDocument, type YamlDocument } from './document.js';
import type { DocumentPath } from './place.js';
import type { ConfigurationProblem, Outcome } from './problem.js';
import type { ConfigurationFile } from './schema.js';
import { validated } from './validate.js';

/** The text of a configuration file. */
export interface ConfigurationSource {
  /** As messages name it. */
  readonly file: string;
  /** Absolute, with `/`: the same file has the same path. */
  readonly path: string;
  readonly text: string;
  /** Found in a package: its exceptions' `file` globs count from the file that extends it. */
  readonly fromPackage: boolean;
}

/** Finds what `extends` names (a file beside `from`, or a package). A text says why it cannot be read. */
export type ReadExtended = (reference: string, from: ConfigurationSource) => Promise<ConfigurationSource | string>;

/** One file of the chain of `extends`. */
export interface Layer {
  readonly source: ConfigurationSource;
  readonly document: YamlDocument;
  readonly value: ConfigurationFile;
  /** The folder that globs of `exceptions` count from; absolute, with `/`. */
  readonly folder: string;
}

/** The file and what it extends, weakest first. A cycle is an error at the `extends` that closes it. */
export async function readLayers(
  start: ConfigurationSource,
  read: ReadExtended,
  validate: ValidateFunction<ConfigurationFile>,
): Promise<Outcome<readonly Layer[]>> {
  const layers: Layer[] = [];
  let source = start;
  for (;;) {
    const above = layers[0];
    const layer = readLayer(source, above?.folder ?? folderOf(source.path), validate);
    if (layer.problems) return layer;
    layers.unshift(layer.value);
    const reference = layer.value.value.extends;
    if (reference === undefined) return { value: layers };
    const next = await read(reference, source);
    if (typeof next === 'string') return refused(layer.value, next);
    const chain = layers.map((known) => known.source);
    if (chain.some(({ path }) => path === next.path)) {
      const names = [...chain.map(({ file }) => file).reverse(), next.file];
      return refused(layer.value, `\`extends\` goes round in a circle: ${names.join(' → ')}`);
    }
    source = next;
  }
}

function readLayer(
  source: ConfigurationSource,
  folderAbove: string,
  validate: ValidateFunction<ConfigurationFile>,
): Outcome<Layer> {
  const document = readDocument(source.file, source.text);
  if (document.problems) return document;
  const value = validated(document.value, validate, sharedParameterHint);
  if (value.problems) return value;
  const problems = impossibleDays(value.value, document.value);
  if (problems.length > 0) return { problems };
  const folder = source.fromPackage ? folderAbove : folderOf(source.path);
  return { value: { source, document: document.value, value: value.value, folder } };
}

const refused = (layer: Layer, message: string): { problems: readonly ConfigurationProblem[] } => ({
  problems: [problemAt(layer.document, ['extends'], message)],
});

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}

/** `parameters` takes the shared ones alone; a control's own parameter there is the usual mistake. */
function sharedParameterHint(path: DocumentPath): string | null {
  const [key, parent] = [path.at(-1), path.at(-2)];
  const shared =
    parent === 'parameters' && (path.length === 2 || path[0] === 'organization') && !path.includes('controls');
  if (!shared) return null;
  return `\`${key}\` is not one of the shared parameters (${SHARED.join(', ')}); a control's own stands under \`controls.ID.parameters\``;
}

/** The parameters that many controls share, as the schema has them. */
const SHARED = [
  'regions',
  'breakGlassRoles',
  'exemptRoles',
  'platformRoles',
  'pipelineRoles',
  'allowedLaunchTypes',
  'requiredTags',
] as const satisfies readonly (keyof NonNullable<ConfigurationFile['parameters']>)[];

/** The pattern lets `2027-02-30` through. */
function impossibleDays(value: ConfigurationFile, document: YamlDocument): ConfigurationProblem[] {
  return (value.exceptions ?? []).flatMap(({ expires }, index) =>
    isDay(expires)
      ? []
      : [problemAt(document, ['exceptions', index, 'expires'], `\`${expires}\` is no day of the calendar`)],
  );
}

/** A day of the calendar as `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
