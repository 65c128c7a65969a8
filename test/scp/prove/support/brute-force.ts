import assert from 'node:assert/strict';
import { compile } from '../../../../src/scp/evaluate/decider.js';
import type { Level } from '../../../../src/scp/level.js';
import type { PropertyDefinition } from '../../../../src/scp/property.js';
import { type ProofResult, prove } from '../../../../src/scp/prove/prove.js';
import type { Request } from '../../../../src/scp/request.js';
import { policyOf } from '../../support/policy-of.js';
import type { Chance } from './mulberry32.js';
import type { Question } from './random-question.js';
import { isCarried, PRINCIPALS, RESOURCES, smallWorld, VALUES } from './small-world.js';

/** Requests with a fact that each would break. */
interface Candidate {
  readonly request: Request;
  readonly breaks: ReadonlySet<string>;
}

export type Judged = ProofResult['result'] | 'wrongly proved' | 'wrongly refuted';

const levelsOf = (levels: Question['sides'][number]): Level[] =>
  levels.map((statements, index) => ({
    target: `ou-${index}`,
    name: `/${index}`,
    policies: [{ id: `p-${index}`, name: `p-${index}`, policy: policyOf(statements) }],
  }));

/** Proves a property, and holds the answer against requests of the small world. */
export function judged({ property, sides }: Question, chance: Chance, most: number): Judged {
  const levels = sides.map(levelsOf);
  const reach = { type: 'SERVICE_CONTROL_POLICY', managementAccount: smallWorld.managementAccount } as const;
  const decide = levels.map((side) => compile(side, reach).decide);
  const isBad = (request: Request): boolean =>
    inScope(property, request) &&
    fails(
      property.property,
      decide.map((side) => side(request)),
    );
  const { result, facts, counterexample } = prove(property, levels, smallWorld);
  if (result === 'refuted') {
    assert.ok(counterexample);
    return isBad(counterexample) ? result : 'wrongly refuted';
  }
  if (result === 'undecided') return result;
  const relied = facts.map(({ id }) => id);
  for (const { request, breaks } of candidates(keysOf({ property, sides }), chance, most)) {
    if (!relied.some((id) => breaks.has(id)) && isBad(request)) return 'wrongly proved';
  }
  return result;
}

function fails(property: PropertyDefinition['property'], [first, second]: readonly string[]): boolean {
  if (property === 'denied') return first === 'allow';
  if (property === 'allowed') return first === 'deny';
  return property === 'equal' ? first !== second : first === 'allow' && second === 'deny';
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const made = (): RegExp =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*/g, '[^]*')
        .replace(/\?/g, '[^]')}$`,
    );
  const known = expressions.get(pattern) ?? made();
  expressions.set(pattern, known);
  return known;
}

/** Patterns as regular expressions; those of ARNs part by part. */
function fits(pattern: string, value: string): boolean {
  const parts = pattern.split(':');
  if (!/^(arn|\*):/.test(pattern) || parts.length < 6) return expression(pattern).test(value);
  const values = value.split(':');
  const six = (list: readonly string[]): string[] => [...list.slice(0, 5), list.slice(5).join(':')];
  return values.length >= 6 && six(parts).every((part, index) => expression(part).test(six(values)[index] ?? ''));
}

function inScope(property: PropertyDefinition, { action, resource, principal, context }: Request): boolean {
  const { actions = ['*'], resources = ['*'], principals = ['*'], except = {} } = property;
  const any = (patterns: readonly string[] | undefined, value: string): boolean =>
    (patterns ?? []).some((pattern) => fits(pattern, value));
  const name = (patterns: readonly string[] | undefined): string[] => (patterns ?? []).map((one) => one.toLowerCase());
  return (
    any(name(actions), action.toLowerCase()) &&
    !any(name(except.actions), action.toLowerCase()) &&
    any(resources, resource) &&
    !any(except.resources, resource) &&
    any(principals, principal) &&
    !any(except.principals, principal) &&
    !any(except.regions, context.get('aws:requestedregion')?.[0] ?? '') &&
    Object.entries(property.context ?? {}).every(([key, patterns]) => {
      const values = context.get(key) ?? [];
      if (patterns === null) return values.length === 0;
      return values.some((value) => any(typeof patterns === 'string' ? [patterns] : patterns, value));
    })
  );
}

/** The keys that a question names. */
function keysOf(question: Question): string[] {
  const text = JSON.stringify(question).toLowerCase();
  return Object.keys(VALUES).filter(
    (key) => text.includes(`"${key}"`) || (key.includes('region') && text.includes('"regions"')),
  );
}

const ACTIONS = ['one:Make', 'one:Remove', 'two:List', 'one:Unheard', 'three:Go', 'four:Come'];

/** All requests over these keys, or as many of them at random. */
function* candidates(keys: readonly string[], chance: Chance, most: number): Generator<Candidate> {
  const dimensions = keys.map((key) => VALUES[key] ?? []);
  const sizes = [ACTIONS.length, PRINCIPALS.length, 8, ...dimensions.map((values) => values.length)];
  const total = sizes.reduce((product, size) => product * size, 1);
  const all = total <= most;
  for (let index = 0; index < Math.min(total, most); index++) {
    let rest = index;
    const choice = sizes.map((size) => {
      const chosen = all ? rest % size : chance.below(size);
      rest = Math.floor(rest / size);
      return chosen;
    });
    yield candidate(keys, choice);
  }
}

function candidate(keys: readonly string[], [act = 0, who = 0, what = 0, ...rest]: readonly number[]): Candidate {
  const action = ACTIONS[act] ?? '';
  const principal = PRINCIPALS[who] ?? PRINCIPALS[0];
  assert.ok(principal);
  const known = RESOURCES[action.split(':')[0] ?? ''] ?? RESOURCES['one'] ?? [];
  const [resource, breaks] = known[what % known.length] ?? ['*', []];
  const broken = new Set<string>(breaks);
  const context = new Map<string, readonly string[]>([
    ['aws:principalarn', [principal.arn]],
    ['aws:principalaccount', [principal.account]],
    ['aws:principaltype', [principal.type]],
  ]);
  for (const [index, key] of keys.entries()) {
    const { values, breaks: also } = VALUES[key]?.[rest[index] ?? 0] ?? { values: undefined, breaks: [] };
    for (const fact of also) broken.add(fact);
    if (values === undefined) continue;
    context.set(key, values);
    if (!isCarried(key, action)) broken.add('carried-keys');
  }
  return { request: { action, resource, principal: principal.arn, context }, breaks: broken };
}
