import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { controls } from '../../src/controls/index.js';
import { isMap, own, type Value } from '../../src/language/value.js';
import { parseTemplate, toValue } from '../../src/readers/cloudformation/index.js';
import { inputOf } from '../../test/support/examples.js';

export type Kind = 'template' | 'plan' | 'task-definition' | 'config-item';

/** A real input that cases are grown from. */
export interface Origin {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
  /** What the text says, short intrinsics written in full. */
  readonly value: Value;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Public templates, plans and task definitions, where they are at hand; they are not part of the repository. */
const SHARED = ['cloudformation', 'terraform-plans', 'task-definitions'].map((name) =>
  join(root, '../shared/data', name),
);

/** The inputs of files and folders, or without any: public ones, the repository's examples, items of AWS Config, and the examples of the controls. */
export function readCorpus(paths: readonly string[]): Origin[] {
  const named = paths.length > 0;
  const files = (named ? paths : [...SHARED, join(root, 'examples'), join(root, 'test/fixtures/config-items')]).flatMap(
    filesBelow,
  );
  const read = files.flatMap((file) => originOf(relative(root, file), readFileSync(file, 'utf8')));
  return named ? read : [...read, ...examplesOfControls()];
}

function examplesOfControls(): Origin[] {
  return controls.flatMap(({ id, examples }) =>
    examples.flatMap((example) => originOf(`${id}: ${example.name}`, inputOf(example).text)),
  );
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|ya?ml|template)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Nothing for a text that is none of the kinds. */
function originOf(name: string, text: string): Origin[] {
  const parsed = parseTemplate(text);
  if (parsed.problem) return [];
  const value = toValue(parsed.tree);
  const kind = kindOf(value);
  return kind ? [{ name, kind, text, value }] : [];
}

function kindOf(value: Value): Kind | null {
  if (!isMap(value)) return null;
  if (own(value, 'planned_values') !== null || own(value, 'resource_changes') !== null) return 'plan';
  if (isMap(own(value, 'Resources'))) return 'template';
  if (own(value, 'configurationItemStatus') !== null) return 'config-item';
  const task = own(value, 'taskDefinition');
  return own(isMap(task) ? task : value, 'containerDefinitions') === null ? null : 'task-definition';
}
