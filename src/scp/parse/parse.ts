import type { Node } from 'jsonc-parser';
import type { Condition, Patterns, Policy, PolicyType, Statement } from '../policy.js';
import type { PolicyProblem } from '../problem.js';
import { jsonTree } from './json-tree.js';
import { OPERATOR_NAMES, parseOperator } from './operators.js';
import { type Entry, hint, kindOf, NodeReader } from './reader.js';

export type ParsedPolicy =
  | { readonly policy: Policy; readonly problems?: never }
  | { readonly problems: readonly PolicyProblem[]; readonly policy?: never };

/**
 * Reads a service or resource control policy from its JSON text. What AWS would refuse is a problem with its place,
 * and so is an element that is not known: nothing is passed over. What AWS takes but nobody means is for lint.
 * Source: AWS Organizations user guide, SCP syntax and RCP syntax; AWS Security Blog of 2025-09-19 for the full language.
 *
 * @param text of one document
 */
export function parsePolicy(text: string, type: PolicyType): ParsedPolicy {
  const tree = jsonTree(text.replace(/^\uFEFF/, ''));
  if ('problems' in tree) return { problems: tree.problems };
  const reader = new NodeReader(tree);
  const policy = readPolicy(tree.root, type, reader);
  return reader.problems.length > 0 ? { problems: reader.problems } : { policy };
}

/** The same for a document that came as data: statements have no places. */
export function parsePolicyDocument(document: unknown, type: PolicyType): ParsedPolicy {
  const parsed = parsePolicy(JSON.stringify(document) ?? '', type);
  if (parsed.problems)
    return { problems: parsed.problems.map(({ message }) => ({ line: null, column: null, message })) };
  const statements = parsed.policy.statements.map((statement) => ({
    ...statement,
    place: null,
    conditions: statement.conditions.map((condition) => ({ ...condition, place: null })),
  }));
  return { policy: { ...parsed.policy, statements } };
}

function readPolicy(root: Node, type: PolicyType, reader: NodeReader): Policy {
  const entries = reader.entries(root, 'a policy', ['Version', 'Statement']);
  const statement = entries.get('Statement');
  if (!statement && root.type === 'object') reader.problem(root, 'the policy has no `Statement`');
  const statements = statement ? readStatements(statement.value, type, reader) : [];
  refuseSameSids(statements, reader);
  return {
    type,
    version: versionOf(entries.get('Version'), reader),
    statements: statements.map(({ statement: one }) => one),
  };
}

/** Without one it is 2008-10-17. Source: IAM user guide, Version. */
function versionOf(entry: Entry | undefined, reader: NodeReader): Policy['version'] {
  const value: unknown = entry?.value.value;
  if (!entry || value === '2008-10-17') return '2008-10-17';
  if (value !== '2012-10-17') reader.problem(entry.value, '`Version` must be `2012-10-17`');
  return '2012-10-17';
}

interface ReadStatement {
  readonly statement: Statement;
  readonly node: Node;
}

function readStatements(node: Node, type: PolicyType, reader: NodeReader): ReadStatement[] {
  if (node.type !== 'array' && node.type !== 'object') {
    reader.problem(node, `\`Statement\` is ${kindOf(node)}; it must be a list of statements`);
    return [];
  }
  const nodes = node.type === 'array' ? (node.children ?? []) : [node];
  if (nodes.length === 0) reader.problem(node, '`Statement` is an empty list');
  return nodes.map((one) => ({ statement: readStatement(one, type, reader), node: one }));
}

