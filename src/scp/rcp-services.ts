/**
 * Services whose resources RCPs reach, by their prefix. Source: AWS Organizations user guide, list of services that
 * support RCPs (2026); a test compares it with the data that the catalogue is made of.
 */
export const RCP_SERVICES: ReadonlySet<string> = new Set(
  `aoss appconfig appstream autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data
  codeartifact codebuild codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical
  compute-optimizer cost-optimization-hub dax dsql dynamodb ecr ecr-public events firehose fis fms gamelift health
  inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications opensearch pca-connector-ad
  personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support swf
  textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray`.split(/\s+/),
);
