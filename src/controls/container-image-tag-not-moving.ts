import { all, any, exists, item, like, not, parameter, says } from '../language/builders.js';
import { control } from './control.js';
import { eachContainer } from './shared/containers.js';

const tag = item('Facts.ImageTag');

export default control({
  id: 'container-image-tag-not-moving',
  practice: '5.3',
  severity: 'medium',
  profile: 'essential',
  title: 'Images are named by a digest, or by a tag that stays with one build',
  why: 'A tag such as latest names another build tomorrow: tasks of one service then run different code, and a rollback brings the same broken image back.',
  remedy: 'Name the image by digest (`repository@sha256:…`), or by a tag that is made once: a version or the commit.',
  mappings: {},
  parameters: {
    movingTags: {
      type: 'texts',
      default: [
        'latest',
        'latest-*',
        '*-latest',
        'stable',
        'main',
        'mainline',
        'master',
        'trunk',
        'head',
        'dev',
        'devel',
        'develop',
        'development',
        'test',
        'testing',
        'qa',
        'uat',
        'int',
        'integration',
        'stage',
        'staging',
        'preprod',
        'prod',
        'production',
        'live',
        'current',
        'release',
        'rc',
        'canary',
        'edge',
        'next',
        'nightly',
        'snapshot',
        '*-snapshot',
        'alpha',
        'beta',
        'lts',
      ],
      description: 'Tags that move from build to build; `*` stands for any characters, capitals do not count',
    },
  },
  rules: eachContainer({
    // No tag means latest.
    holds: any(
      all(
        says('The image has neither a tag nor a digest, which means `latest`', exists(tag)),
        says('The tag {value} moves from build to build', not(like(tag, parameter('movingTags')))),
      ),
      exists(item('Facts.ImageDigest')),
    ),
  }),
  decisions:
    'A tag beside a digest is not looked at: ECS pulls by the digest. A tag that merely could move (v1, 3.12) holds here; container-image-tag-unambiguous asks for more.',
  config: { guard: ['AWS::ECS::TaskDefinition'] },
  blindSpots: {
    check: 'Whether a tag is in fact moved is decided by the repository: repository-immutable-tags.',
    rawTemplate:
      'The parts of an image reference are read by ringfence: unknown on templates that it has not resolved.',
    config: 'AWS Config records no daemon task definitions and no Express services.',
    organizationPolicy: 'RegisterTaskDefinition carries no condition key for images.',
  },
  examples: [
    {
      name: 'a version',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3
`,
    },
    {
      name: 'a digest, whatever the tag',
      verdict: 'pass',
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:latest@sha256:94afd1f2e64d908bc90dbca0035a5b567ee2e4b6ac0c1a4f0ee1f0d7a2bd0e5f
`,
    },
    {
      name: 'latest',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:latest
`,
    },
    {
      name: 'no tag',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web
`,
    },
    {
      name: 'the port of a registry is no tag',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: registry.example.com:5000/web
`,
    },
    {
      name: 'a branch, in capitals',
      verdict: 'fail',
      line: 7,
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:Main
`,
    },
    {
      name: 'a repository of the template, with a moving tag',
      verdict: 'fail',
      line: 9,
      cloudformation: `Resources:
  Repository:
    Type: AWS::ECR::Repository
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: !Sub \${Repository.RepositoryUri}:latest
`,
    },
    {
      name: 'a digest that is only known at deployment',
      verdict: 'pass',
      cloudformation: `Parameters:
  Digest:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: !Sub web@sha256:\${Digest}
`,
    },
    {
      name: 'a tag by parameter',
      verdict: 'unknown',
      line: 10,
      cloudformation: `Parameters:
  Tag:
    Type: String
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: !Sub web:\${Tag}
`,
    },
    {
      name: 'a tag by parameter, whose default moves',
      verdict: 'fail',
      line: 11,
      cloudformation: `Parameters:
  Tag:
    Type: String
    Default: latest
Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: !Sub web:\${Tag}
`,
    },
    {
      name: 'a tag that the organization moves',
      verdict: 'fail',
      line: 7,
      set: { movingTags: ['release-*'] },
      cloudformation: `Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions:
        - Name: web
          Image: web:release-blue
`,
    },
    {
      name: 'an Express service',
      verdict: 'fail',
      cloudformation: `Resources:
  Web:
    Type: AWS::ECS::ExpressGatewayService
    Properties:
      InfrastructureRoleArn: arn:aws:iam::111122223333:role/infrastructure
      PrimaryContainer:
        Image: web:latest
`,
    },
    {
      name: 'task definition JSON',
      verdict: 'fail',
      taskDefinition: { family: 'web', containerDefinitions: [{ name: 'web', image: 'nginx' }] },
    },
    {
      name: 'Terraform',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_task_definition',
          name: 'web',
          values: { family: 'web', container_definitions: '[{"name":"web","image":"web:stable"}]' },
        },
      ],
    },
    {
      name: 'Terraform, an Express service',
      verdict: 'fail',
      terraform: [
        {
          type: 'aws_ecs_express_gateway_service',
          name: 'web',
          values: { service_name: 'web', primary_container: [{ image: 'web:latest' }] },
        },
      ],
    },
  ],
});
