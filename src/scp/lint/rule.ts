import type { Catalogue, CatalogueAction } from '../catalogue/catalogue.js';
import type { Level } from '../level.js';
import type { Condition, Place, Policy, PolicyType, Statement, StatementDocument } from '../policy.js';

export interface Quota {
  /** The most characters of a document. */
  readonly characters: number;
  /** The most documents attached to a root, unit or account. */
  readonly perTarget: number;
}

export interface LintSettings {
  readonly catalogue: Catalogue;
  /** Types without known quotas have none. */
  readonly quotas: Readonly<Partial<Record<PolicyType, Quota>>>;
  /** ARN patterns of roles that no deny is to reach: break-glass, deployment … */
  readonly exemptions: readonly string[];
  /** What an allow list must not leave out. */
  readonly needs: readonly Need[];
}

/** An action that somebody needs, and why. */
export interface Need {
  readonly action: string;
  readonly why: string;
}

/** What a rule is given: one document. */
export interface DocumentContext extends LintSettings {
  readonly policy: Policy;
  /** Of the text as it is; null where the document came as data. */
  readonly characters: number | null;
  /** The actions of the catalogue that a statement lists; of a NotAction, none. */
  readonly actionsOf: (statement: Statement) => readonly CatalogueAction[];
}

export interface Finding {
  readonly place: Place;
  readonly message: string;
}

interface Described {
  /** Stable, in kebab-case. */
  readonly id: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What it leads to, and what to write instead. */
  readonly why: string;
  /** The page or entry of the facts on which it rests. */
  readonly source: string;
}

export interface DocumentRule extends Described {
  readonly examples: readonly RuleExample[];
  readonly check: (context: DocumentContext) => readonly Finding[];
}

/** Statements that a rule finds something in, or not: documentation and test in one. */
export interface RuleExample {
  readonly found: boolean;
  readonly statements: readonly StatementDocument[];
  readonly type?: PolicyType;
  readonly version?: Policy['version'];
}

/** A rule about what is attached together. */
export interface SetRule extends Described {
  readonly check: (levels: readonly Level[], settings: LintSettings) => readonly SetFinding[];
}

export interface SetFinding {
  /** The name of the policy, or of the level where none is to blame. */
  readonly name: string;
  readonly message: string;
}

/** A check of each statement. */
export function ofStatements(
  check: (statement: Statement, context: DocumentContext) => readonly string[],
): DocumentRule['check'] {
  return (context) =>
    context.policy.statements.flatMap((statement) =>
      check(statement, context).map((message) => ({ place: statement.place, message })),
    );
}

/** A check of each condition: one finding at most. */
export function ofConditions(
  check: (condition: Condition, statement: Statement, context: DocumentContext) => string | null,
): DocumentRule['check'] {
  return (context) =>
    context.policy.statements.flatMap((statement) =>
      statement.conditions.flatMap((condition) => {
        const message = check(condition, statement, context);
        return message === null ? [] : [{ place: condition.place ?? statement.place, message }];
      }),
    );
}

/** An example of one Deny, of `ecs:DeleteCluster` on everything where nothing else is said. */
export function deny(found: boolean, rest: Partial<StatementDocument>): RuleExample {
  const actions = rest.NotAction === undefined ? { Action: 'ecs:DeleteCluster' } : {};
  const resources = rest.NotResource === undefined ? { Resource: '*' } : {};
  return { found, statements: [{ Effect: 'Deny', ...actions, ...resources, ...rest }] };
}
