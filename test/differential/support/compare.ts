import assert from 'node:assert/strict';
import { randomFrom } from '../../../scripts/fuzz/random.js';
import type { Catalogue } from '../../../src/scp/catalogue/catalogue.js';
import { taken } from '../../../src/scp/conditions/condition-test.js';
import { type CompiledStatement, compilePolicy, verdicts } from '../../../src/scp/evaluate/compiled-statement.js';
import { compile } from '../../../src/scp/evaluate/decider.js';
import type { Level } from '../../../src/scp/level.js';
import { parsePolicyDocument } from '../../../src/scp/parse/parse.js';
import type { Request } from '../../../src/scp/request.js';
import { allClasses, type DifferenceClass, outsideClasses, refusalClasses } from './classes.js';
import { conditionClasses } from './classes-of-conditions.js';
import { resourceClasses } from './classes-of-resources.js';
import { factsOf } from './facts.js';
import { MANAGEMENT_ACCOUNT, type RandomPolicy, type RandomSet, randomSet, usableActions } from './generate.js';
import { ask, statementKey, type TheirAnswer, type TheirStatement } from './iam-simulate.js';

/** Of a class: questions that it is about, those of them that were answered differently, and decisions that came of it. */
export interface Count {
  asked: number;
  different: number;
  decisions: number;
}

export interface Comparison {
  requests: number;
  refused: number;
  /** Actions, resources and conditions that both answered. */
  parts: number;
  denied: number;
  readonly counts: ReadonlyMap<string, Count>;
}

const REACH = { type: 'SERVICE_CONTROL_POLICY', managementAccount: MANAGEMENT_ACCOUNT } as const;
const REQUESTS_PER_SET = 20;

/** Asks both the same, statement by statement and part by part, then for the decision. */
export async function compare(catalogue: Catalogue, seed: number, requests: number): Promise<Comparison> {
  const random = randomFrom(seed);
  const actions = usableActions(catalogue);
  const counts = new Map(allClasses.map(({ name }) => [name, { asked: 0, different: 0, decisions: 0 }]));
  const comparison: Comparison = { requests: 0, refused: 0, parts: 0, denied: 0, counts };
  while (comparison.requests < requests) {
    await compareSet(catalogue, randomSet(random, catalogue, actions, REQUESTS_PER_SET), comparison);
  }
  return comparison;
}

async function compareSet(catalogue: Catalogue, { levels, requests }: RandomSet, comparison: Comparison) {
  const parsed = levels.map((policies, index) => level(policies, index));
  const isMultivalued = (key: string): boolean => catalogue.key(key)?.multivalued ?? false;
  const decider = compile(parsed, REACH, isMultivalued);
  const statements = parsed.flatMap(({ policies, target }) =>
    policies.flatMap((attached) =>
      compilePolicy(attached.policy, attached, target, isMultivalued).map((statement, index) => ({
        key: statementKey(attached.name, index),
        statement,
      })),
    ),
  );
  for (const request of requests) {
    const theirs = await ask(levels, request);
    comparison.requests += 1;
    if (typeof theirs === 'string') {
      refusal(theirs, statements, comparison, { levels, request });
      continue;
    }
    const judge = new Judge(catalogue, request, comparison, { levels, request });
    for (const { key, statement } of statements) judge.statement(statement, theirs.statements.get(key));
    assert.equal(combined(statements, theirs), theirs.decision, told({ levels, request }));
    judge.decision(decider.decide(request), theirs);
  }
}

interface KeyedStatement {
  readonly key: string;
  readonly statement: CompiledStatement;
}

/** What follows from iam-simulate's parts: a deny that holds wins, and each level needs an allow that does. */
function combined(statements: readonly KeyedStatement[], theirs: TheirAnswer): 'allow' | 'deny' {
  const holding = statements.filter(({ key }) => {
    const parts = theirs.statements.get(key);
    return parts?.action && parts.resource && parts.conditions.every(Boolean);
  });
  if (holding.some(({ statement }) => statement.statement.effect === 'Deny')) return 'deny';
  const targets = new Set(statements.map(({ statement }) => statement.target));
  return holding.length > 0 && new Set(holding.map(({ statement }) => statement.target)).size === targets.size
    ? 'allow'
    : 'deny';
}

function level(policies: readonly RandomPolicy[], index: number): Level {
  return {
    target: `level ${index}`,
    name: '/',
    policies: policies.map(({ name, document }) => {
      const { policy, problems } = parsePolicyDocument(document, 'SERVICE_CONTROL_POLICY');
      assert.ok(policy, `${JSON.stringify(problems)}\n${JSON.stringify(document)}`);
      return { id: name, name, policy };
    }),
  };
}

