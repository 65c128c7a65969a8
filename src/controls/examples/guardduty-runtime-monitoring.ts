import type { Example } from '../control.js';

/** The examples of the control of this name. */
export const guarddutyRuntimeMonitoringExamples: readonly Example[] = [
  {
    name: 'enabled with the agent on Fargate',
    verdict: 'pass',
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
`,
  },
  {
    name: 'not enabled',
    verdict: 'fail',
    line: 5,
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: false
      Features:
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
`,
  },
  {
    name: 'no runtime monitoring',
    verdict: 'fail',
    line: 4,
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
`,
  },
  {
    name: 'runtime monitoring without the agent on Fargate',
    verdict: 'fail',
    line: 7,
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: EKS_ADDON_MANAGEMENT
              Status: ENABLED
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: DISABLED
`,
  },
  {
    name: 'runtime monitoring of EKS only',
    verdict: 'fail',
    line: 7,
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: EKS_RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: EKS_ADDON_MANAGEMENT
              Status: ENABLED
`,
  },
  {
    name: 'tasks on EC2 instances without the agent there',
    verdict: 'fail',
    line: 7,
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties:
      AutoScalingGroupProvider:
        AutoScalingGroupArn: workers
`,
  },
  {
    name: 'tasks on EC2 instances with the agent there',
    verdict: 'pass',
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
            - Name: EC2_AGENT_MANAGEMENT
              Status: ENABLED
  Workers:
    Type: AWS::ECS::Service
    Properties:
      LaunchType: EC2
`,
  },
  {
    name: 'malware protection switched off',
    verdict: 'fail',
    line: 13,
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
        - Name: EBS_MALWARE_PROTECTION
          Status: DISABLED
`,
  },
  {
    name: 'other features may be off',
    verdict: 'pass',
    cloudformation: `Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RDS_LOGIN_EVENTS
          Status: DISABLED
        - Name: RUNTIME_MONITORING
          Status: ENABLED
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
`,
  },
  {
    name: 'decided by a parameter without a value',
    verdict: 'unknown',
    cloudformation: `Parameters:
  Runtime:
    Type: String
Resources:
  Detector:
    Type: AWS::GuardDuty::Detector
    Properties:
      Enable: true
      Features:
        - Name: RUNTIME_MONITORING
          Status: !Ref Runtime
          AdditionalConfiguration:
            - Name: ECS_FARGATE_AGENT_MANAGEMENT
              Status: ENABLED
`,
  },
  {
    name: 'a cluster that keeps the agent out',
    verdict: 'fail',
    line: 7,
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Tags:
        - Key: GuardDutyManaged
          Value: 'false'
`,
  },
  {
    name: 'a cluster with other tags',
    verdict: 'pass',
    cloudformation: `Resources:
  Cluster:
    Type: AWS::ECS::Cluster
    Properties:
      Tags:
        - Key: GuardDutyManaged
          Value: 'true'
        - Key: Public
          Value: 'false'
`,
  },
  {
    name: 'Terraform, a feature of its own',
    verdict: 'pass',
    terraform: [
      { type: 'aws_guardduty_detector', name: 'main', values: { enable: true } },
      {
        type: 'aws_guardduty_detector_feature',
        name: 'runtime',
        values: {
          name: 'RUNTIME_MONITORING',
          status: 'ENABLED',
          additional_configuration: [{ name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'ENABLED' }],
        },
        unknown: { detector_id: true },
        references: { detector_id: ['aws_guardduty_detector.main.id', 'aws_guardduty_detector.main'] },
      },
    ],
  },
  {
    name: 'Terraform, no feature',
    verdict: 'fail',
    terraform: [{ type: 'aws_guardduty_detector', name: 'main', values: { enable: true } }],
  },
  {
    name: 'Terraform, a feature switched off',
    verdict: 'fail',
    terraform: [
      { type: 'aws_guardduty_detector', name: 'main', values: { enable: true } },
      {
        type: 'aws_guardduty_detector_feature',
        name: 'runtime',
        values: { name: 'RUNTIME_MONITORING', status: 'DISABLED', additional_configuration: [] },
        unknown: { detector_id: true },
        references: { detector_id: ['aws_guardduty_detector.main.id', 'aws_guardduty_detector.main'] },
      },
    ],
  },
];
