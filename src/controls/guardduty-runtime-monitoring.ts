import {
  all,
  any,
  equals,
  every,
  fact,
  item,
  matches,
  not,
  property,
  related,
  says,
  some,
} from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { control } from './control.js';
import { guarddutyRuntimeMonitoringExamples } from './examples/guardduty-runtime-monitoring.js';

/** What the detector says itself, and what resources of Terraform say about it. */
const FEATURES = [property('Features'), related('Features')];

/** Runtime monitoring is on, with the agents of this name managed by GuardDuty. */
function managesAgents(name: string): Condition {
  const isManaged = some(
    item('AdditionalConfiguration'),
    all(equals(item('Name'), name), equals(item('Status'), 'ENABLED')),
  );
  const isOn = (features: Term): Condition =>
    some(features, all(equals(item('Name'), 'RUNTIME_MONITORING'), equals(item('Status'), 'ENABLED'), isManaged));
  return any(...FEATURES.map(isOn));
}

/** Features that are on unless someone turns them off, and that ECS workloads need. */
const isBasic = matches(item('Name'), '^(CLOUD_TRAIL|FLOW_LOGS|DNS_LOGS|ECR_.*|.*MALWARE.*)$');
const malwareProtection = property('DataSources.MalwareProtection.ScanEc2InstanceWithFindings.EbsVolumes');

export default control({
  id: 'guardduty-runtime-monitoring',
  practice: '3.4',
  severity: 'high',
  profile: 'essential',
  title: 'GuardDuty watches ECS tasks at run time',
  why: 'What an attacker does inside a container (a shell, a miner, a connection to a command server) is in no log of AWS; only the agent in the task sees it.',
  remedy:
    'Enable the detector and its feature RUNTIME_MONITORING with ECS_FARGATE_AGENT_MANAGEMENT (and EC2_AGENT_MANAGEMENT for container instances) ENABLED, and remove the tag GuardDutyManaged=false from clusters.',
  mappings: { config: ['guardduty-enabled-centralized', 'guardduty-ecs-protection-runtime-enabled'] },
  rules: [
    {
      types: ['AWS::GuardDuty::Detector'],
      holds: all(
        says('the detector is not enabled (Enable is {value})', equals(property('Enable'), true)),
        says(
          'runtime monitoring with ECS_FARGATE_AGENT_MANAGEMENT is not enabled',
          managesAgents('ECS_FARGATE_AGENT_MANAGEMENT'),
        ),
        any(
          says(
            'EC2_AGENT_MANAGEMENT is not enabled, and tasks run on EC2 instances',
            managesAgents('EC2_AGENT_MANAGEMENT'),
          ),
          not(equals(fact('UsesInstances'), true)),
        ),
        ...FEATURES.map((features) =>
          every(
            features,
            any(says('a basic feature is {value}', not(equals(item('Status'), 'DISABLED'))), not(isBasic)),
          ),
        ),
        says('malware protection is off', not(equals(malwareProtection, false))),
      ),
    },
    {
      types: ['AWS::ECS::Cluster'],
      holds: every(
        property('Tags'),
        any(
          says('the tag GuardDutyManaged=false keeps the agent out', not(equals(item('Value'), 'false'))),
          not(equals(item('Key'), 'GuardDutyManaged')),
        ),
      ),
    },
  ],
  prevention: ['guardduty-ecs-runtime', 'protect-guardduty'],
  decisions:
    'RUNTIME_MONITORING is not among the features that a new detector has on, so a detector that does not name it fails, also where the organization’s administrator enables it for all members: keep such detectors out of templates. EKS_RUNTIME_MONITORING, the older feature, covers no ECS. EC2 agents are asked for where the input has a capacity provider with an Auto Scaling group, or launch type EC2.',
  config: {
    managed: [
      { identifier: 'GUARDDUTY_ENABLED_CENTRALIZED' },
      { identifier: 'GUARDDUTY_ECS_PROTECTION_RUNTIME_ENABLED' },
    ],
    why: 'Items of detectors have no features; these two ask GuardDuty itself, in every account and region, for what the control wants of a detector on Fargate.',
  },
  blindSpots: {
    check:
      'Tasks on Managed Instances and on Windows have no agent, whatever is set. The task execution role and the network must let tasks fetch the agent’s image.',
    rawTemplate: 'Whether tasks run on EC2 instances is unknown, so a detector without EC2_AGENT_MANAGEMENT is too.',
    config:
      'The managed rules do not look at agents on EC2, at basic features that are off, or at the tag GuardDutyManaged of clusters.',
    organizationPolicy:
      'A tag that someone puts on a cluster turns monitoring off there; the policy denies the tag, not what is there already.',
  },
  examples: guarddutyRuntimeMonitoringExamples,
});
