import type { Patterns, Policy, PolicyType, Statement, StatementDocument } from '../policy.js';
import { operatorText } from './operator-text.js';

/**
 * The smallest JSON text of a policy: no white space, lists of one as plain values, conditions in the order of their
 * names. Values stand as they are in the policy; `minify` sorts them.
 */
export function printPolicy(policy: Policy): string {
  return printStatements(
    policy.version,
    policy.statements.map((statement) => statementText(statement, policy.type)),
  );
}

/** The text of a document that holds these statements, each as `statementText` gives it. */
export function printStatements(version: Policy['version'], statements: readonly string[]): string {
  return `{"Version":"${version}","Statement":[${statements.join(',')}]}`;
}

/** The smallest JSON text of a statement. */
export function statementText(statement: Statement, type: PolicyType): string {
  return JSON.stringify(statementDocument(statement, type));
}

/** A statement as JSON has it. An RCP's principal is everybody: no other is allowed. */
function statementDocument(statement: Statement, type: PolicyType): StatementDocument {
  const { sid, effect, actions, resources } = statement;
  return {
    ...(sid === null ? {} : { Sid: sid }),
    Effect: effect,
    ...(type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {}),
    ...element('Action', actions),
    ...element('Resource', resources),
    ...(statement.conditions.length > 0 ? { Condition: conditionBlock(statement) } : {}),
  };
}

function element(name: 'Action' | 'Resource', { negated, patterns }: Patterns) {
  return { [negated ? `Not${name}` : name]: one(patterns) };
}

function conditionBlock({ conditions }: Statement): Record<string, Record<string, string | readonly string[]>> {
  const block = new Map<string, Map<string, string | readonly string[]>>();
  for (const { operator, key, values } of conditions) {
    const spelled = operatorText(operator);
    // Two spellings of one operator with the same key must not become one.
    const name = block.get(spelled)?.has(key) ? operator.text : spelled;
    block.set(name, (block.get(name) ?? new Map()).set(key, one(values)));
  }
  return Object.fromEntries(sorted(block).map(([name, keys]) => [name, Object.fromEntries(sorted(keys))]));
}

const sorted = <Value>(map: ReadonlyMap<string, Value>) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));

function one(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
