import type { TargetPlace } from '../places.js';
import type { OrganizationPolicy } from '../tree.js';
import { attaching, creating } from './change-of.js';
import { type DesiredDocument, isOwned, objectName } from './desired.js';
import { type Draft, hasStatements, type PlannedWave } from './draft.js';

/**
 * The changes of every wave: what a target above is about to get is attached to the wave's units first. The last wave
 * attaches it at the target, and what was attached for a while goes.
 */
export function planWaves(draft: Draft, wanted: ReadonlyMap<TargetPlace, readonly DesiredDocument[]>): void {
  for (const wave of draft.input.waves) {
    let meets = false;
    for (const unit of wave.units) {
      const place = draft.places.get(unit);
      if (place) meets = planUnit(draft, wave, place, wanted) || meets;
      else draft.refuse('target', `wave \`${wave.name}\`: there is no \`${unit}\` in the organization`);
    }
    if (!meets)
      draft.refuse(
        'wave',
        `wave \`${wave.name}\` meets no target: its units lie below none of \`organization.targets\``,
      );
  }
}

/** Whether a target lies above. */
function planUnit(
  draft: Draft,
  wave: PlannedWave,
  place: TargetPlace,
  wanted: ReadonlyMap<TargetPlace, readonly DesiredDocument[]>,
): boolean {
  const above = [...wanted].filter(([target]) => target.id !== place.id && place.ancestors.includes(target.id));
  for (const [target, documents] of above) {
    const fresh = documents.filter(
      (document) => isFresh(draft, target, document) && !isAttached(draft, place, document),
    );
    for (const document of fresh) attachForAWhile(draft, wave, place, document);
  }
  return above.length > 0;
}

const isFresh = (draft: Draft, target: TargetPlace, document: DesiredDocument): boolean =>
  hasStatements(document.type) && !isAttached(draft, target, document);

const isAttached = (draft: Draft, place: TargetPlace, document: DesiredDocument): boolean =>
  draft.attached(place, document.type).some(({ name }) => name === objectName(document));

function attachForAWhile(draft: Draft, wave: PlannedWave, place: TargetPlace, document: DesiredDocument): void {
  const limit = draft.input.perTarget(document.type);
  const planned = draft.changes.filter(
    (change) => change.action === 'attach' && change.target === place.id && change.kind === document.type,
  ).length;
  if (limit !== null && draft.attached(place, document.type).length + planned >= limit) {
    draft.refuse('slots', `wave \`${wave.name}\`: \`${place.path}\` has no free slot for \`${document.name}\``);
    return;
  }
  draft.changes.push(
    ...creation(draft, wave, place, document),
    attaching(document, objectOf(draft, document), place, wave.name),
  );
}

/** The change that creates the object, where neither the organization nor an earlier change has it. */
function creation(draft: Draft, wave: PlannedWave, place: TargetPlace, document: DesiredDocument) {
  const name = objectName(document);
  const made = draft.changes.some(
    (change) => change.action === 'create' && change.kind === document.type && change.name === name,
  );
  return made || objectOf(draft, document) ? [] : [creating(document, place, wave.name, draft.input.version)];
}

function objectOf(draft: Draft, document: DesiredDocument): OrganizationPolicy | null {
  const existing = draft.named(document.type, objectName(document));
  return existing && isOwned(existing) ? existing : null;
}
