import { readdir, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { problemAt } from '../configuration/document.js';
import { folderOf, type Layer } from '../configuration/layers.js';
import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { type Control, control } from '../controls/control.js';
import { displayPath } from './paths.js';
import { schemaValidator } from './schemas.js';

/**
 * The controls that `load` names, by files or patterns (`./controls/*.mjs`) from the file that says so. Each file
 * exports one control as its default. Loading runs the file, as any configuration in code does.
 *
 * @param shipped the ids that are taken
 */
export async function loadOwnControls(
  cwd: string,
  layers: readonly Layer[],
  shipped: readonly Control[],
): Promise<Outcome<readonly Control[]>> {
  const own: Control[] = [];
  const problems: ConfigurationProblem[] = [];
  const taken = new Map(shipped.map(({ id }) => [id, 'a control of ringfence']));
  for (const layer of layers) {
    for (const [index, pattern] of (layer.value.load ?? []).entries()) {
      const files = await matching(folderOf(layer.source.path), pattern);
      if (files.length === 0)
        problems.push(problemAt(layer.document, ['load', index], `no file matches \`${pattern}\``));
      for (const file of files) {
        const loaded = await loadControl(file);
        const name = displayPath(cwd, file);
        const clash = typeof loaded === 'string' ? undefined : taken.get(loaded.id);
        if (typeof loaded === 'string') problems.push({ file: name, line: null, column: null, message: loaded });
        else if (clash)
          problems.push({ file: name, line: null, column: null, message: `\`${loaded.id}\` is the id of ${clash}` });
        else own.push(loaded);
        if (typeof loaded !== 'string') taken.set(loaded.id, `the control in ${name}`);
      }
    }
  }
  return problems.length > 0 ? { problems } : { value: own };
}

/** The control of a file, or why it is none. A changed file is loaded anew, for `--watch`. */
async function loadControl(file: string): Promise<Control | string> {
  const url = pathToFileURL(file);
  try {
    url.searchParams.set('changed', String((await stat(file)).mtimeMs));
    const module: unknown = await import(url.href);
    const made: unknown =
      typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined;
    if (made === undefined) return 'it has no default export: write `export default control({…})`';
    const validate = await schemaValidator('control');
    if (validate(made)) return control(made);
    const [first] = validate.errors ?? [];
    const where = first?.instancePath ? ` at \`${first.instancePath.slice(1).replaceAll('/', '.')}\`` : '';
    return `its default export is no control: ${first?.message ?? 'it has another shape'}${where}`;
  } catch (error) {
    return `it cannot be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The files that a pattern names, in the order of their names. Only `*` within a name, and `**`, are special. */
async function matching(folder: string, pattern: string): Promise<string[]> {
  const whole = posix.resolve(folder, pattern);
  const fixed = whole.split('/').findIndex((part) => part.includes('*'));
  if (fixed === -1) return (await isFile(whole)) ? [whole] : [];
  const base = whole.split('/').slice(0, fixed).join('/') || '/';
  const expression = new RegExp(
    `^${whole
      .split(/(\*\*\/|\*)/)
      .map(token)
      .join('')}$`,
  );
  const entries = await readdir(base, { recursive: whole.includes('**') || whole.split('/').length > fixed + 1 }).catch(
    () => [],
  );
  const paths = entries.map((entry) => posix.join(base, entry.replaceAll('\\', '/')));
  return paths.filter((path) => expression.test(path) && !path.includes('/node_modules/')).sort();
}

function token(part: string): string {
  if (part === '**/') return '(?:.*/)?';
  return part === '*' ? '[^/]*' : part.replaceAll(/[.+^${}()|[\]\\?/-]/g, '\\$&');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (about) => about.isFile(),
    () => false,
  );
}
