import { administratorAccounts, administrators, elsewhere } from './administrators.js';
import { organizationPolicy } from './define.js';
import { platformToo } from './exemptions.js';
import type { Gap, Inputs, RequestExample, StatementPolicy } from './organization-policy.js';
import { sidPrefix } from './sids.js';
import { deny } from './statements.js';

/** A policy that keeps one list of actions from everybody but the exempted, and perhaps some others. */
interface Protection {
  readonly id: string;
  readonly practice: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly actions: readonly string[];
  /** Who is left alone besides the exempted: `platformRoles`, or the accounts of delegated administrators. */
  readonly also?: 'platform' | 'administrators';
  readonly gaps: readonly Gap[];
  readonly sources: readonly string[];
  readonly examples: readonly RequestExample[];
}

/** Builds such a policy, with the property that says the same. */
export function protection({ actions, also, ...rest }: Protection): StatementPolicy {
  const delegated = also === 'administrators';
  const exemptions = (inputs: Inputs): readonly string[] =>
    also === 'platform' ? platformToo(inputs) : inputs.exemptions;
  return organizationPolicy<StatementPolicy>({
    ...rest,
    kind: 'SERVICE_CONTROL_POLICY',
    ...(delegated && { parameters: { administratorAccounts } }),
    statements: (inputs) => [
      deny(sidPrefix(rest.id), {
        actions,
        condition: delegated ? elsewhere(inputs) : {},
        exemptions: exemptions(inputs),
      }),
    ],
    properties: (inputs) => [
      {
        name: rest.title,
        property: 'denied',
        actions,
        except: { principals: [...exemptions(inputs), ...(delegated ? administrators(inputs) : [])] },
      },
    ],
  });
}
