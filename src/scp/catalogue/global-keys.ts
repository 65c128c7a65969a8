// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of IAM.
import type { ConditionKey, KeyType } from './catalogue.js';

/**
 * AWS's global condition keys, and those of single services that go with a principal's session to every service. The
 * IAM catalogue lists none of them.
 *
 * Type, cardinality and availability are those of the page below (table "AWS global condition context keys", read in a
 * copy of 2026 that names `aws:SignInSessionArn`). `always` stands where the page says "always", "all requests" or "all
 * signed requests": an anonymous request has no `aws:PrincipalArn`. `aws:EpochTime` also takes numeric operators, and
 * `aws:FederatedProvider` is an ARN for providers outside AWS.
 */
const PAGE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html';

const ALWAYS = new Set([
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalType',
  'aws:userid',
  'aws:ViaAWSService',
  'aws:CurrentTime',
  'aws:EpochTime',
  'aws:RequestedRegion',
  'aws:SecureTransport',
  'aws:UserAgent',
]);

const MULTIVALUED = new Set([
  'aws:PrincipalOrgPaths',
  'aws:PrincipalServiceNamesList',
  'aws:VpceOrgPaths',
  'aws:ResourceOrgPaths',
  'aws:CalledVia',
  'aws:TagKeys',
  'aws:SourceOrgPaths',
]);

const BY_TYPE: Readonly<Partial<Record<KeyType, readonly string[]>>> = {
  ARN: [
    'aws:PrincipalArn',
    'aws:SignInSessionArn',
    'aws:ChatbotSourceArn',
    'aws:SourceVpcArn',
    'aws:SourceArn',
    'ec2:SourceInstanceArn',
    'codebuild:BuildArn',
    'codebuild:ProjectArn',
    'lambda:SourceFunctionArn',
    'ssm:SourceInstanceArn',
  ],
  Bool: [
    'aws:PrincipalIsAWSService',
    'aws:AssumedRoot',
    'aws:MultiFactorAuthPresent',
    'aws:ViaAWSService',
    'aws:ViaAWSMCPService',
    'aws:SecureTransport',
    'aws:IsMcpServiceAction',
  ],
  Date: ['aws:TokenIssueTime', 'aws:CurrentTime', 'aws:EpochTime'],
  Numeric: ['aws:MultiFactorAuthAge', 'ec2:RoleDelivery'],
  IPAddress: ['aws:Ec2InstanceSourcePrivateIPv4', 'aws:SourceIp', 'aws:VpcSourceIp'],
  String: [
    'aws:PrincipalAccount',
    'aws:PrincipalOrgPaths',
    'aws:PrincipalOrgID',
    // The placeholder as the IAM catalogue writes it.
    'aws:PrincipalTag/${TagKey}',
    'aws:PrincipalServiceName',
    'aws:PrincipalServiceNamesList',
    'aws:PrincipalType',
    'aws:userid',
    'aws:username',
    'aws:FederatedProvider',
    'aws:Ec2InstanceSourceVpc',
    'aws:SourceIdentity',
    'glue:RoleAssumedBy',
    'glue:CredentialIssuingService',
    'identitystore:UserId',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:VpceAccount',
    'aws:VpceOrgID',
    'aws:VpceOrgPaths',
    'aws:ResourceAccount',
    'aws:ResourceOrgID',
    'aws:ResourceOrgPaths',
    'aws:ResourceTag/${TagKey}',
    'aws:CalledVia',
    'aws:CalledViaFirst',
    'aws:CalledViaLast',
    'aws:CalledViaAWSMCP',
    'aws:referer',
    'aws:RequestedRegion',
    'aws:RequestTag/${TagKey}',
    'aws:TagKeys',
    'aws:SourceAccount',
    'aws:SourceOrgID',
    'aws:SourceOrgPaths',
    'aws:UserAgent',
  ],
};

/** Every global key, sorted by name. */
export const globalKeys: readonly ConditionKey[] = Object.entries(BY_TYPE)
  .flatMap(([type, names]) => names.map((name) => globalKey(name, type)))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

/** Of the global keys, those that an action carries only where the IAM catalogue lists them for it. */
export const keysOfTags: ReadonlySet<string> = new Set([
  'aws:requesttag/${tagkey}',
  'aws:resourcetag/${tagkey}',
  'aws:tagkeys',
]);

function globalKey(name: string, type: string): ConditionKey {
  return {
    name,
    type: isKeyType(type) ? type : 'String',
    multivalued: MULTIVALUED.has(name),
    present: ALWAYS.has(name) ? 'always' : 'sometimes',
    source: PAGE,
  };
}

/** Whether a word is one of the types of condition keys. */
export function isKeyType(word: string): word is KeyType {
  return ['String', 'Bool', 'Numeric', 'ARN', 'Date', 'IPAddress', 'Binary'].includes(word);
}
