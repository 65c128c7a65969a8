import { any, every, fact, item, matches, not, says } from '../language/builders.js';
import { control } from './control.js';

export default control({
  id: 'repository-not-public',
  practice: '3.3',
  severity: 'high',
  profile: 'essential',
  title: 'Image repositories are not open to everyone',
  why: 'Images hold code, and often configuration. Whoever may pull them can read both; whoever may push them decides what runs.',
  remedy:
    'Name the accounts or roles as principals, or add to the statement the condition StringEquals aws:PrincipalOrgID with the id of the organization. Keep images in private repositories.',
  mappings: {},
  rules: [
    {
      types: ['AWS::ECR::Repository'],
      holds: every(
        fact('PublicStatements'),
        says('the repository policy lets everyone in ({value})', not(matches(item(), '.'))),
      ),
    },
    // Nothing that a public repository says makes it private.
    { types: ['AWS::ECR::PublicRepository'], holds: says('A public repository is open to everyone', any()) },
  ],
  prevention: ['deny-public-registry', 'protect-image-registry', 'registry-data-perimeter'],
  decisions:
    'Only aws:PrincipalOrgID and aws:PrincipalOrgPaths limit a statement to the organization, under StringEquals or StringLike (also with ForAnyValue). With IfExists or ForAllValues a principal without an organization passes, and StringLike `o-*` means every organization: these fail. Other conditions (an account, a VPC endpoint) do not count; name the account as the principal. NotPrincipal in an Allow is everyone but a few.',
  config: { guard: ['AWS::ECR::PublicRepository'] },
  blindSpots: {
    check:
      'Registry policies and repository creation templates are not looked at; a policy in another template is not seen.',
    rawTemplate:
      'Policies are read before an engine looks, so on a template that ringfence has not prepared this is unknown for private repositories.',
    config:
      'Items of private repositories have no policy: only public repositories are judged, and each of them fails.',
    organizationPolicy:
      'SetRepositoryPolicy carries no key for the text of the policy: a resource control policy keeps strangers out whatever it says.',
  },
  examples: [
    {
      name: 'everyone may pull',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Version: '2012-10-17'
        Statement:
          - Sid: Pull
            Effect: Allow
            Principal: '*'
            Action: [ecr:BatchGetImage, ecr:GetDownloadUrlForLayer]
`,
    },
    {
      name: 'everyone as an AWS principal, in a list',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          Effect: Allow
          Principal:
            AWS: ['*', arn:aws:iam::111122223333:root]
          Action: ecr:*
`,
    },
    {
      name: 'limited to the organization',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: ecr:BatchGetImage
            Condition:
              StringEquals:
                aws:PrincipalOrgID: o-exampleorg1
`,
    },
    {
      name: 'limited to a part of the organization',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal: {AWS: '*'}
            Action: ecr:BatchGetImage
            Condition:
              ForAnyValue:StringLike:
                aws:PrincipalOrgPaths: [o-exampleorg1/r-exam/ou-exam-workload1/*]
`,
    },
    {
      name: 'the organization is a parameter',
      verdict: 'pass',
      cloudformation: `Parameters:
  Organization:
    Type: String
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: ecr:BatchGetImage
            Condition:
              StringEquals:
                aws:PrincipalOrgID: !Ref Organization
`,
    },
    {
      name: 'any organization',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: ecr:BatchGetImage
            Condition:
              StringLike:
                aws:PrincipalOrgID: o-*
`,
    },
    {
      name: 'IfExists lets principals without an organization in',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: ecr:BatchGetImage
            Condition:
              StringEqualsIfExists:
                aws:PrincipalOrgID: o-exampleorg1
`,
    },
    {
      name: 'other accounts by name, and a deny for everyone else',
      verdict: 'pass',
      cloudformation: `Parameters:
  Account:
    Type: String
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:\${AWS::Partition}:iam::\${Account}:root
            Action: ecr:BatchGetImage
          - Effect: Deny
            Principal: '*'
            Action: ecr:DeleteRepository
`,
    },
    {
      name: 'no policy',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
`,
    },
    {
      name: 'the principal is a parameter',
      verdict: 'unknown',
      cloudformation: `Parameters:
  Reader:
    Type: String
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Ref Reader
            Action: ecr:BatchGetImage
`,
    },
    {
      name: 'a public repository',
      verdict: 'fail',
      line: 2,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::PublicRepository
    Properties:
      RepositoryName: web
`,
    },
    {
      name: 'Terraform, a policy of its own lets everyone in',
      verdict: 'fail',
      resource: 'aws_ecr_repository.web',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web' } },
        {
          type: 'aws_ecr_repository_policy',
          name: 'web',
          values: {
            repository: 'web',
            policy: '{"Statement":[{"Sid":"Pull","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}',
          },
          references: { repository: ['aws_ecr_repository.web.name', 'aws_ecr_repository.web'] },
        },
      ],
    },
    {
      name: 'Terraform, a policy of its own for another account',
      verdict: 'pass',
      resource: 'aws_ecr_repository.web',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web' } },
        {
          type: 'aws_ecr_repository_policy',
          name: 'web',
          values: {
            repository: 'web',
            policy:
              '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"ecr:BatchGetImage"}]}',
          },
          references: { repository: ['aws_ecr_repository.web.name', 'aws_ecr_repository.web'] },
        },
      ],
    },
    {
      name: 'Terraform, a policy that is known after apply',
      verdict: 'unknown',
      resource: 'aws_ecr_repository.web',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web' } },
        {
          type: 'aws_ecr_repository_policy',
          name: 'web',
          values: { repository: 'web' },
          unknown: { policy: true },
          references: { repository: ['aws_ecr_repository.web.name', 'aws_ecr_repository.web'] },
        },
      ],
    },
    {
      name: 'Terraform, a public repository',
      verdict: 'fail',
      terraform: [{ type: 'aws_ecrpublic_repository', name: 'web', values: { repository_name: 'web' } }],
    },
  ],
});
