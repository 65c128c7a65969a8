import type { IsMultivalued } from '../conditions/multivalued.js';
import { type CompiledStatement, compilePolicy } from '../evaluate/compiled-statement.js';
import type { Level } from '../level.js';
import { canonicalConditions } from '../minify/canonical.js';
import type { PolicyType } from '../policy.js';

/** The policies of one account, level by level, as the prover takes them. */
export interface Side {
  readonly denies: readonly CompiledStatement[];
  /** For each level its allow statements. */
  readonly allows: readonly (readonly CompiledStatement[])[];
}

/** RCPs need no allow: RCPFullAWSAccess cannot be detached, and other allows are not to be had. */
export function sideOf(levels: readonly Level[], type: PolicyType, isMultivalued: IsMultivalued): Side {
  const compiled = levels.map(({ policies, target }) =>
    policies.flatMap((attached) => compilePolicy(attached.policy, attached, target, isMultivalued)),
  );
  return {
    denies: compiled.flat().filter(({ statement }) => statement.effect === 'Deny'),
    allows:
      type === 'RESOURCE_CONTROL_POLICY'
        ? []
        : compiled.map((level) => level.filter(({ statement }) => statement.effect === 'Allow')),
  };
}

const keys = new WeakMap<CompiledStatement, string>();

/** Equal for statements that ask the same of a request whose action they speak of. */
export function restKey(compiled: CompiledStatement): string {
  const known = keys.get(compiled);
  if (known !== undefined) return known;
  const { statement, policy } = compiled;
  const { negated, patterns } = statement.resources;
  const key = JSON.stringify([
    policy.policy.version,
    statement.effect,
    negated,
    patterns.toSorted(),
    canonicalConditions(statement),
  ]);
  keys.set(compiled, key);
  return key;
}

/** What a side has of the statements of one class of actions, as bits. */
export interface SideMasks {
  readonly denies: bigint;
  readonly allows: readonly bigint[];
}

/**
 * Statement 0 is the property itself; of the others those with equal keys are one.
 * @param statements all that speak of the class: one of another class may have an equal key
 */
export function masksOf({ denies, allows }: Side, statements: readonly CompiledStatement[]): SideMasks {
  const speaking = new Set(statements);
  const positions = new Map([...new Set(statements.map(restKey))].map((key, index) => [key, 1n << BigInt(index + 1)]));
  const maskOf = (list: readonly CompiledStatement[]): bigint =>
    list
      .filter((statement) => speaking.has(statement))
      .reduce((mask, statement) => mask | (positions.get(restKey(statement)) ?? 0n), 0n);
  return { denies: maskOf(denies), allows: allows.map(maskOf) };
}

/** One of each of the statements with equal keys, in the order of the masks. */
export const uniqueOf = (statements: readonly CompiledStatement[]): CompiledStatement[] => {
  const found = new Map<string, CompiledStatement>();
  for (const statement of statements) if (!found.has(restKey(statement))) found.set(restKey(statement), statement);
  return [...found.values()];
};

export type Outcome = 'allowed' | 'denied' | 'open';

/** What a side decides when these statements may still hold, and those of `open` may yet be ruled out. */
export function outcome({ denies, allows }: SideMasks, alive: bigint, open: bigint): Outcome {
  if ((alive & denies & ~open) !== 0n) return 'denied';
  if (allows.some((level) => (alive & level) === 0n)) return 'denied';
  if ((alive & denies) !== 0n) return 'open';
  return allows.every((level) => (alive & level & ~open) !== 0n) ? 'allowed' : 'open';
}
