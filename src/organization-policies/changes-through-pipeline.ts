import { organizationPolicy } from './define.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny } from './statements.js';

/** Configuration; never what agents and tasks call themselves, which comes from ordinary roles. */
const CHANGES = actions(
  'ecs',
  `CreateCluster UpdateCluster UpdateClusterSettings DeleteCluster PutClusterCapacityProviders
  CreateService UpdateService DeleteService CreateTaskSet UpdateTaskSet DeleteTaskSet UpdateServicePrimaryTaskSet
  RegisterTaskDefinition DeregisterTaskDefinition DeleteTaskDefinitions
  CreateCapacityProvider UpdateCapacityProvider DeleteCapacityProvider
  CreateDaemon UpdateDaemon DeleteDaemon RegisterDaemonTaskDefinition DeleteDaemonTaskDefinition
  CreateExpressGatewayService UpdateExpressGatewayService DeleteExpressGatewayService
  CreateGateway UpdateGateway DeleteGateway AssociateGatewayWithCluster DisassociateGatewayFromCluster
  PutAccountSetting PutAccountSettingDefault DeleteAccountSetting`,
);

const leftAlone = ({ shared, exemptions }: Inputs): string[] => [...exemptions, ...shared.pipelineRoles];

export default organizationPolicy({
  id: 'changes-through-pipeline',
  practice: '5.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'ECS is configured by pipelines alone',
  why: 'What somebody changed by hand is in no repository: it cannot be reviewed, rolled back or built again elsewhere.',
  remedy: 'Change the code, and let the pipeline deploy it.',
  needs: ['pipelineRoles'],
  statements: (inputs) => [deny('ChangesThroughPipeline', { actions: CHANGES, exemptions: leftAlone(inputs) })],
  properties: (inputs) => [
    {
      name: 'pipelines alone configure ECS',
      property: 'denied',
      actions: CHANGES,
      except: { principals: leftAlone(inputs) },
    },
  ],
  gaps: [
    {
      actions: actions('ecs', 'RunTask StartTask StopTask'),
      why: 'They are how schedules and operators run what is configured.',
      coveredBy: [],
    },
    {
      actions: [],
      why: 'The roles of schedules, CodeDeploy and CloudFormation that change services must be among pipelineRoles: a service role acts under its own name.',
      coveredBy: [],
    },
  ],
  sources: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html (what agents call)'],
  examples: [
    { name: 'somebody updates a service', expect: 'deny', action: 'ecs:UpdateService' },
    {
      name: 'a pipeline does',
      expect: 'allow',
      action: 'ecs:UpdateService',
      principal: 'arn:aws:iam::222222222222:role/pipeline-web',
    },
    { name: 'an instance joins', expect: 'allow', action: 'ecs:RegisterContainerInstance' },
    { name: 'an agent reports', expect: 'allow', action: 'ecs:SubmitTaskStateChange' },
    { name: 'a task protects itself', expect: 'allow', action: 'ecs:UpdateTaskProtection' },
  ],
});
