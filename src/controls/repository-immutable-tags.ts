import { all, any, equals, every, item, matches, not, oneOf, property, says } from '../language/builders.js';
import { control } from './control.js';

/** Words that people use for tags that move from image to image, on their own or before more (`dev-*`). */
const MOVING_WORDS =
  'latest|stable|main|master|trunk|head|mainline|develop|development|dev|test|testing|qa|uat|int|integration|stage|staging|preprod|prod|production|release|live|current|edge|nightly|canary|beta|alpha|rc';

const mutability = property('ImageTagMutability');
const filter = item('ImageTagMutabilityExclusionFilterValue');

/** What the filter lets move: such a word, or whatever version, commit or other tag a wildcard at its front covers. */
const movingTags = any(matches(filter, `(?i)^(${MOVING_WORDS})([^a-z]|$)`), matches(filter, '(?i)^v?[0-9.]*[*?]'));

export default control({
  id: 'repository-immutable-tags',
  practice: '5.3',
  severity: 'medium',
  profile: 'essential',
  title: 'Image tags cannot be overwritten',
  why: 'A tag that may be pushed again stands for another image tomorrow: a rollback brings back something else, and a stolen push right replaces what runs.',
  remedy:
    'Set ImageTagMutability to IMMUTABLE. With IMMUTABLE_WITH_EXCLUSION, exclude only tags that are never deployed, such as those of a build cache.',
  mappings: {
    securityHub: ['ECR.2'],
    controlTower: ['CT.ECR.PR.3'],
    config: ['ecr-private-tag-immutability-enabled'],
  },
  applies: ['AWS::ECR::Repository'],
  // The API's default is MUTABLE.
  holds: all(
    says('ImageTagMutability is {value}', oneOf(mutability, ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'])),
    any(
      every(
        property('ImageTagMutabilityExclusionFilters'),
        says('tags that match {value} can be overwritten', not(movingTags)),
      ),
      not(equals(mutability, 'IMMUTABLE_WITH_EXCLUSION')),
    ),
  ),
  prevention: ['protect-image-registry'],
  decisions:
    'A filter is for moving tags when it names one (latest, main, dev, prod and the like, also with more behind it), or when it begins with a wildcard, with or without the start of a version (`*`, `v*`, `1.*`): then the tags of releases can be overwritten. Filters such as `cache-*` and `pr-*` are fine.',
  config: {
    guard: ['AWS::ECR::Repository'],
    why: 'ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED does not look at the filters of IMMUTABLE_WITH_EXCLUSION.',
  },
  blindSpots: {
    check: 'Whether a filter such as `web-*` covers tags that are deployed depends on how images are tagged.',
    config:
      'The published schema of the configuration item has no exclusion filters: with IMMUTABLE_WITH_EXCLUSION the rule is not applicable where the item does not carry them.',
    organizationPolicy: 'CreateRepository carries no condition key for mutability.',
  },
  examples: [
    {
      name: 'mutable',
      verdict: 'fail',
      line: 5,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: MUTABLE
`,
    },
    {
      name: 'the default is mutable',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: web
`,
    },
    {
      name: 'immutable',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE
`,
    },
    {
      name: 'immutable but for latest',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - ImageTagMutabilityExclusionFilterType: WILDCARD
          ImageTagMutabilityExclusionFilterValue: latest
`,
    },
    {
      name: 'immutable but for the tags of a branch',
      verdict: 'fail',
      line: 10,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - ImageTagMutabilityExclusionFilterType: WILDCARD
          ImageTagMutabilityExclusionFilterValue: cache-*
        - ImageTagMutabilityExclusionFilterType: WILDCARD
          ImageTagMutabilityExclusionFilterValue: dev-*
`,
    },
    {
      name: 'immutable but for every version',
      verdict: 'fail',
      line: 8,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - ImageTagMutabilityExclusionFilterType: WILDCARD
          ImageTagMutabilityExclusionFilterValue: v*
`,
    },
    {
      name: 'immutable but for a build cache',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: IMMUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - ImageTagMutabilityExclusionFilterType: WILDCARD
          ImageTagMutabilityExclusionFilterValue: buildcache*
`,
    },
    {
      name: 'mutable with exclusions',
      verdict: 'fail',
      line: 5,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: MUTABLE_WITH_EXCLUSION
      ImageTagMutabilityExclusionFilters:
        - ImageTagMutabilityExclusionFilterType: WILDCARD
          ImageTagMutabilityExclusionFilterValue: release-*
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 8,
      cloudformation: `Parameters:
  Mutability:
    Type: String
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: !Ref Mutability
`,
    },
    {
      name: 'Terraform, the provider writes its default',
      verdict: 'fail',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web', image_tag_mutability: 'MUTABLE' } },
      ],
    },
    {
      name: 'Terraform, immutable but for latest',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecr_repository',
          name: 'web',
          values: {
            name: 'web',
            image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
            image_tag_mutability_exclusion_filter: [{ filter: 'latest', filter_type: 'WILDCARD' }],
          },
        },
      ],
    },
    {
      name: 'Terraform, immutable',
      verdict: 'pass',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web', image_tag_mutability: 'IMMUTABLE' } },
      ],
    },
  ],
});
