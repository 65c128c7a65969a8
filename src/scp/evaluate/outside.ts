import type { PolicyType } from '../policy.js';
import type { Request } from '../request.js';

/** Accounts that decide who is outside the reach of organization policies. */
export interface Reach {
  readonly type: PolicyType;
  readonly managementAccount: string;
  /** The account of the resource, for resource control policies; absent: the principal's. */
  readonly resourceAccount?: string;
}

/**
 * Services whose resources RCPs reach. Source: AWS Organizations user guide, list of services that support RCPs (2026).
 */
const RCP_SERVICES: ReadonlySet<string> = new Set(
  `aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data
  codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical
  compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms gamelift health
  inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch pca-connector-ad
  personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf
  textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray`.split(/\s+/),
);

/** The account of an ARN; empty where it has none. Every decision asks for it: nothing is split. */
export function accountOf(arn: string): string {
  let start = 0;
  for (let colons = 0; colons < 4; colons++) {
    start = arn.indexOf(':', start) + 1;
    if (start === 0) return '';
  }
  const end = arn.indexOf(':', start);
  return arn.slice(start, end < 0 ? arn.length : end);
}

const SERVICE_LINKED = ':role/aws-service-role/';

/**
 * Why organization policies of a type do not reach a request; null where they do.
 * Source: AWS Organizations user guide, SCP and RCP evaluation ("Tasks and entities not restricted").
 */
export function outside({ principal, action }: Request, reach: Reach): string | null {
  if (principal.includes(SERVICE_LINKED)) return 'service-linked roles are outside the reach of organization policies';
  return reach.type === 'SERVICE_CONTROL_POLICY' ? outsideScp(principal, reach) : outsideRcp(principal, action, reach);
}

function outsideScp(principal: string, { managementAccount }: Reach): string | null {
  if (!principal.startsWith('arn:')) return 'service principals are outside the reach of service control policies';
  return accountOf(principal) === managementAccount
    ? 'the management account is outside the reach of service control policies'
    : null;
}

function outsideRcp(principal: string, action: string, { managementAccount, resourceAccount }: Reach): string | null {
  const name = action.toLowerCase();
  if (name === 'kms:retiregrant') return '`kms:RetireGrant` is outside the reach of resource control policies';
  const service = name.slice(0, name.indexOf(':'));
  if (!RCP_SERVICES.has(service)) return `resource control policies do not reach the service \`${service}\``;
  const owner = resourceAccount ?? accountOf(principal);
  return owner === managementAccount
    ? 'resources of the management account are outside the reach of resource control policies'
    : null;
}
