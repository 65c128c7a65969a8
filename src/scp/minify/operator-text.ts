import type { Operator } from '../policy.js';

/** An operator in IAM's spelling: `ForAnyValue:StringNotLikeIfExists`, `NotIpAddress`. */
export function operatorText({ base, negated, set, ifExists }: Operator): string {
  const name = negated ? negative(base) : base;
  return `${set === null ? '' : `${set}:`}${name}${ifExists ? 'IfExists' : ''}`;
}

const negative = (base: string) =>
  base === 'IpAddress' ? 'NotIpAddress' : base.replace(/^(String|Numeric|Date|Binary|Arn)/, '$1Not');
