import type { CatalogueAction, ConditionKey, ResourceType } from './catalogue.js';
import { isKeyType } from './global-keys.js';

/** A service as `scripts/catalogue.mjs` writes it: lines, with fields parted by tabs, and numbers of lines in base 36. */
export interface ServiceText {
  /** Name and type, `ArrayOfString` say. */
  readonly keys: string;
  /** Name, ARN, keys. */
  readonly resourceTypes: string;
  /** Name, access level, resource types (`!`: required), keys. */
  readonly actions: string;
}

const SOURCE =
  'https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html';

/** The actions of a service by name in lower case. Those with the same resources and keys share them. */
export function actionsOfService(
  service: string,
  text: ServiceText,
  levels: readonly string[],
): Map<string, CatalogueAction> {
  const keys = rows(text.keys).map(([name = '']) => name.toLowerCase());
  const types = rows(text.resourceTypes);
  const shared = new Map<string, Pick<CatalogueAction, 'resourceTypes' | 'keys'>>();
  return new Map(
    rows(text.actions).map(([action = '', level = '', resources = '', own = '']) => {
      const name = `${service}:${action}`;
      const signature = `${resources} ${own}`;
      const carried = shared.get(signature) ?? {
        resourceTypes: numbers(resources).map((number) => resourceType(number, types)),
        keys: keysOfAction(resources, own, types, keys),
      };
      shared.set(signature, carried);
      return [
        name.toLowerCase(),
        { name, accessLevel: levels[parseInt(level, 36)] ?? '', ...carried, addedFrom: null },
      ];
    }),
  );
}

function keysOfAction(
  resources: string,
  own: string,
  types: readonly (readonly string[])[],
  keys: readonly string[],
): readonly string[] {
  const inherited = numbers(resources).flatMap((number) => numbers(types[parseInt(number, 36)]?.[2] ?? ''));
  return [...new Set([...numbers(own), ...inherited])].map((number) => keys[parseInt(number, 36)] ?? '').sort();
}

/** The condition keys that a service declares. */
export function keysOfService(text: ServiceText): readonly ConditionKey[] {
  return rows(text.keys).map(([name = '', written = '']) => {
    const type = written.replace(/^ArrayOf/, '');
    return {
      name,
      type: isKeyType(type) ? type : 'String',
      multivalued: written.startsWith('ArrayOf'),
      present: 'sometimes',
      source: SOURCE,
    };
  });
}

function resourceType(number: string, types: readonly (readonly string[])[]): ResourceType {
  const [name = '', arn = ''] = types[parseInt(number, 36)] ?? [];
  return { name, required: number.endsWith('!'), arns: [arn] };
}

const rows = (text: string) => (text === '' ? [] : text.split('\n').map((line) => line.split('\t')));
const numbers = (text: string) => (text === '' ? [] : text.split(','));
