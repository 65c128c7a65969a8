import type { EngineDocument } from '../engines/verdict.js';
import { emptyMap, isList, isMap, isScalar, own, type Value, type ValueMap } from '../language/value.js';
import type { PreparedResource } from '../resources/prepare.js';
import { problemsOf, readTemplate } from './inputs.js';
import { judgedControls, preparationFor } from './judged-control.js';
import { maskError, maskText } from './mask.js';
import type { CheckInput, CheckOptions } from './options.js';
import type { CheckError } from './result.js';
import { type SecretPlaces, secretPlaces } from './secret-places.js';

/** The resolved resources of one input, in the shape of a template, which OPA and conftest take. */
export interface NormalizedInput {
  readonly file: string;
  readonly document: EngineDocument;
}

/** What `--normalize` prints, and the inputs that cannot be read. */
export interface Normalized {
  readonly inputs: readonly NormalizedInput[];
  readonly errors: readonly CheckError[];
}

/** The resources of inputs as engines see them, but whole and with their secrets masked. Nothing is judged. */
export async function normalize(inputs: readonly CheckInput[], options: CheckOptions): Promise<Normalized> {
  const controls = judgedControls(options.controls);
  const preparation = preparationFor(controls);
  const normalized: NormalizedInput[] = [];
  const errors: CheckError[] = [];
  for (const input of inputs) {
    const reading = await readTemplate(input, options);
    if (reading?.error) errors.push(reading.error);
    if (!reading?.template) continue;
    errors.push(...problemsOf(reading.template));
    const { file, resources, sensitive } = reading.template;
    const prepared = preparation.prepare(resources, 'everything');
    const hidden = secretPlaces(controls, { Resources: prepared });
    normalized.push({ file, document: { Resources: withoutSecrets(prepared, hidden, sensitive) } });
  }
  return { inputs: normalized, errors: errors.map((error) => maskError(error, [])) };
}

function withoutSecrets(
  prepared: Readonly<Record<string, PreparedResource>>,
  hidden: SecretPlaces,
  sensitive: readonly string[],
): EngineDocument['Resources'] {
  const resources = Object.entries(prepared).map(([id, { Type, Properties, Related, Facts }]) => {
    const mask = (map: ValueMap, path: string): ValueMap => {
      const copy = emptyMap();
      for (const key of Object.keys(map)) copy[maskText(key)] = masked(own(map, key), `${path}.${key}`);
      return copy;
    };
    const masked = (value: Value, path: string): Value => {
      if (isScalar(value) && hidden(id, path)) return '***';
      if (typeof value === 'string') return maskText(value, sensitive);
      if (isList(value)) return value.map((element, index) => masked(element, `${path}.${index}`));
      return isMap(value) ? mask(value, path) : value;
    };
    const parts = {
      Properties: mask(Properties, 'Properties'),
      Related: mask(Related, 'Related'),
      Facts: mask(Facts, 'Facts'),
    };
    return [maskText(id), { Type, ...parts }] as const;
  });
  return Object.fromEntries(resources);
}
