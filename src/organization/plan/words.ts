import type { TargetPlace } from '../places.js';
import type { DesiredDocument } from './desired.js';
import { statementsOf } from './statements.js';

const accountsText = ({ accounts }: TargetPlace): string =>
  accounts.length === 1 ? '1 account' : `${accounts.length} accounts`;

/** What attaching a document means. */
export function gains(document: DesiredDocument, place: TargetPlace): string {
  const sids = statementsOf(document.content).map(({ sid }) => sid);
  const what = sids.length > 0 ? `under ${sids.join(', ')}` : 'under this document';
  return `${accountsText(place)} below \`${place.path}\` come ${what}`;
}

/** What detaching a policy means. */
export function losses(place: TargetPlace, why: string): string {
  return `${accountsText(place)} below \`${place.path}\` no longer have it here: ${why}`;
}
