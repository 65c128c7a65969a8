/** A control that judges, with examples that hold: everything in it is there to be replaced. */
export function controlSkeleton(id: string, place: 'repository' | 'package'): string {
  return `${IMPORTS[place]}
export default control({
  id: '${id}',
  practice: '001',
  severity: 'medium',
  profile: 'recommended',
  title: 'Services have ECS managed tags',
  why: 'Say what goes wrong where this does not hold.',
  remedy: 'Set EnableECSManagedTags to true.',
  mappings: {},
  applies: ['AWS::ECS::Service'],
  // The API's default is false. \`holds\` looks at CloudFormation's property names, whatever the input is written in.
  holds: equals(property('EnableECSManagedTags'), true),
  // How AWS Config judges it: by a Guard rule over items of these types, a managed rule, or not at all ({none: why}).
  config: { guard: ['AWS::ECS::Service'] },
  blindSpots: { check: 'Say what this cannot see, and which other layer does.' },
  examples: [
    {
      name: 'with managed tags',
      verdict: 'pass',
      cloudformation: \`Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      EnableECSManagedTags: true
\`,
    },
    {
      name: 'the default is without',
      verdict: 'fail',
      cloudformation: \`Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      DesiredCount: 2
\`,
    },
    {
      name: 'decided by a parameter without a value',
      verdict: 'unknown',
      cloudformation: \`Parameters:
  Tags:
    Type: String
    AllowedValues: ['true', 'false']
Resources:
  Service:
    Type: AWS::ECS::Service
    Properties:
      EnableECSManagedTags: !Ref Tags
\`,
    },
  ],
});
`;
}

const IMPORTS = {
  repository: `import { equals, property } from '../language/builders.js';\nimport { control } from './control.js';\n`,
  package: `import { control, equals, property } from 'ringfence';\n`,
} as const;
