import { outside } from '../evaluate/outside.js';
import type { PolicyType } from '../policy.js';

/** Somebody whom policies of every type reach. */
export const SOMEBODY = 'arn:aws:iam::222222222222:role/developer';

/** Whether policies of a type reach an action at all: service control policies reach every one. */
export const isReached = (action: string, type: PolicyType): boolean =>
  type === 'SERVICE_CONTROL_POLICY' ||
  outside({ action, resource: '*', principal: SOMEBODY, context: new Map() }, { type, managementAccount: '' }) === null;
