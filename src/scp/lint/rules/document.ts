// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the variables are those of IAM.
import { type DocumentRule, deny, ofStatements } from '../rule.js';
import { placeholdersIn, textsOf, variablesIn } from '../variables.js';

const VERSION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html';
const QUOTAS = 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html';

const SIZE_EXAMPLE = Array.from({ length: 40 }, (_, index) => ({
  Sid: `Statement${index}`,
  Effect: 'Deny' as const,
  Action: ['ecs:DeleteCluster', 'ecs:DeleteService', 'ecs:DeleteTaskDefinitions', 'ecs:DeleteCapacityProvider'],
  Resource: `arn:aws:ecs:*:*:${'x'.repeat(120)}/${index}`,
}));

export const documentSize: DocumentRule = {
  id: 'document-size',
  severity: 'error',
  title: 'The document has more characters than AWS takes',
  why: 'White space counts when a document is sent by the API. The limit is a setting (`organization.quotas`). ringfence packs what it generates; divide or minify the document.',
  source: QUOTAS,
  examples: [
    { found: true, statements: SIZE_EXAMPLE },
    { found: false, statements: SIZE_EXAMPLE.slice(0, 5) },
  ],
  check: ({ policy, characters, quotas }) => {
    const limit = quotas[policy.type]?.characters;
    if (limit === undefined || characters === null || characters <= limit) return [];
    return [
      {
        place: null,
        message: `the document has ${characters} characters, and ${limit} are allowed: minify or divide it`,
      },
    ];
  },
};

export const policyVersion: DocumentRule = {
  id: 'policy-version',
  severity: 'warning',
  title: 'Version is missing or 2008-10-17',
  why: 'A policy without a version is one of 2008, in which `${…}` is text and no variable. Write `"Version": "2012-10-17"`.',
  source: VERSION,
  examples: [
    { ...deny(true, {}), version: '2008-10-17' },
    { ...deny(false, {}), version: '2012-10-17' },
  ],
  check: ({ policy }) =>
    policy.version === '2008-10-17'
      ? [
          {
            place: null,
            message: 'the version is missing or 2008-10-17, without policy variables: write `"Version": "2012-10-17"`',
          },
        ]
      : [],
};

export const variableWithoutVersion: DocumentRule = {
  id: 'variable-without-version',
  severity: 'error',
  title: 'A policy variable in a document of version 2008-10-17',
  why: 'There it is text: no value ever equals `${aws:username}`. Write `"Version": "2012-10-17"`.',
  source: VERSION,
  examples: [
    {
      ...deny(true, { Condition: { StringEquals: { 'aws:PrincipalTag/a': '${aws:username}' } } }),
      version: '2008-10-17',
    },
    deny(false, { Condition: { StringEquals: { 'aws:PrincipalTag/a': '${aws:username}' } } }),
  ],
  check: ({ policy }) =>
    policy.version === '2012-10-17'
      ? []
      : policy.statements.flatMap(textsOf).flatMap(({ text, place }) =>
          variablesIn(text)
            .filter(({ name }) => name.includes(':'))
            .map((variable) => ({
              place,
              message: `\`${variable.text}\` is text in version 2008-10-17, not a variable`,
            })),
        ),
};

export const templatePlaceholder: DocumentRule = {
  id: 'template-placeholder',
  severity: 'error',
  title: 'A placeholder of a template was not filled in',
  why: '`${Account}`, `[ROLE_NAME]`, `<region>` are for somebody to replace. AWS takes them as text, or as a variable without a value, and the statement does not do what it says.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
  examples: [
    deny(true, { Resource: 'arn:aws:ecs:${Region}:${Account}:cluster/*' }),
    deny(true, { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/[PRIVILEGED_ROLE]' } } }),
    deny(false, { Condition: { StringLike: { 'aws:PrincipalTag/a': "${aws:PrincipalTag/b, 'none'}${*}" } } }),
  ],
  check: ofStatements((statement) => {
    const placeholders = new Set(textsOf(statement).flatMap(({ text }) => placeholdersIn(text)));
    return [...placeholders].map((placeholder) => `\`${placeholder}\` is a placeholder of a template: replace it`);
  }),
};
