import type { EngineDocument } from '../engines/verdict.js';
import { explain } from '../language/explain.js';
import type { AbsolutePath } from '../language/terms.js';
import type { JudgedControl } from './judged-control.js';
import { propertyPath } from './places.js';
import { referenceJudgements } from './reference.js';

/** Whether a control that looks for secrets found one at a path of a resource. */
export type SecretPlaces = (id: string, path: string) => boolean;

/** The places whose values no output shows, since a control with `secretValues` fails for them. */
export function secretPlaces(controls: readonly JudgedControl[], document: EngineDocument): SecretPlaces {
  const looking = controls.filter(({ control }) => control.secretValues);
  const found = new Set<string>();
  for (const { rule, subject, verdict } of referenceJudgements(looking, document)) {
    if (verdict.verdict !== 'fail') continue;
    const type = document.Resources[verdict.resource]?.Type ?? '';
    const itemPath = rule.each && subject.index !== null ? [...rule.each.path, String(subject.index)] : [];
    for (const { path } of explain(rule.holds, subject.scope, itemPath)) {
      for (const place of valuesAt(propertyPath(type, path))) found.add(key(verdict.resource, place.join('.')));
    }
  }
  return (id, path) => found.has(key(id, path));
}

const key = (id: string, path: string): string => JSON.stringify([id, path]);

/** What a finding about a name tells of stands beside it. */
function valuesAt(path: AbsolutePath): AbsolutePath[] {
  return path.at(-1) === 'Name' ? [[...path.slice(0, -1), 'Value']] : [path];
}
