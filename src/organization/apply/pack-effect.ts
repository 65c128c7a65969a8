import type { Call } from '../call.js';
import type { ConformancePack } from '../conformance-pack.js';
import { isAsPut } from '../pack-deployment.js';
import { type Effect, effect } from './effect-value.js';

type Of<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

/** Whether a pack is put, and every account has it. */
export function putEffect(call: Of<'PutOrganizationConformancePack'>, pack: ConformancePack | null): Effect {
  const where = `conformance pack \`${call.name}\` in \`${call.region}\``;
  if (!pack) return effect(false, `there is no ${where}`);
  if (!isAsPut(pack, call)) return effect(false, `${where} has another template, other parameters or exclusions`);
  const there = pack.status.endsWith('_SUCCESSFUL');
  return { ...effect(there, statusText(where, pack)), begun: pack.status.endsWith('_IN_PROGRESS') };
}

/** Whether a pack is gone. */
export function deleteEffect(call: Of<'DeleteOrganizationConformancePack'>, pack: ConformancePack | null): Effect {
  const where = `conformance pack \`${call.name}\` in \`${call.region}\``;
  const gone = pack === null || pack.status === 'DELETE_SUCCESSFUL';
  const difference = pack?.status.startsWith('DELETE') ? statusText(where, pack) : `${where} is still there`;
  return { ...effect(gone, difference), begun: pack?.status === 'DELETE_IN_PROGRESS' };
}

const statusText = (where: string, { status, problem }: ConformancePack): string =>
  `${where} is ${status}${problem === null ? '' : ` (${problem})`}`;