function refuseSameSids(statements: readonly ReadStatement[], reader: NodeReader): void {
  const seen = new Set<string>();
  for (const { statement, node } of statements) {
    if (statement.sid === null) continue;
    if (seen.has(statement.sid))
      reader.problem(node, `the Sid \`${statement.sid}\` stands twice; give each statement its own`);
    seen.add(statement.sid);
  }
}

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function readStatement(node: Node, type: PolicyType, reader: NodeReader): Statement {
  const known = type === 'RESOURCE_CONTROL_POLICY' ? [...ELEMENTS, 'Principal'] : ELEMENTS;
  const entries = reader.entries(
    node,
    type === 'RESOURCE_CONTROL_POLICY' ? 'a statement of an RCP' : 'a statement of an SCP',
    known,
  );
  if (type === 'RESOURCE_CONTROL_POLICY') checkPrincipal(node, entries, reader);
  const actions = patternsOf('Action', node, entries, reader);
  checkActions(entries.get(actions.negated ? 'NotAction' : 'Action'), reader);
  return {
    sid: sidOf(entries.get('Sid'), reader),
    effect: effectOf(node, entries.get('Effect'), reader),
    actions,
    resources: patternsOf('Resource', node, entries, reader),
    conditions: conditionsOf(entries.get('Condition'), reader),
    place: reader.place(node),
  };
}

function checkPrincipal(node: Node, entries: ReadonlyMap<string, Entry>, reader: NodeReader): void {
  const principal = entries.get('Principal');
  if (principal?.value.value === '*') return;
  reader.problem(
    principal?.value ?? node,
    'a statement of an RCP needs `"Principal": "*"`; name principals in a `Condition`',
  );
}

function sidOf(entry: Entry | undefined, reader: NodeReader): string | null {
  if (!entry) return null;
  const value: unknown = entry.value.value;
  if (typeof value === 'string' && /^[A-Za-z0-9]*$/.test(value)) return value === '' ? null : value;
  reader.problem(entry.value, 'a `Sid` is made of the letters A to Z, a to z and digits');
  return null;
}

function effectOf(node: Node, entry: Entry | undefined, reader: NodeReader): 'Allow' | 'Deny' {
  const value: unknown = entry?.value.value;
  if (value === 'Allow' || value === 'Deny') return value;
  reader.problem(entry?.value ?? node, 'a statement needs `Effect`, which is `Allow` or `Deny` in this spelling');
  return 'Deny';
}

function patternsOf(
  name: 'Action' | 'Resource',
  node: Node,
  entries: ReadonlyMap<string, Entry>,
  reader: NodeReader,
): Patterns {
  const [given, left] = [entries.get(name), entries.get(`Not${name}`)];
  if (given && left) reader.problem(left.key, `a statement has either \`${name}\` or \`Not${name}\`, not both`);
  const entry = given ?? left;
  if (!entry) {
    if (node.type === 'object') reader.problem(node, `the statement has neither \`${name}\` nor \`Not${name}\``);
    return { negated: false, patterns: [] };
  }
  return { negated: !given, patterns: reader.texts(entry.value, `\`${given ? name : `Not${name}`}\``) };
}

/** A service's prefix and a name, wildcards anywhere; or `*`. */
const ACTION = /^(\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?-]+)$/;

function checkActions(entry: Entry | undefined, reader: NodeReader): void {
  if (!entry) return;
  for (const node of entry.value.children ?? [entry.value]) {
    const pattern: unknown = node.value;
    if (typeof pattern !== 'string' || ACTION.test(pattern)) continue;
    reader.problem(node, `\`${pattern}\` is no action: write \`service:Name\`, \`ecs:DeleteCluster\` say`);
  }
}

function conditionsOf(entry: Entry | undefined, reader: NodeReader): Condition[] {
  if (!entry) return [];
  return [...reader.entries(entry.value, '`Condition`', null)].flatMap(([name, { key, value }]) => {
    const operator = parseOperator(name);
    if (!operator) {
      reader.problem(key, `there is no condition operator \`${name}\`${hint(name, OPERATOR_NAMES)}`);
      return [];
    }
    return [...reader.entries(value, `\`${name}\``, null)].map(([contextKey, inner]) => {
      if (!contextKey.includes(':'))
        reader.problem(inner.key, `\`${contextKey}\` is no condition key: they are of the form \`aws:PrincipalArn\``);
      return {
        operator,
        key: contextKey,
        values: reader.texts(inner.value, `\`${contextKey}\``),
        place: reader.place(inner.key),
      };
    });
  });
}
