import type { Call } from '../organization/call.js';

/** A call of AWS Config. */
export type PackCall = Extract<
  Call,
  { operation: 'PutOrganizationConformancePack' | 'DeleteOrganizationConformancePack' }
>;

export const isPackCall = (call: Call): call is PackCall =>
  call.operation === 'PutOrganizationConformancePack' || call.operation === 'DeleteOrganizationConformancePack';
