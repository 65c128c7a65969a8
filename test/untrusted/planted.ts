/** Texts that look like secrets, put together here so that no scanner takes this file for a leak. */
const text = (...parts: readonly string[]): string => parts.join('');

const LETTERS = 'Ab3dEf6hIj9lMn2pQr5tUv8xYz1CdEfGhIjKlMnOpQrStUvWxYz0123456789';

/** One planted secret of each kind: the whole text that is written, and the part that no output may show. */
export const SECRETS: Readonly<Record<string, { readonly written: string; readonly secret: string }>> = {
  'access key of AWS': same(text('AKIA', 'IOSFODNN7EXAMPLE')),
  'temporary access key of AWS': same(text('ASIA', 'IOSFODNN7EXAMPLE')),
  'secret key of AWS beside its name': {
    written: text('aws_secret_access_key=', 'wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'),
    secret: text('wJalrXUtnFEMI/K7MDENG/', 'bPxRfiCYEXAMPLEKEY'),
  },
  'session token of AWS': same(text('FwoGZXIv', 'YXdz', LETTERS)),
  'private key': {
    written: text('-----BEGIN RSA ', 'PRIVATE KEY-----MIIEpAIBAAKCAQEA7', LETTERS, '-----END RSA ', 'PRIVATE KEY-----'),
    secret: text('MIIEpAIBAAKCAQEA7', LETTERS),
  },
  'JSON Web Token': same(text('eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.', 'dozjgNryP4J3jVmNHl0w5N')),
  'token of GitHub': same(text('gh', 'p_', LETTERS.slice(0, 36))),
  'fine-grained token of GitHub': same(text('github', '_pat_', LETTERS.slice(0, 40))),
  'token of GitLab': same(text('glp', 'at-', LETTERS.slice(0, 20))),
  'token of npm': same(text('np', 'm_', LETTERS.slice(0, 36))),
  'token of Slack': same(text('xo', 'xb-1234567890-', LETTERS.slice(0, 24))),
  'key of Stripe': same(text('sk', '_live_', LETTERS.slice(0, 24))),
  'key of SendGrid': same(text('S', 'G.', LETTERS.slice(0, 22), '.', LETTERS.slice(0, 43))),
  'key of Google': same(text('AI', 'za', LETTERS.slice(0, 35))),
  'token of Vault': same(text('hv', 's.', LETTERS.slice(0, 28))),
  'token of DigitalOcean': same(text('dop', '_v1_', '0123456789abcdef'.repeat(4))),
  'token of Shopify': same(text('shp', 'at_', '0123456789abcdef'.repeat(2))),
  'token of Databricks': same(text('da', 'pi', '0123456789abcdef'.repeat(2))),
  'token of Telegram': same(text('123456789', ':AA', LETTERS.slice(0, 33))),
  'password in a connection string': { written: 'Server=db;Password=hunter3-planted', secret: 'hunter3-planted' },
  'key in a connection string': {
    written: text('AccountName=a;AccountKey=', LETTERS.slice(0, 44), '=='),
    secret: LETTERS.slice(0, 44),
  },
  'password in a URL': {
    written: text('postgres://app:', 'hunter2-planted', '@db:5432/shop'),
    secret: 'hunter2-planted',
  },
};

function same(written: string): { written: string; secret: string } {
  return { written, secret: written };
}

