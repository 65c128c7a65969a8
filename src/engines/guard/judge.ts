import { valueAt } from '../../language/evaluate.js';
import type { AbsolutePath } from '../../language/terms.js';
import { isList, isNoValue } from '../../language/value.js';
import type { Engine, EngineDocument, EngineResource, EngineVerdict } from '../verdict.js';
import type { GuardEngine } from './engine.js';
import type { GuardReport } from './report.js';

/** What the engine needs to know of one rule of a control: whom it judges, and whether it always applies. */
export interface GuardSubject {
  readonly types: readonly string[];
  /** The list whose elements are judged one by one. */
  readonly each: AbsolutePath | null;
  readonly conditional: boolean;
}

/** A control as Guard judges it: the three rules, and their text. */
export interface GuardControl {
  readonly id: string;
  readonly names: { readonly fails: string; readonly certain: string; readonly applies: string };
  readonly subjects: readonly GuardSubject[];
  readonly text: string;
}

/**
 * Guard as an engine: a resource or element listed by `fails` fails, only by `certain` is unknown, by neither
 * passes; what `applies` does not list has no verdict where the control is conditional.
 */
export function guardJudge(engine: GuardEngine, controls: readonly GuardControl[]): Engine {
  return {
    name: 'guard',
    judge(document: EngineDocument): EngineVerdict[] {
      const concerned = controls.filter(({ subjects }) => subjectsIn(document, subjects).length > 0);
      if (concerned.length === 0) return [];
      const numbered = new NumberedDocument(document);
      const rules = concerned.map(({ text }) => text).join('\n');
      const [report] = engine.validate(rules, [numbered.json]);
      return report ? concerned.flatMap((control) => verdictsOf(control, numbered, listedBy(report))) : [];
    },
  };
}

function subjectsIn(document: EngineDocument, subjects: readonly GuardSubject[]): GuardSubject[] {
  const types = new Set(Object.values(document.Resources).map((resource) => resource.Type));
  return subjects.filter((subject) => subject.types.some((type) => types.has(type)));
}

/** Guard's paths separate by `/`, which ids may contain: its document has numbers for ids. */
class NumberedDocument {
  readonly resources: readonly (readonly [id: string, place: string, resource: EngineResource])[];
  readonly json: string;

  constructor({ Resources }: EngineDocument) {
    this.resources = Object.entries(Resources).map(([id, resource], index) => [id, `R${index}`, resource]);
    this.json = JSON.stringify({
      Resources: Object.fromEntries(this.resources.map(([, place, resource]) => [place, resource])),
    });
  }
}

type Listed = (rule: string, place: string) => boolean;

/** Whether a rule of the report lists a place, or something below it. */
function listedBy(report: GuardReport): Listed {
  const paths = new Map(report.notCompliant.map(({ rule, paths }) => [rule, paths]));
  return (rule, place) => (paths.get(rule) ?? []).some((path) => path === place || path.startsWith(`${place}/`));
}

function verdictsOf(control: GuardControl, { resources }: NumberedDocument, listed: Listed): EngineVerdict[] {
  return resources.flatMap(([id, place, resource]) => {
    const subject = control.subjects.find(({ types }) => types.includes(resource.Type));
    if (!subject) return [];
    return placesOf(subject, resource).flatMap(({ index, below }): EngineVerdict[] => {
      const at = `/Resources/${place}${below}`;
      if (subject.conditional && index !== UNREADABLE && !listed(control.names.applies, at)) return [];
      const failed = index !== UNREADABLE && listed(control.names.fails, at);
      const verdict = failed ? 'fail' : listed(control.names.certain, at) ? 'unknown' : 'pass';
      return [{ control: control.id, resource: id, index: index === UNREADABLE ? null : index, verdict }];
    });
  });
}

/** Stands for a list that cannot be read: one verdict for the resource, and never an element's. */
const UNREADABLE = -1;

interface JudgedPlace {
  readonly index: number | null;
  readonly below: string;
}

function placesOf({ each }: GuardSubject, resource: EngineResource): JudgedPlace[] {
  if (each === null) return [{ index: null, below: '' }];
  const list = valueAt({ base: 'resource', path: each }, { resource: { ...resource }, item: null });
  if (list === null || isNoValue(list)) return [];
  if (!isList(list)) return [{ index: UNREADABLE, below: '' }];
  return list.flatMap((element, index) =>
    element === null || isNoValue(element) ? [] : [{ index, below: `/${each.join('/')}/${index}` }],
  );
}
