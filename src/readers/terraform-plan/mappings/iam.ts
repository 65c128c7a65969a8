import { isList, type ValueMap } from '../../../language/value.js';
import { blocks, listOf, tags, value } from '../fields.js';
import { reference, references } from '../links.js';
import type { Mapping, Mappings } from '../mapping.js';
import { policy } from '../policies.js';

const ATTACHMENT = 'Terraform::IAM::RolePolicyAttachment';

/** One attachment for each element of a list, under another name. */
const oneFor =
  (list: string, name: string) =>
  ({ [list]: elements, ...others }: ValueMap): readonly ValueMap[] =>
    (isList(elements) ? elements : elements === undefined ? [] : [elements]).map((element) => ({
      ...others,
      [name]: element,
    }));

const managedPolicy: Mapping = {
  type: 'AWS::IAM::ManagedPolicy',
  fields: {
    ManagedPolicyName: value('name'),
    Path: value('path'),
    Description: value('description'),
    PolicyDocument: policy('policy'),
    Tags: tags,
  },
};

export const iam: Mappings = {
  aws_iam_role: {
    type: 'AWS::IAM::Role',
    fields: {
      RoleName: value('name'),
      Path: value('path'),
      Description: value('description'),
      MaxSessionDuration: value('max_session_duration'),
      AssumeRolePolicyDocument: policy('assume_role_policy'),
      ManagedPolicyArns: references('managed_policy_arns'),
      PermissionsBoundary: reference('permissions_boundary'),
      Policies: blocks('inline_policy', { PolicyName: value('name'), PolicyDocument: policy('policy') }),
      Tags: tags,
    },
  },
  aws_iam_policy: managedPolicy,
  aws_iam_role_policy: {
    type: 'AWS::IAM::Policy',
    fields: {
      PolicyName: value('name'),
      PolicyDocument: policy('policy'),
      Roles: listOf(reference('role')),
    },
  },
  aws_iam_role_policy_attachment: {
    type: ATTACHMENT,
    fields: { Role: reference('role'), PolicyArn: reference('policy_arn') },
  },
  aws_iam_policy_attachment: {
    type: ATTACHMENT,
    fields: { Roles: references('roles'), PolicyArn: reference('policy_arn') },
    split: oneFor('Roles', 'Role'),
  },
  aws_iam_role_policy_attachments_exclusive: {
    type: ATTACHMENT,
    fields: { Role: reference('role_name'), PolicyArns: references('policy_arns') },
    split: oneFor('PolicyArns', 'PolicyArn'),
  },
  aws_iam_instance_profile: {
    type: 'AWS::IAM::InstanceProfile',
    fields: {
      InstanceProfileName: value('name'),
      Path: value('path'),
      Roles: listOf(reference('role')),
    },
  },
};
