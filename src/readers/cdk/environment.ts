import type { Value } from '../../language/value.js';

const ENVIRONMENT = /^aws:\/\/([^/]+)\/([^/]+)$/;

/** Where a stack is deployed, from `aws://ACCOUNT/REGION`; `unknown-account` and `unknown-region` name none. */
export function environmentOf(value: Value): { readonly account?: string; readonly region?: string } {
  const [, account, region] = (typeof value === 'string' && ENVIRONMENT.exec(value)) || [];
  return {
    ...(account === undefined || account.startsWith('unknown-') ? {} : { account }),
    ...(region === undefined || region.startsWith('unknown-') ? {} : { region }),
  };
}
