import { anyMatcher, tokensOf } from '../../../src/scp/patterns.js';
import type { DifferenceClass } from './classes.js';
import { variableClasses } from './classes-of-variables.js';
import { partsOf, type ResourceFacts } from './facts.js';

const ELEMENT = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html';
const VARIABLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html';
const ARNS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html';

const like = (pattern: string, value: string): boolean => anyMatcher([tokensOf(pattern, true)])(value);
const fold = (text: string): string => text.toLowerCase();

/** The first five parts matched one by one. */
const partwise = (pattern: readonly string[], value: readonly string[]): boolean =>
  pattern.slice(0, 5).every((part, index) => like(part, value[index] ?? ''));

/** The type of a resource, with its separator: what stands before the first `/` or `:` of the sixth part. */
const typeOf = (pattern: string): string => /^[^/:]*[/:]/.exec(partsOf(pattern)[5] ?? '')?.[0] ?? '';

export const resourceClasses: readonly DifferenceClass<ResourceFacts>[] = [
  {
    name: 'resource with fewer than six parts',
    applies: ({ pattern }) => pattern !== '*' && partsOf(pattern).length < 6,
    there: 'filled up with `*` where it ends with one, refused otherwise, also in NotResource',
    here: 'a pattern like any other: its `*` crosses colons',
    page: ELEMENT,
  },
  {
    name: 'case of partition, service, region or account',
    applies: ({ pattern, request }) => {
      const [wanted, given] = [partsOf(pattern), partsOf(request.resource)];
      return partwise(wanted.map(fold), given.map(fold)) && !partwise(wanted, given);
    },
    there: 'no case in these four parts',
    here: 'case counts in the whole of an ARN; AWS says so of names alone',
    page: ELEMENT,
    undocumented: true,
  },
  {
    name: 'wildcard that crosses a colon',
    applies: ({ pattern, request }) => {
      const [wanted, given] = [partsOf(pattern), partsOf(request.resource)];
      return like(pattern, request.resource) && !partwise(wanted, given);
    },
    there: 'stays within its part',
    here: 'a `*` matches colons too; AWS says so of the end of a part',
    page: ELEMENT,
  },
  {
    name: 'wildcard in the type of the resource',
    applies: ({ pattern }) => /[*?]/.test(typeOf(pattern)),
    there: 'taken for text',
    here: 'matched like any other wildcard; AWS says not to write it',
    page: ARNS,
    undocumented: true,
  },
  {
    name: 'variable before the name of the resource',
    applies: ({ pattern, variables }) =>
      partsOf(pattern)
        .slice(0, 5)
        .some((part) => variables(part).length > 0) ||
      // The first `:` of the sixth part is that of a variable.
      typeOf(pattern).includes('${'),
    there: 'taken for text',
    here: 'replaced wherever it stands in a resource',
    page: VARIABLES,
  },
  {
    name: 'variable without a value in NotResource',
    applies: ({ pattern, negated, variables }) =>
      negated && variables(pattern).some(({ values, fallback }) => values === undefined && fallback === null),
    there: 'the statement speaks of nothing',
    here: 'the pattern covers no resource, so that the statement speaks of all',
    page: VARIABLES,
  },
  ...variableClasses((facts: ResourceFacts) => [facts.pattern]),
];
