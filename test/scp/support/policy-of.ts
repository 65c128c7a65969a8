import assert from 'node:assert/strict';
import { BASE_OPERATORS, type Operator, type Policy, type StatementDocument } from '../../../src/scp/policy.js';

/** A policy from statements as JSON has them, without places: for tests that are not about parsing. */
export function policyOf(
  statements: readonly StatementDocument[],
  rest: Partial<Pick<Policy, 'type' | 'version'>> = {},
): Policy {
  return {
    type: rest.type ?? 'SERVICE_CONTROL_POLICY',
    version: rest.version ?? '2012-10-17',
    statements: statements.map((statement) => ({
      sid: statement.Sid ?? null,
      effect: statement.Effect,
      actions: patterns(statement.Action, statement.NotAction),
      resources: patterns(statement.Resource, statement.NotResource),
      conditions: Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => ({
          operator: operatorOf(operator),
          key,
          values: list(values),
          place: null,
        })),
      ),
      place: null,
    })),
  };
}

const list = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);

const patterns = (given: string | readonly string[] | undefined, left: string | readonly string[] | undefined) => ({
  negated: given === undefined,
  patterns: list(given ?? left ?? []),
});

export function operatorOf(text: string): Operator {
  const [, set, name = '', ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(text) ?? [];
  const negated = /^(String|Numeric|Date|Arn)Not|^NotIp/i.test(name);
  const positive = negated ? name.replace(/not/i, '') : name;
  const base = BASE_OPERATORS.find((one) => one.toLowerCase() === positive.toLowerCase());
  assert.ok(base, text);
  const found = (['ForAllValues', 'ForAnyValue'] as const).find((one) => one.toLowerCase() === set?.toLowerCase());
  return { base, negated, set: found ?? null, ifExists: ifExists !== undefined, text };
}
