import type { PackChange } from '../organization/change.js';
import { PACK_PARAMETER } from '../organization/conformance-pack.js';
import type { PackDifference } from '../organization/pack-deployment.js';
import { safeText } from './safe-text.js';

/** The changes of conformance packs in one wave, as a tree of regions and packs. */
export function packLines(changes: readonly PackChange[]): string[] {
  const regions = [...new Set(changes.flatMap(({ region }) => region ?? []))].toSorted();
  return regions.flatMap((region) => {
    const here = changes.filter((change) => change.region === region);
    const names = [...new Set(here.map(({ name }) => name))];
    return [`  ${safeText(region)}`, ...names.flatMap((name) => nameLines(here.filter((one) => one.name === name)))];
  });
}

function nameLines(changes: readonly PackChange[]): string[] {
  const lines = changes.flatMap((change) => [
    `      ${change.action}: ${safeText(change.risk, 1000)}`,
    ...(change.difference ? differenceLines(change.difference, change) : []),
  ]);
  return [`    conformance pack ${safeText(changes[0]?.name ?? '')}`, ...lines];
}

const DIGITS = 12;

function differenceLines({ joining, leaving, rules, parameters }: PackDifference, { action }: PackChange): string[] {
  const digest = parameters.find(({ name }) => name === PACK_PARAMETER);
  const short = (text: string | null): string => (text === null ? 'none' : text.slice(0, DIGITS));
  const others = parameters.filter(({ name }) => name !== PACK_PARAMETER);
  const unknown = rules === null && action === 'update';
  return [
    `accounts: ${joining} in, ${leaving} out`,
    ...(digest ? [`template ${short(digest.before)} → ${short(digest.after)}`] : []),
    ...(rules?.added ?? []).map((rule) => `+ ${rule}`),
    ...(rules?.removed ?? []).map((rule) => `- ${rule}`),
    ...(unknown ? ['which rules are new or gone is not known: AWS Config does not give the old template back'] : []),
    ...(action === 'delete' ? [] : others.map(parameterText)),
  ].map((line) => `        ${safeText(line, 500)}`);
}

function parameterText({ name, before, after }: PackDifference['parameters'][number]): string {
  if (before === null) return `+ parameter ${name}: ${after}`;
  return after === null ? `- parameter ${name}` : `~ parameter ${name}: ${before} → ${after}`;
}
