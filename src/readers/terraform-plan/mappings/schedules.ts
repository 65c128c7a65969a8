import {
  block,
  blocks,
  type Field,
  firstOf,
  flag,
  group,
  json,
  listOf,
  pairs,
  shape,
  tags,
  value,
  within,
} from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping, Mappings } from '../mapping.js';
import { capacityProviderStrategy, networkConfiguration } from './ecs-shared.js';

const placement = {
  PlacementConstraints: firstOf(
    blocks('placement_constraint', { Type: value('type'), Expression: value('expression') }),
    blocks('placement_constraints', { Type: value('type'), Expression: value('expression') }),
  ),
};

/** What the task parameters of a rule, a schedule and a pipe have in common. */
const task = {
  TaskDefinitionArn: reference('task_definition_arn'),
  TaskCount: value('task_count'),
  LaunchType: value('launch_type'),
  PlatformVersion: value('platform_version'),
  Group: value('group'),
  PropagateTags: value('propagate_tags'),
  EnableExecuteCommand: value('enable_execute_command'),
  CapacityProviderStrategy: capacityProviderStrategy('capacity_provider_strategy'),
  ...placement,
};

const rule: Mapping = {
  type: 'AWS::Events::Rule',
  fields: {
    Name: value('name'),
    EventBusName: reference('event_bus_name'),
    EventPattern: json('event_pattern'),
    ScheduleExpression: value('schedule_expression'),
    State: firstOf(value('state'), flag('is_enabled', 'ENABLED', 'DISABLED')),
    RoleArn: reference('role_arn'),
    Tags: tags,
  },
};

/** A target stands for itself in Terraform; it reads as the rule with this one target. */
const ruleTarget: Mapping = {
  type: 'AWS::Events::Rule',
  fields: {
    Name: reference('rule'),
    EventBusName: reference('event_bus_name'),
    Targets: listOf((target) =>
      shape(target, {
        Id: value('target_id'),
        Arn: reference('arn'),
        RoleArn: reference('role_arn'),
        EcsParameters: block('ecs_target', {
          ...task,
          EnableECSManagedTags: value('enable_ecs_managed_tags'),
          NetworkConfiguration: networkConfiguration('AwsVpcConfiguration'),
          TagList: pairs('tags', 'Key', 'Value'),
        }),
      }),
    ),
  },
};

const schedule: Mapping = {
  type: 'AWS::Scheduler::Schedule',
  fields: {
    Name: value('name'),
    GroupName: reference('group_name'),
    State: value('state'),
    ScheduleExpression: value('schedule_expression'),
    FlexibleTimeWindow: block('flexible_time_window', {
      Mode: value('mode'),
      MaximumWindowInMinutes: value('maximum_window_in_minutes'),
    }),
    Target: block('target', {
      Arn: reference('arn'),
      RoleArn: reference('role_arn'),
      EcsParameters: block('ecs_parameters', {
        ...task,
        EnableECSManagedTags: value('enable_ecs_managed_tags'),
        NetworkConfiguration: networkConfiguration('AwsvpcConfiguration'),
      }),
    }),
  },
};

/** Here `assign_public_ip` is the word that CloudFormation has. */
const pipeNetwork: Field = within(
  'network_configuration',
  group({
    AwsvpcConfiguration: block('aws_vpc_configuration', {
      AssignPublicIp: value('assign_public_ip'),
      SecurityGroups: references('security_groups'),
      Subnets: references('subnets'),
    }),
  }),
);

const pipe: Mapping = {
  type: 'AWS::Pipes::Pipe',
  fields: {
    Name: value('name'),
    Source: reference('source'),
    Target: reference('target'),
    RoleArn: reference('role_arn'),
    DesiredState: value('desired_state'),
    TargetParameters: block('target_parameters', {
      EcsTaskParameters: block('ecs_task_parameters', {
        ...task,
        EnableECSManagedTags: value('enable_ecs_managed_tags'),
        NetworkConfiguration: pipeNetwork,
      }),
    }),
    Tags: tags,
  },
};

export const schedules: Mappings = {
  aws_cloudwatch_event_rule: rule,
  aws_cloudwatch_event_target: ruleTarget,
  aws_scheduler_schedule: schedule,
  aws_pipes_pipe: pipe,
};
