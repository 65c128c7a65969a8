import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny } from './statements.js';

const CHANGES = actions(
  'ecs',
  `DeleteCluster UpdateCluster UpdateClusterSettings PutClusterCapacityProviders DeleteCapacityProvider
  UpdateCapacityProvider`,
);

/** `key=value` as a condition on the tags of the resource. */
function tagged({ own }: Inputs) {
  const [key = '', value = ''] = String(own['protectedTag']).split('=');
  return { key, value, condition: { StringEquals: { [`aws:ResourceTag/${key}`]: value } } };
}

export default organizationPolicy({
  id: 'protect-clusters',
  practice: '6.3',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Clusters that are tagged as protected are changed by the platform alone',
  why: 'Who deletes or reconfigures a cluster takes everything that runs in it along.',
  remedy: 'Ask the platform team to change the cluster.',
  parameters: {
    protectedTag: {
      type: 'text',
      default: 'ringfence:protected=true',
      pattern: '^[^=]+=[^=]+$',
      description: '`key=value` of the tag',
    },
  },
  statements: (inputs) => {
    const { key, value, condition } = tagged(inputs);
    return [
      deny('ProtectClusters', { actions: CHANGES, condition, exemptions: platformToo(inputs) }),
      deny('ProtectClustersTag', {
        actions: ['ecs:UntagResource'],
        condition: { ...condition, 'ForAnyValue:StringEquals': { 'aws:TagKeys': key } },
        exemptions: platformToo(inputs),
      }),
      deny('ProtectClustersTagValue', {
        actions: ['ecs:TagResource'],
        condition: {
          ...condition,
          StringNotEquals: { [`aws:RequestTag/${key}`]: value },
          'ForAnyValue:StringEquals': { 'aws:TagKeys': key },
        },
        exemptions: platformToo(inputs),
      }),
    ];
  },
  properties: (inputs) => [
    {
      name: 'protected clusters stay as they are',
      property: 'denied',
      actions: CHANGES,
      context: { [`aws:ResourceTag/${tagged(inputs).key}`]: tagged(inputs).value },
      except: { principals: platformToo(inputs) },
    },
    {
      name: 'the tag of a protected cluster stays',
      property: 'denied',
      actions: ['ecs:UntagResource'],
      context: { [`aws:ResourceTag/${tagged(inputs).key}`]: tagged(inputs).value, 'aws:TagKeys': tagged(inputs).key },
      except: { principals: platformToo(inputs) },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'A cluster without the tag is not protected: `require-ecs-tags` sees to tags at creation.',
      coveredBy: ['require-ecs-tags'],
    },
  ],
  sources: [
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html',
  ],
  examples: [
    {
      name: 'a protected cluster is deleted',
      expect: 'deny',
      action: 'ecs:DeleteCluster',
      context: { 'aws:ResourceTag/ringfence:protected': 'true' },
    },
    { name: 'another cluster is deleted', expect: 'allow', action: 'ecs:DeleteCluster' },
    {
      name: 'the tag is taken away',
      expect: 'deny',
      action: 'ecs:UntagResource',
      context: { 'aws:ResourceTag/ringfence:protected': 'true', 'aws:TagKeys': ['ringfence:protected'] },
    },
    {
      name: 'the tag gets another value',
      expect: 'deny',
      action: 'ecs:TagResource',
      context: {
        'aws:ResourceTag/ringfence:protected': 'true',
        'aws:RequestTag/ringfence:protected': 'false',
        'aws:TagKeys': ['ringfence:protected'],
      },
    },
    {
      name: 'another tag is taken away',
      expect: 'allow',
      action: 'ecs:UntagResource',
      context: { 'aws:ResourceTag/ringfence:protected': 'true', 'aws:TagKeys': ['team'] },
    },
    {
      name: 'the platform deletes it',
      expect: 'allow',
      action: 'ecs:DeleteCluster',
      context: { 'aws:ResourceTag/ringfence:protected': 'true' },
      principal: 'arn:aws:iam::222222222222:role/platform-base',
    },
  ],
});
