import { all, any, exists, matches, not } from '../../language/builders.js';
import type { Condition, Leaf, Term } from '../../language/condition.js';
import { isLeaf } from '../../language/condition.js';
import { bound } from '../../language/evaluate.js';
import { SECRET_FORMATS } from '../../resources/secret-formats.js';

/**
 * What ringfence computes about a resource, said of an item by its properties alone: there every value is known, so
 * that a fact about one text is a pattern. A fact that is not here is unknown.
 */
const FACTS: Readonly<Record<string, (leaf: Leaf, beside: (name: string) => Term) => Condition>> = {
  'Facts.ImageTag': (leaf, beside) =>
    matches(
      beside('Image'),
      `:${leaf.kind === 'like' ? tagsLike(bound<readonly string[]>(leaf.globs)) : TAG}(${DIGEST})?$`,
    ),
  'Facts.ImageDigest': (_, beside) => matches(beside('Image'), `${DIGEST}$`),
  'Facts.HeldSecret': (leaf, beside) =>
    asks(leaf, 'form') ? any(...SECRET_FORMATS.map((pattern) => matches(beside('Value'), pattern))) : NEVER,
  'Facts.IsGuideForm': (_, beside) => matches(beside('Value'), GUIDE),
  'Facts.ReferenceKind': (leaf, beside) => referenceKind(leaf, beside('ValueFrom')),
  // Both speak of values that are only known at deployment.
  'Assured.NoSecretForm': () => NEVER,
  'Assured.NamesResource': () => NEVER,
};

const NEVER = any();
/** Source: the grammar of references in the distribution specification. */
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]*';
const DIGEST = '@[a-z0-9]+:[0-9a-f]{32,}';

/** Alternatives for globs; what `*` stands for does not leave the tag. */
function tagsLike(globs: readonly string[]): string {
  const patterns = globs.map((glob) =>
    glob
      .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
      .replaceAll('*', '[A-Za-z0-9_.-]*')
      .replaceAll('?', '[A-Za-z0-9_.-]'),
  );
  // A tag never begins with a hyphen: this one matches nothing.
  return patterns.length > 0 ? `(${patterns.map(inAnyCase).join('|')})` : '-';
}

const inAnyCase = (pattern: string): string =>
  pattern.replace(/\[[^[\]]*\]|[a-zA-Z]/g, (part) =>
    part.length > 1 ? part : `[${part.toLowerCase()}${part.toUpperCase()}]`,
  );

const asks = (leaf: Leaf, value: string): boolean =>
  leaf.kind === 'oneOf' && Array.isArray(leaf.values) && leaf.values.includes(value);

const GUIDE = '(?i)^[ ]*\\{[ ]*["\']?secretsmanagersecret';
/** Sources: the ECS developer guide on secrets, and the reference of PutParameter. */
const REFERENCES = [
  '^arn:[^:]+:secretsmanager:[a-z0-9-]+:[0-9]+:secret:[^:]+(:[^:]*:[^:]*:[^:]*)?$',
  '^arn:[^:]+:ssm:[a-z0-9-]+:[0-9]+:parameter.+$',
];
const PARAMETER_NAME = '^[a-zA-Z0-9_./-]+(:[a-zA-Z0-9_.-]+)?$';

function referenceKind(leaf: Leaf, from: Term): Condition {
  if (leaf.kind === 'exists') return exists(from);
  if (asks(leaf, 'guide')) return matches(from, GUIDE);
  const isName = all(matches(from, PARAMETER_NAME), not(matches(from, '^arn:')));
  const isReference = any(...REFERENCES.map((pattern) => matches(from, pattern)), isName, matches(from, GUIDE));
  return all(exists(from), not(isReference));
}

/** The condition with such facts replaced by what they mean. */
export function withKnownFacts(condition: Condition): Condition {
  if (isLeaf(condition)) return knownFact(condition) ?? condition;
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { ...condition, conditions: condition.conditions.map(withKnownFacts) };
    case 'not':
      return { ...condition, condition: withKnownFacts(condition.condition) };
    case 'every':
    case 'some':
      return { ...condition, condition: withKnownFacts(condition.condition) };
    case 'parameterIs':
      return condition;
    default:
      return condition satisfies never;
  }
}

function knownFact(leaf: Leaf): Condition | null {
  const { base, path } = leaf.term;
  const make = FACTS[path.slice(-2).join('.')];
  return make ? make(leaf, (name) => ({ base, path: [...path.slice(0, -2), name] })) : null;
}
