import type { PolicyTypeName } from '../../configuration/policy-type.js';
import { LAST_WAVE, type PolicyChange } from '../change.js';
import type { TargetPlace } from '../places.js';
import type { OrganizationPolicy } from '../tree.js';
import { attaching, creating, deleting, detaching, updating } from './change-of.js';
import { type DesiredDocument, isOwned, isTampered, objectName } from './desired.js';
import { Draft, type PlanInput, type Refusal } from './draft.js';
import { enableTypes } from './enabling.js';
import { replaceInPlace } from './replace.js';
import { planWaves } from './waves.js';

export interface PlannedChanges {
  readonly changes: readonly PolicyChange[];
  readonly refusals: readonly Refusal[];
}

/**
 * What leads from the organization as it is to the documents that are wanted, in an order in which no account is less
 * guarded on the way: enable, create, attach, update, detach, delete. Only what ringfence owns is changed.
 */
export function planChanges(input: PlanInput): PlannedChanges {
  const draft = new Draft(input);
  const wanted = wantedPlaces(draft);
  enableTypes(draft);
  planWaves(draft, wanted);
  const phases: Phases = { create: [], attach: [], update: [], detach: [], delete: [] };
  for (const [place, documents] of wanted) planTarget(draft, place, documents, phases);
  planLeftovers(draft, phases);
  const rest = [...phases.create, ...phases.attach, ...phases.update, ...phases.detach, ...phases.delete];
  return { changes: [...draft.changes, ...rest], refusals: draft.refusals };
}

/** Changes of the last wave by kind, in the order in which they are made. */
interface Phases {
  readonly create: PolicyChange[];
  readonly attach: PolicyChange[];
  readonly update: PolicyChange[];
  readonly detach: PolicyChange[];
  readonly delete: PolicyChange[];
}

/** The documents by target; a target that is not there, or is the management account, is refused. */
function wantedPlaces(draft: Draft): Map<TargetPlace, DesiredDocument[]> {
  const wanted = new Map<TargetPlace, DesiredDocument[]>();
  for (const document of draft.input.desired) {
    const place = draft.places.get(document.target);
    if (!place) draft.refuse('target', `there is no \`${document.target}\` in the organization`);
    else if (place.id === draft.input.organization.managementAccount)
      draft.refuse(
        'management-account',
        `\`${place.path}\` is the management account, which no policy restricts: name another target`,
      );
    else wanted.set(place, [...(wanted.get(place) ?? []), document]);
  }
  return wanted;
}

function planTarget(draft: Draft, place: TargetPlace, documents: readonly DesiredDocument[], phases: Phases): void {
  for (const type of new Set(documents.map((document) => document.type))) {
    planType(
      draft,
      place,
      documents.filter((document) => document.type === type),
      phases,
    );
  }
}

function planType(draft: Draft, place: TargetPlace, documents: readonly DesiredDocument[], phases: Phases): void {
  const [first] = documents;
  if (!first) return;
  const names = new Set(documents.map(objectName));
  const attached = draft.attached(place, first.type);
  const old = attached.filter((policy) => isOwned(policy) && !names.has(policy.name));
  const fresh = documents.filter((document) => !attached.some(({ name }) => name === objectName(document)));
  const paired = replaceInPlace(draft, place, { old, fresh, attached: attached.length });
  for (const { policy, document } of paired) {
    phases.update.push(updating(policy, document, place, { wave: LAST_WAVE, version: draft.input.version }));
  }
  for (const document of fresh.filter((one) => !paired.some((pair) => pair.document === one))) {
    const object = createObject(draft, document, place, phases.create);
    phases.attach.push(attaching(document, object, place, LAST_WAVE));
  }
  restoreTampered(draft, place, documents, phases);
  for (const policy of old.filter((one) => !paired.some((pair) => pair.policy === one))) {
    phases.detach.push(detaching(policy, place, LAST_WAVE, 'another document takes its place'));
  }
}

/** The object of a document, or null where a change (of a wave, too) creates it. */
function createObject(
  draft: Draft,
  document: DesiredDocument,
  place: TargetPlace,
  creates: PolicyChange[],
): OrganizationPolicy | null {
  const name = objectName(document);
  const existing = draft.named(document.type, name);
  if (existing && !isOwned(existing)) {
    draft.refuse('name', `a policy named \`${name}\` exists that ringfence does not own: rename it`);
    return null;
  }
  if (existing) return existing;
  const made = [...draft.changes, ...creates].some(
    (change) => change.action === 'create' && change.name === name && change.kind === document.type,
  );
  if (!made) creates.push(creating(document, place, LAST_WAVE, draft.input.version));
  return null;
}

/** An object whose content somebody else changed gets back what its name and tag say. */
function restoreTampered(
  draft: Draft,
  place: TargetPlace,
  documents: readonly DesiredDocument[],
  phases: Phases,
): void {
  for (const document of documents) {
    const existing = draft.named(document.type, objectName(document));
    if (!existing || !isOwned(existing)) continue;
    if (!isTampered(existing) && existing.content === document.content) continue;
    phases.update.push(updating(existing, document, place, { wave: LAST_WAVE, version: draft.input.version }));
  }
}

/** What ringfence owns and the configuration no longer wants: temporary attachments of waves, too. */
function planLeftovers(draft: Draft, phases: Phases): void {
  const wanted = new Set(
    draft.input.desired.map((document) => `${document.target} ${document.type} ${objectName(document)}`),
  );
  const gone = new Set([...phases.detach].map((change) => `${change.target} ${change.policy}`));
  for (const place of draft.places.values()) {
    for (const id of place.policies) {
      const policy = afterUpdates(draft, id, phases.update);
      if (!policy || !isOwned(policy) || wanted.has(`${place.id} ${policy.type} ${policy.name}`)) continue;
      if (!gone.has(`${place.id} ${id}`))
        phases.detach.push(detaching(policy, place, LAST_WAVE, leftoverReason(draft, policy)));
    }
  }
  phases.detach.push(...undoneWaves(draft));
  const names = new Set(draft.input.desired.map((document) => `${document.type} ${objectName(document)}`));
  for (const policy of draft.input.organization.policies.values()) {
    if (!isOwned(policy) || names.has(`${policy.type} ${policy.name}`)) continue;
    if (!phases.update.some((change) => change.policy === policy.id)) phases.delete.push(deleting(policy, LAST_WAVE));
  }
}

/** A policy as it is when leftovers go: one that an update replaces has another name by then. */
function afterUpdates(draft: Draft, id: string, updates: readonly PolicyChange[]): OrganizationPolicy | undefined {
  const policy = draft.input.organization.policies.get(id);
  const update = updates.find((change) => change.policy === id);
  if (!policy || !update) return policy;
  return { ...policy, name: update.newName ?? policy.name, content: update.after ?? policy.content };
}

/** What the waves of this plan attach for a while goes when the target has it. */
function undoneWaves({ changes }: Draft): PolicyChange[] {
  return changes
    .filter(({ action }) => action === 'attach')
    .map((change) => ({
      ...change,
      action: 'detach',
      wave: LAST_WAVE,
      before: change.after,
      after: null,
      risk: 'none: it is attached above by then',
    }));
}

function leftoverReason(draft: Draft, policy: OrganizationPolicy): string {
  const inUse = draft.input.desired.some((document) => isSameObject(document, policy));
  return inUse ? 'it is attached above, where the configuration has it' : 'the configuration no longer has it';
}

const isSameObject = (
  document: DesiredDocument,
  policy: { readonly type: PolicyTypeName; readonly name: string },
): boolean => document.type === policy.type && objectName(document) === policy.name;