/** A template with a text in every place whose content an output may show. */
export function templateWith(planted: string): string {
  const quoted = JSON.stringify(planted);
  return `Description: ${quoted}
Parameters:
  Public: {Type: String, Default: ${quoted}, AllowedValues: [${quoted}, ENABLED]}
Conditions:
  ${quoted}: !Equals [!Ref Public, ENABLED]
Mappings:
  Map: {${quoted}: {value: ${quoted}}}
Resources:
  Web: {Type: AWS::ECS::Service, Properties: {ServiceName: ${quoted}, TaskDefinition: ${quoted}, NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, Subnets: [${quoted}]}}}}
  ${quoted}: {Type: AWS::ECS::Service, Properties: {NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ${quoted}}}}}
  Task:
    Type: AWS::ECS::TaskDefinition
    Metadata: {ringfence: {exceptions: [{control: container-not-privileged, reason: ${quoted}, owner: ${quoted}, expires: 2099-01-01}]}}
    Properties:
      NetworkMode: ${quoted}
      Cpu: ${quoted}
      ContainerDefinitions:
        - {Name: ${quoted}, Image: ${quoted}, Privileged: true, User: ${quoted}, ReadonlyRootFilesystem: ${quoted}}
        - {Name: web, Image: {"Fn::FindInMap": [Map, Nowhere, ${quoted}]}, Privileged: !Ref ${quoted}}
        - Name: env
          Privileged: !If [${quoted}, true, false]
          Environment: [{Name: TOKEN, Value: ${quoted}}, {Name: ${quoted}, Value: x}]
          LogConfiguration: {LogDriver: ${quoted}, Options: {${quoted}: ${quoted}, token: ${quoted}}}
          DockerLabels: {${quoted}: ${quoted}}
  Malformed:
    Type: AWS::ECS::TaskDefinition
    Metadata: {ringfence: {exceptions: [{control: ${quoted}, ${quoted}: 1, expires: ${quoted}}]}}
    Properties: {ContainerDefinitions: {"Fn::Nonsense": ${quoted}}, PidMode: {"Fn::Sub": ["\${A}", {B: ${quoted}}]}}
  Cluster: {Type: AWS::ECS::Cluster, Properties: {ClusterName: ${quoted}}}
`;
}

/** Templates that cannot be read, with a text where a message may quote it. */
export const brokenWith = (planted: string): Readonly<Record<string, string>> => {
  const quoted = JSON.stringify(planted);
  return {
    'duplicate.yaml': `Resources:\n  ${quoted}: {Type: T}\n  ${quoted}: {Type: T}\n`,
    ...(/^[\w./+=-]+$/.test(planted) && { 'alias.yaml': `Resources:\n  Web: *${planted}\n` }),
    'type.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  ${quoted}: {Properties: {}}\n`,
    'circle.yaml': `Conditions:\n  ${quoted}: {Condition: ${quoted}}\nResources:\n  Web: {Type: AWS::ECS::Service}\n`,
    'loop.yaml': `Transform: AWS::LanguageExtensions\nResources:\n  "Fn::ForEach::${planted.replaceAll('"', '')}": [${quoted}]\n`,
    'cut.json': `{"Resources": {"Web": {"Type": "AWS::ECS::Service", ${quoted}: ${quoted} `,
    'plan.json': `{"format_version": ${quoted}, "planned_values": {"root_module": {"resources": []}}}`,
    'task.json': `{"family": ${quoted}, "containerDefinitions": [{${quoted}: 1, ${quoted}: 2}]}`,
  };
};

/** Configuration items with a text in every place, in the forms in which AWS Config gives them. */
export function itemsWith(planted: string, password = 'x'): Readonly<Record<string, string>> {
  const item = (type: string, configuration: object) => ({
    accountId: '111122223333',
    awsRegion: 'eu-west-1',
    arn: `arn:aws:ecs:eu-west-1:111122223333:${planted}`,
    resourceType: type,
    configurationItemStatus: 'OK',
    resourceId: planted,
    resourceName: planted,
    tags: { [planted]: planted },
    configuration,
  });
  const task = item('AWS::ECS::TaskDefinition', {
    Family: planted,
    NetworkMode: planted,
    TaskRoleArn: planted,
    ContainerDefinitions: [
      {
        Name: planted,
        Image: planted,
        Privileged: true,
        Environment: [
          { Name: 'DB_PASSWORD', Value: password },
          { Name: planted, Value: 'x' },
          { Name: 'A', Value: planted },
        ],
        LogConfiguration: { LogDriver: planted, Options: { [planted]: planted, token: planted } },
      },
    ],
  });
  const service = item('AWS::ECS::Service', {
    Cluster: planted,
    TaskDefinition: planted,
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', Subnets: [planted] } },
  });
  const items = [task, service];
  const asText = items.map((one) => ({ ...one, configuration: JSON.stringify(one.configuration) }));
  const fields = ['configuration', 'resourceType', 'resourceName'].map((Name) => ({ Name }));
  return {
    'items.json': JSON.stringify(items, null, 2),
    'line.json': JSON.stringify({ configurationItems: items }),
    'history.json': JSON.stringify({ configurationItems: asText }, null, 2),
    'query.json': JSON.stringify({
      Results: items.map((one) => JSON.stringify(one)),
      QueryInfo: { SelectFields: fields },
    }),
    'twice.json': `{"configurationItems": [{${JSON.stringify(planted)}: 1, ${JSON.stringify(planted)}: 2}]}`,
  };
}
