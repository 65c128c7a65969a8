import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import type { Inputs } from './organization-policy.js';
import { actions, deny, list, texts } from './statements.js';

const CHANGES = actions('events', 'DeleteRule DisableRule PutRule RemoveTargets PutTargets');

/** Rules of the default bus, and of others. */
const rules = ({ own }: Inputs): string[] =>
  list(own['responseRules']).flatMap((name) => [`arn:*:events:*:*:rule/${name}`, `arn:*:events:*:*:rule/*/${name}`]);

export default organizationPolicy({
  id: 'protect-eventbridge-response',
  practice: '3.4',
  kind: 'SERVICE_CONTROL_POLICY',
  title: 'Rules that start the response to findings stay on',
  why: 'A finding that starts nothing waits for somebody to look.',
  remedy: 'Ask the platform team to change the rule.',
  needs: ['responseRules'],
  parameters: { responseRules: texts('Names of the rules, `*` and `?` allowed', ['security-response-*']) },
  statements: (inputs) => [
    deny('ProtectEventbridgeResponse', { actions: CHANGES, resources: rules(inputs), exemptions: platformToo(inputs) }),
  ],
  properties: (inputs) => [
    {
      name: 'response rules cannot be changed',
      property: 'denied',
      actions: CHANGES,
      resources: rules(inputs),
      except: { principals: platformToo(inputs) },
    },
  ],
  gaps: [
    {
      actions: [],
      why: 'What the targets of the rules do (functions, queues) is guarded by their own policies.',
      coveredBy: ['security-findings-routed'],
    },
  ],
  sources: ['https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html'],
  examples: [
    {
      name: 'a response rule is turned off',
      expect: 'deny',
      action: 'events:DisableRule',
      resource: 'arn:aws:events:eu-west-1:222222222222:rule/security-response-1',
    },
    {
      name: 'another rule',
      expect: 'allow',
      action: 'events:DisableRule',
      resource: 'arn:aws:events:eu-west-1:222222222222:rule/nightly',
    },
  ],
});
