import { block, tags, value } from '../fields.js';
import { reference } from '../links.js';
import type { Mappings } from '../mapping.js';

export const scaling: Mappings = {
  aws_appautoscaling_target: {
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    fields: {
      MinCapacity: value('min_capacity'),
      MaxCapacity: value('max_capacity'),
      ResourceId: value('resource_id'),
      RoleARN: reference('role_arn'),
      ScalableDimension: value('scalable_dimension'),
      ServiceNamespace: value('service_namespace'),
      Tags: tags,
    },
  },
  aws_appautoscaling_policy: {
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    fields: {
      PolicyName: value('name'),
      PolicyType: value('policy_type'),
      ResourceId: value('resource_id'),
      ScalableDimension: value('scalable_dimension'),
      ServiceNamespace: value('service_namespace'),
      TargetTrackingScalingPolicyConfiguration: block('target_tracking_scaling_policy_configuration', {
        TargetValue: value('target_value'),
        PredefinedMetricSpecification: block('predefined_metric_specification', {
          PredefinedMetricType: value('predefined_metric_type'),
        }),
      }),
    },
  },
};
