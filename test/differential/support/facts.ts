import { carries } from '../../../src/scp/catalogue/carries.js';
import type { Catalogue } from '../../../src/scp/catalogue/catalogue.js';
import type { ConditionTest } from '../../../src/scp/conditions/condition-test.js';
import type { CompiledStatement } from '../../../src/scp/evaluate/compiled-statement.js';
import type { Request } from '../../../src/scp/request.js';

/** A use of a policy variable: what stands in the braces, taken apart. */
export interface Variable {
  readonly key: string;
  readonly fallback: string | null;
  readonly values: readonly string[] | undefined;
  readonly multivalued: boolean;
  readonly dropped: boolean;
}

/** What a class may look at: the policy's version, and the request. */
export interface Facts {
  readonly request: Request;
  readonly version: string;
  readonly variables: (text: string) => Variable[];
  readonly multivalued: (key: string) => boolean;
  /** The request has the key, and the catalogue says that its action does not carry it. */
  readonly dropped: (key: string) => boolean;
}

export interface ConditionFacts extends Facts {
  readonly test: ConditionTest;
  readonly given: readonly string[] | undefined;
}

export interface ResourceFacts extends Facts {
  readonly pattern: string;
  readonly negated: boolean;
}

const VARIABLE = /\$\{([^}*?$][^}]*)\}/g;
/** Separated by a comma and one space, as AWS documents it; written otherwise it is part of the name. */
const WITH_DEFAULT = /^([^,']+), '([^']*)'$/;

export function factsOf(catalogue: Catalogue, request: Request, { policy }: CompiledStatement): Facts {
  const multivalued = (key: string): boolean => catalogue.key(key)?.multivalued ?? false;
  const action = catalogue.action(request.action);
  const dropped = (key: string): boolean =>
    request.context.has(key.toLowerCase()) && action !== undefined && carries(catalogue, action, key) === false;
  const variables = (text: string): Variable[] =>
    [...text.matchAll(VARIABLE)].map(([, inner = '']) => {
      const [, name = inner, fallback] = WITH_DEFAULT.exec(inner) ?? [];
      const key = name.trim().toLowerCase();
      return {
        key,
        fallback: fallback ?? null,
        values: request.context.get(key),
        multivalued: multivalued(key),
        dropped: dropped(key),
      };
    });
  return { request, version: policy.policy.version, variables, multivalued, dropped };
}

/** The parts of a pattern; colons in a variable separate nothing. */
export function partsOf(pattern: string): string[] {
  const parts = pattern.replace(/\$\{[^}]*\}/g, (variable) => variable.replaceAll(':', '\0')).split(':');
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])].map((part) =>
    part.replaceAll('\0', ':'),
  );
}
