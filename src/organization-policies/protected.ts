import { organizationPolicy } from './define.js';
import type { Gap, Inputs, RequestExample, StatementPolicy } from './organization-policy.js';
import { deny } from './statements.js';

/** A policy that keeps one list of actions from everybody but the exempted, and perhaps the platform's roles. */
interface Protection {
  readonly id: string;
  readonly practice: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  /** Whether `platformRoles` are left alone, too. */
  readonly platform: boolean;
  readonly gaps: readonly Gap[];
  readonly sources: readonly string[];
  readonly examples: readonly RequestExample[];
}

/** Builds such a policy, with the property that says the same. */
export function protection({ sid, actions, resources, platform, ...rest }: Protection): StatementPolicy {
  const leftAlone = ({ shared, exemptions }: Inputs): string[] => [
    ...exemptions,
    ...(platform ? shared.platformRoles : []),
  ];
  return organizationPolicy<StatementPolicy>({
    ...rest,
    kind: 'SERVICE_CONTROL_POLICY',
    statements: (inputs) => [deny(sid, { actions, ...(resources && { resources }), exemptions: leftAlone(inputs) })],
    properties: (inputs) => [
      {
        name: rest.title,
        property: 'denied',
        actions,
        ...(resources && { resources }),
        except: { principals: leftAlone(inputs) },
      },
    ],
  });
}
