/**
 * What a region restriction of everything leaves alone: services with one endpoint, and actions whose region means
 * nothing. Source: the deployed text of AWS Control Tower's region deny control (GRREGIONDENY, CTMULTISERVICEPV1),
 * December 2025.
 */
export const GLOBAL_ACTIONS_DATE = '2025-12-01';

const SERVICES = `a4b access-analyzer account acm activate artifact aws-marketplace-management aws-marketplace aws-portal
billing billingconductor budgets ce chatbot chime cloudfront compute-optimizer config consoleapp consolidatedbilling cur
devicefarm directconnect ecr-public fms freetier globalaccelerator health iam importexport invoicing iq kms
mobileanalytics networkmanager notifications-contacts notifications organizations payments pricing resource-explorer-2
route53-recovery-cluster route53-recovery-control-config route53-recovery-readiness route53 route53domains savingsplans
shield sso sts support supportapp supportplans sustainability tax trustedadvisor waf-regional waf wafv2`;

const ACTIONS = `cloudtrail:LookupEvents datapipeline:GetAccountLimits ec2:DescribeRegions ec2:DescribeTransitGateways
ec2:DescribeVpnGateways license-manager:ListReceivedLicenses lightsail:Get* quicksight:DescribeAccountSubscription
s3:CreateMultiRegionAccessPoint s3:DeleteMultiRegionAccessPoint s3:DescribeMultiRegionAccessPointOperation
s3:GetAccountPublicAccessBlock s3:GetBucketLocation s3:GetBucketPolicyStatus s3:GetBucketPublicAccessBlock
s3:GetMultiRegionAccessPoint s3:GetMultiRegionAccessPointPolicy s3:GetMultiRegionAccessPointPolicyStatus
s3:GetStorageLensConfiguration s3:GetStorageLensDashboard s3:ListAllMyBuckets s3:ListMultiRegionAccessPoints
s3:ListStorageLensConfigurations s3:PutAccountPublicAccessBlock s3:PutMultiRegionAccessPointPolicy tag:GetResources
vendor-insights:ListEntitledSecurityProfiles`;

export const GLOBAL_ACTIONS: readonly string[] = [
  ...SERVICES.split(/\s+/).map((service) => `${service}:*`),
  ...ACTIONS.split(/\s+/),
].toSorted();
