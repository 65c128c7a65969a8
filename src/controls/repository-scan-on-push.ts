import { any, equals, fact, parameterIs, property, says } from '../language/builders.js';
import { control } from './control.js';

export default control({
  id: 'repository-scan-on-push',
  practice: '3.3',
  severity: 'high',
  profile: 'essential',
  title: 'Images are scanned when they are pushed',
  why: 'An image that nobody scans goes to production with the known vulnerabilities of its packages.',
  remedy:
    'Set ImageScanningConfiguration.ScanOnPush to true, or let a registry scanning configuration cover the repository.',
  mappings: {
    securityHub: ['ECR.1'],
    controlTower: ['CT.ECR.PR.2'],
    config: ['ecr-private-image-scanning-enabled'],
  },
  parameters: {
    registryScansAll: {
      type: 'boolean',
      default: false,
      description: 'The registries of these accounts scan every repository; their configuration is kept elsewhere.',
    },
  },
  applies: ['AWS::ECR::Repository'],
  // The API's default is false.
  holds: any(
    says('ScanOnPush is {value}', equals(property('ImageScanningConfiguration.ScanOnPush'), true)),
    equals(fact('ScannedByRegistry'), true),
    parameterIs('registryScansAll', true),
  ),
  prevention: ['protect-image-registry', 'inspector-organization'],
  decisions:
    'A registry scanning configuration covers a repository when a rule that scans on push or continuously has a filter that matches its name, as the ECR user guide says: `*` any characters, and a filter without `*` anywhere in the name. One without a literal name is covered by `*` alone. A configuration outside of the input counts by the parameter only.',
  config: {
    managed: [{ identifier: 'ECR_PRIVATE_IMAGE_SCANNING_ENABLED' }],
    why: 'It asks ECR for the scan frequency of each repository, so it sees what the registry scans; nobody has to say so by registryScansAll.',
  },
  blindSpots: {
    check:
      'The scanning configuration of a registry is one for the whole account and region, and usually in another template: say so by registryScansAll.',
    rawTemplate: 'Where ScanOnPush is not true, whether the registry scans is unknown.',
    config: 'The managed rule is not offered in the regions of China.',
    organizationPolicy: 'CreateRepository carries no condition key for scanning.',
  },
  examples: [
    {
      name: 'not scanned',
      verdict: 'fail',
      line: 6,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: false
`,
    },
    {
      name: 'the default is not scanned',
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
      name: 'scanned on push',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: true
`,
    },
    {
      name: 'the registry scans everything',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: ENHANCED
      Rules:
        - ScanFrequency: CONTINUOUS_SCAN
          RepositoryFilters:
            - Filter: '*'
              FilterType: WILDCARD
`,
    },
    {
      name: 'the registry scans repositories with such a name',
      verdict: 'pass',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: team/prod-web
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: BASIC
      Rules:
        - ScanFrequency: SCAN_ON_PUSH
          RepositoryFilters:
            - Filter: prod
              FilterType: WILDCARD
`,
    },
    {
      name: 'the registry scans other repositories',
      verdict: 'fail',
      line: 4,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryName: staging-web
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: BASIC
      Rules:
        - ScanFrequency: SCAN_ON_PUSH
          RepositoryFilters:
            - Filter: prod*
              FilterType: WILDCARD
`,
    },
    {
      name: 'the registry scans by hand only',
      verdict: 'fail',
      line: 2,
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: BASIC
      Rules:
        - ScanFrequency: MANUAL
          RepositoryFilters:
            - Filter: '*'
              FilterType: WILDCARD
`,
    },
    {
      name: 'a generated name, and a registry that scans by name',
      verdict: 'unknown',
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
  Scanning:
    Type: AWS::ECR::RegistryScanningConfiguration
    Properties:
      ScanType: BASIC
      Rules:
        - ScanFrequency: SCAN_ON_PUSH
          RepositoryFilters:
            - Filter: prod
              FilterType: WILDCARD
`,
    },
    {
      name: 'the organization says that its registries scan everything',
      verdict: 'pass',
      set: { registryScansAll: true },
      cloudformation: `Resources:
  Images:
    Type: AWS::ECR::Repository
`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      line: 9,
      cloudformation: `Parameters:
  Scan:
    Type: String
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageScanningConfiguration:
        ScanOnPush: !Ref Scan
`,
    },
    {
      name: 'Terraform, not scanned',
      verdict: 'fail',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web', image_scanning_configuration: [] } },
      ],
    },
    {
      name: 'Terraform, scanned on push',
      verdict: 'pass',
      terraform: [
        {
          type: 'aws_ecr_repository',
          name: 'web',
          values: { name: 'web', image_scanning_configuration: [{ scan_on_push: true }] },
        },
      ],
    },
    {
      name: 'Terraform, the registry scans everything',
      verdict: 'pass',
      terraform: [
        { type: 'aws_ecr_repository', name: 'web', values: { name: 'web', image_scanning_configuration: [] } },
        {
          type: 'aws_ecr_registry_scanning_configuration',
          name: 'all',
          values: {
            scan_type: 'BASIC',
            rule: [{ scan_frequency: 'SCAN_ON_PUSH', repository_filter: [{ filter: '*', filter_type: 'WILDCARD' }] }],
          },
        },
      ],
    },
  ],
});