/** The case of a failing message, to be run by itself. */
interface Case {
  readonly levels: readonly (readonly RandomPolicy[])[];
  readonly request: Request;
}

const told = ({ levels, request }: Case): string =>
  JSON.stringify({ levels, request: { ...request, context: Object.fromEntries(request.context) } });

function refusal(message: string, statements: readonly KeyedStatement[], comparison: Comparison, asked: Case): void {
  const patterns = statements.flatMap(({ statement }) => statement.statement.actions.patterns);
  const found = refusalClasses.filter(({ applies }) => applies(patterns));
  assert.ok(message === 'policy.errors' && found.length > 0, `refused for \`${message}\`: ${told(asked)}`);
  comparison.refused += 1;
  for (const { name } of found) {
    const count = comparison.counts.get(name);
    if (count) count.asked = count.different += 1;
  }
}

/** One request: collects the classes of what was answered differently, and refuses a difference without one. */
class Judge {
  readonly #classes = new Set<string>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly request: Request,
    private readonly comparison: Comparison,
    private readonly asked: Case,
  ) {}

  statement(ours: CompiledStatement, theirs: TheirStatement | undefined): void {
    if (!theirs) assert.fail(`iam-simulate says nothing of ${ours.name} of ${ours.policy.name}: ${told(this.asked)}`);
    const facts = factsOf(this.catalogue, this.request, ours);
    const speaks = ours.speaksOfAction(this.request.action.toLowerCase());
    this.part(
      () => `${JSON.stringify(ours.statement.actions)}: ${speaks}`,
      speaks === theirs.action,
      [],
      facts,
      speaks,
    );
    const { negated, patterns } = ours.statement.resources;
    const resource = ours.speaksOfResource === null || ours.speaksOfResource(this.request);
    const some: DifferenceClass<typeof facts>[] = resourceClasses.map((one) => ({
      ...one,
      applies: () => patterns.some((pattern) => one.applies({ ...facts, pattern, negated })),
    }));
    this.part(
      () => `${negated ? 'NotResource' : 'Resource'} ${JSON.stringify(patterns)}: ${resource}`,
      resource === theirs.resource,
      some,
      facts,
      speaks,
    );
    const truths = verdicts(ours, this.request);
    for (const [index, test] of ours.conditions.entries()) {
      const truth = truths[index] ?? false;
      const given = this.request.context.get(test.key);
      const same = taken(truth) === theirs.conditions[index];
      const what = (): string =>
        `${test.condition.operator.text} ${JSON.stringify(test.condition.values)} on ${test.condition.key}, which is ${JSON.stringify(given)}: ${truth}`;
      this.part(what, same, conditionClasses, { ...facts, test, given }, speaks);
    }
  }

  private part<Facts>(
    what: () => string,
    same: boolean,
    classes: readonly DifferenceClass<Facts>[],
    facts: Facts,
    speaks: boolean,
  ): void {
    this.comparison.parts += 1;
    const found = classes.filter(({ applies }) => applies(facts));
    for (const { name } of found) this.count(name, same, speaks);
    if (!same && found.length === 0) assert.fail(`${what()}, answered differently: ${told(this.asked)}`);
  }

  private count(name: string, same: boolean, speaks: boolean): void {
    const count = this.comparison.counts.get(name);
    assert.ok(count, name);
    count.asked += 1;
    if (same) return;
    count.different += 1;
    if (speaks) this.#classes.add(name);
  }

  /** Decisions may differ only where a part of a statement of the action did, or for who asks. */
  decision(ours: 'allow' | 'deny', theirs: TheirAnswer): void {
    const same = ours === theirs.decision;
    if (ours === 'deny') this.comparison.denied += 1;
    for (const { name, applies } of outsideClasses) if (applies(this.request)) this.count(name, same, true);
    if (same) return;
    assert.ok(this.#classes.size > 0, `${ours} here, ${theirs.decision} there: ${told(this.asked)}`);
    for (const name of this.#classes) {
      const count = this.comparison.counts.get(name);
      if (count) count.decisions += 1;
    }
  }
}

/** A table for the console. */
export function printed({ requests, refused, parts, denied, counts }: Comparison): string {
  const lines = [...counts]
    .filter(([, { asked }]) => asked > 0)
    .map(([name, { asked, different, decisions }]) =>
      [asked, different, decisions]
        .map((count) => String(count).padStart(9))
        .join('')
        .concat(`  ${name}`),
    );
  return [
    `${requests} requests (${refused} refused, ${denied} denied), ${parts} parts`,
    '    asked  differed decisions  class',
    ...lines,
  ].join('\n');
}
