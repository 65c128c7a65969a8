import { block, blocks, type Field, flag, group, value } from '../fields.js';
import { reference, references } from '../links.js';

export const capacityProviderStrategy = (name: string): Field =>
  blocks(name, {
    CapacityProvider: reference('capacity_provider'),
    Base: value('base'),
    Weight: value('weight'),
  });

/** `assign_public_ip` is a boolean in Terraform, but a word in CloudFormation. */
const awsvpc = {
  AssignPublicIp: flag('assign_public_ip', 'ENABLED', 'DISABLED'),
  SecurityGroups: references('security_groups'),
  Subnets: references('subnets'),
};

/** @param key as the service spells it: `AwsvpcConfiguration` (ECS services, Scheduler, Pipes) or `AwsVpcConfiguration` */
export const networkConfiguration = (key: 'AwsvpcConfiguration' | 'AwsVpcConfiguration'): Field =>
  block('network_configuration', { [key]: group(awsvpc) });
