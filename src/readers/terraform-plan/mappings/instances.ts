import { Buffer } from 'node:buffer';
import { unknownValue } from '../../../language/value.js';
import { block, blocks, type Field, firstOf, group, tags, value, within } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping, Mappings } from '../mapping.js';

const metadataOptions = block('metadata_options', {
  HttpEndpoint: value('http_endpoint'),
  HttpProtocolIpv6: value('http_protocol_ipv6'),
  HttpPutResponseHopLimit: value('http_put_response_hop_limit'),
  HttpTokens: value('http_tokens'),
  InstanceMetadataTags: value('instance_metadata_tags'),
});

/** Plain user data as CloudFormation wants it, in Base64; older providers put only its SHA-1 into the plan. */
const plainUserData: Field = (found) => {
  const text = value('user_data')(found);
  if (typeof text !== 'string') return text;
  return /^[0-9a-f]{40}$/.test(text)
    ? unknownValue('the plan shows only a hash of user_data')
    : Buffer.from(text, 'utf8').toString('base64');
};

const launchTemplate: Mapping = {
  type: 'AWS::EC2::LaunchTemplate',
  fields: {
    LaunchTemplateName: value('name'),
    LaunchTemplateData: group({
      ImageId: value('image_id'),
      InstanceType: value('instance_type'),
      IamInstanceProfile: block('iam_instance_profile', { Arn: reference('arn'), Name: reference('name') }),
      MetadataOptions: metadataOptions,
      NetworkInterfaces: blocks('network_interfaces', {
        AssociatePublicIpAddress: value('associate_public_ip_address'),
        Groups: references('security_groups'),
        SubnetId: reference('subnet_id'),
      }),
      SecurityGroupIds: references('vpc_security_group_ids'),
      UserData: value('user_data'),
    }),
    Tags: tags,
  },
};

const launchConfiguration: Mapping = {
  type: 'AWS::AutoScaling::LaunchConfiguration',
  fields: {
    LaunchConfigurationName: value('name'),
    ImageId: value('image_id'),
    InstanceType: value('instance_type'),
    IamInstanceProfile: reference('iam_instance_profile'),
    AssociatePublicIpAddress: value('associate_public_ip_address'),
    MetadataOptions: metadataOptions,
    SecurityGroups: references('security_groups'),
    UserData: firstOf(value('user_data_base64'), plainUserData),
  },
};

const launchTemplateOf = (name: string): Field =>
  block(name, {
    LaunchTemplateId: firstOf(reference('id'), reference('launch_template_id')),
    LaunchTemplateName: firstOf(reference('name'), reference('launch_template_name')),
    Version: value('version'),
  });

const autoScalingGroup: Mapping = {
  type: 'AWS::AutoScaling::AutoScalingGroup',
  fields: {
    AutoScalingGroupName: value('name'),
    MinSize: value('min_size'),
    MaxSize: value('max_size'),
    DesiredCapacity: value('desired_capacity'),
    AvailabilityZones: value('availability_zones'),
    VPCZoneIdentifier: references('vpc_zone_identifier'),
    LaunchConfigurationName: reference('launch_configuration'),
    LaunchTemplate: launchTemplateOf('launch_template'),
    MixedInstancesPolicy: block('mixed_instances_policy', {
      LaunchTemplate: group({
        LaunchTemplateSpecification: within('launch_template', launchTemplateOf('launch_template_specification')),
      }),
    }),
    NewInstancesProtectedFromScaleIn: value('protect_from_scale_in'),
    Tags: blocks('tag', {
      Key: value('key'),
      Value: value('value'),
      PropagateAtLaunch: value('propagate_at_launch'),
    }),
  },
};

export const instances: Mappings = {
  aws_launch_template: launchTemplate,
  aws_launch_configuration: launchConfiguration,
  aws_autoscaling_group: autoScalingGroup,
};
