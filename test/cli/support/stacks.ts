/** A service with a public address: `service-no-public-ip` fails at line 8. */
export const PUBLIC_SERVICE = `Resources:
  WebService:
    Type: AWS::ECS::Service
    Properties:
      Cluster: main
      NetworkConfiguration:
        AwsvpcConfiguration:
          AssignPublicIp: ENABLED
          Subnets: [subnet-1, subnet-2]
`;

export const PRIVATE_SERVICE = PUBLIC_SERVICE.replace('ENABLED', 'DISABLED');

/** A parameter decides; its default keeps the address private. */
export const PARAMETER_SERVICE = `Parameters:
  Public:
    Type: String
    Default: DISABLED
    AllowedValues: [ENABLED, DISABLED]
${PUBLIC_SERVICE.replace('ENABLED', '!Ref Public')}`;

/** A pseudo parameter that is not given decides. */
export const UNKNOWN_SERVICE = PUBLIC_SERVICE.replace('ENABLED', '!ImportValue Public');

/** `check` with this one control, so that the tests say what they are about. */
export const ONE_CONTROL = ['--control', 'service-no-public-ip'];
