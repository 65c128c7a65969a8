/**
 * Actions that the IAM catalogue does not list yet. Which resources and condition keys they take is not known, only
 * that they exist: each names the page that says so.
 */
export interface Addition {
  readonly name: string;
  readonly accessLevel: string;
  readonly source: string;
}

const ecs = (name: string, accessLevel: string): Addition => ({
  name: `ecs:${name}`,
  accessLevel,
  source: `https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_${name}.html`,
});

export const additions: readonly Addition[] = [
  ecs('AssociateGatewayWithCluster', 'Write'),
  ecs('CreateGateway', 'Write'),
  ecs('DeleteGateway', 'Write'),
  ecs('DescribeGateway', 'Read'),
  ecs('DisassociateGatewayFromCluster', 'Write'),
  // UpdateGateway and DisassociateGatewayFromCluster name these two.
  ecs('ListGatewayRoutes', 'List'),
  ecs('ListGateways', 'List'),
  ecs('UpdateGateway', 'Write'),
];
