import type { Condition, Term } from '../language/condition.js';
import { ELEMENTS, type Visit, visits } from '../language/terms.js';
import { emptyMap, isIntrinsic, isList, isMap, isSame, own, type Value, type ValueMap } from '../language/value.js';
import type { Fact, FactContext } from './facts/fact.js';
import { FACTS } from './facts/index.js';
import { Notebook, Notes, noticed } from './notes.js';
import { isName, ReferenceIndex } from './references.js';
import { RELATIONS, type Relation, relatedValue } from './relations.js';
import type { Resource } from './resource.js';
import { type Keep, presentElements, shapeValue } from './shape.js';
import { addVisit, newShape, type Shape } from './shape-table.js';

/** What is asked of resources of some types; conditions are bound. */
export interface Question {
  readonly types: readonly string[];
  readonly each?: Term;
  readonly conditions: readonly Condition[];
}

/** A resource as engines see it: linked and shaped, so that every condition looks at one resource alone. */
export interface PreparedResource {
  readonly Type: string;
  readonly Properties: ValueMap;
  readonly Related: ValueMap;
  readonly Facts: ValueMap;
}

interface Plan {
  readonly shape: Shape;
  readonly relations: readonly (readonly [string, Relation])[];
  readonly facts: readonly { readonly fact: Fact; readonly at: readonly string[] }[];
}

/** How to prepare resources for a set of questions; made once, used for every template of a run. */
export class Preparation {
  readonly #plans = new Map<string, Plan>();

  /** @throws Error where two conditions read one place in two kinds, or one asks for what nothing writes. */
  constructor(questions: readonly Question[]) {
    const types = new Set(questions.flatMap((question) => question.types));
    for (const type of types) {
      this.#plans.set(
        type,
        planFor(
          type,
          questions.filter((question) => question.types.includes(type)),
        ),
      );
    }
  }

  /** The types that any question is about. */
  get types(): Iterable<string> {
    return this.#plans.keys();
  }

  /** The resources that questions are about, by id; with `everything`, all of them and all of their properties. */
  prepare(resources: readonly Resource[], keep: Keep = 'asked'): Record<string, PreparedResource> {
    const index = new ReferenceIndex(resources);
    const prepared: Record<string, PreparedResource> = Object.create(null);
    for (const resource of resources) {
      const plan = this.#plans.get(resource.type) ?? (keep === 'everything' ? NOTHING_ASKED : null);
      if (plan) prepared[resource.id] = prepareResource(plan, { resource, index }, keep);
    }
    return prepared;
  }

  /** What questions are about, with notes of what was looked at for each resource: other deployments differ in few. */
  prepareNoting(resources: readonly Resource[]): PreparedTemplate {
    const book = new Notebook();
    const noticing = resources.map((resource) => noticed(resource, book));
    const index = new ReferenceIndex(noticing, book);
    const prepared: Record<string, PreparedResource> = Object.create(null);
    const notes = new Map<string, Notes>();
    for (const resource of noticing) {
      const plan = this.#plans.get(resource.type);
      if (!plan) continue;
      const looked = new Notes();
      prepared[resource.id] = book.noting(looked, () => prepareResource(plan, { resource, index }, 'asked'));
      notes.set(resource.id, looked);
    }
    return { resources: new Map(resources.map((resource) => [resource.id, resource])), prepared, notes };
  }

  /**
   * The resources of another deployment that may be prepared to another form than in the first: those that are new, and
   * those for which something was looked at that differs.
   */
  *prepareAgain(
    first: PreparedTemplate,
    resources: readonly Resource[],
  ): Generator<readonly [Resource, PreparedResource]> {
    const differing = differences(first.resources, resources);
    let index: ReferenceIndex | undefined;
    for (const resource of resources) {
      const plan = this.#plans.get(resource.type);
      const isNew = differing.ids.has(resource.id);
      if (!plan || (!isNew && first.notes.get(resource.id)?.meets(differing) === false)) continue;
      index ??= new ReferenceIndex(resources);
      yield [resource, prepareResource(plan, { resource, index }, 'asked')];
    }
  }
}

/** The resources of a template as they were prepared, and what was looked at for each. */
export interface PreparedTemplate {
  readonly prepared: Readonly<Record<string, PreparedResource>>;
  /** By id. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly notes: ReadonlyMap<string, Notes>;
}

/**
 * What is not the same in both: the ids and types of what is new or gone, or differs in more than values; of others, the
 * properties that differ.
 */
function differences(before: ReadonlyMap<string, Resource>, after: readonly Resource[]): Notes {
  const differing = new Notes();
  const note = ({ id, type }: Resource): void => {
    differing.ids.add(id);
    differing.types.add(type);
  };
  const left = new Map(before);
  for (const resource of after) {
    const known = before.get(resource.id);
    left.delete(resource.id);
    if (known === resource) continue;
    const keys = known ? differingKeys(known, resource) : null;
    for (const key of keys ?? []) differing.property(resource.id, key);
    if (keys) continue;
    note(resource);
    if (known) note(known);
  }
  for (const gone of left.values()) note(gone);
  return differing;
}

/**
 * The properties that have other values in another deployment; null where a resource differs in anything else that
 * somebody may have looked at: its condition, which properties there are, the name that others refer to it by.
 */
function differingKeys(before: Resource, after: Resource): readonly string[] | null {
  const [one, other] = [before.properties, after.properties];
  if (before.type !== after.type || before.condition !== after.condition) return null;
  if (isIntrinsic(one) || isIntrinsic(other)) return null;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length || !keys.every((key) => Object.hasOwn(other, key))) return null;
  const differing = keys.filter((key) => !isSame(own(one, key), own(other, key)));
  return differing.some((key) => isName(before.type, key)) ? null : differing;
}

const NOTHING_ASKED: Plan = { shape: newShape(), relations: [], facts: [] };

function planFor(type: string, questions: readonly Question[]): Plan {
  const found = questions.flatMap(visitsOf);
  const shape = newShape();
  for (const visit of found) addVisit(shape, visit);
  const related = new Set(found.filter(({ path }) => path[0] === 'Related').map(({ path }) => path[1] ?? ''));
  const facts = new Map(found.flatMap((visit) => factOf(type, visit)));
  return {
    shape,
    relations: [...related].map((name) => [name, relationOf(type, name)] as const),
    facts: [...facts.values()],
  };
}

function visitsOf({ each, conditions }: Question): Visit[] {
  const itemPath = each ? [...each.path, ELEMENTS] : [];
  const list: Visit[] = each ? [{ path: each.path, list: each }] : [];
  return [...list, ...conditions.flatMap((condition) => visits(condition, itemPath))];
}

function relationOf(type: string, name: string): Relation {
  const relation = RELATIONS[type]?.[name];
  if (!relation) throw new Error(`no relation \`${name}\` on ${type}: see src/resources/relations.ts`);
  return relation;
}

function factOf(type: string, { path }: Visit): [string, Plan['facts'][number]][] {
  const split = path.findIndex((key) => key === 'Facts' || key === 'Assured');
  const name = path[split + 1];
  if (split < 0 || name === undefined) return [];
  const at = path.slice(0, split);
  const key = path.slice(0, split + 2).join('.');
  const fact = FACTS.find(
    (candidate) => candidate.name === name && namespaceOf(candidate) === path[split] && carries(candidate, type, at),
  );
  if (!fact) throw new Error(`no fact \`${key}\` on ${type}: see src/resources/facts/`);
  return [[key, { fact, at }]];
}

const namespaceOf = ({ assures }: Fact): 'Facts' | 'Assured' => (assures ? 'Assured' : 'Facts');

function carries(fact: Fact, type: string, at: readonly string[]): boolean {
  return (fact.types?.includes(type) ?? true) && fact.at.some((place) => place.join('.') === at.join('.'));
}

function prepareResource(plan: Plan, context: FactContext, keep: Keep): PreparedResource {
  const { resource } = context;
  const related = emptyMap();
  for (const [name, relation] of plan.relations) {
    const value = shapeValue(
      relatedValue(relation, resource, context.index),
      shapeBelow(plan.shape, 'Related', name),
      keep,
    );
    if (value !== null) related[name] = value;
  }
  const properties = shapeValue(resource.properties, shapeBelow(plan.shape, 'Properties'), keep);
  const prepared = {
    Type: resource.type,
    Properties: isMap(properties) ? properties : emptyMap(),
    Related: related,
    Facts: emptyMap(),
  };
  for (const { fact, at } of plan.facts) writeFact(fact, at, prepared, context);
  return prepared;
}

function shapeBelow(shape: Shape, ...path: string[]): Shape {
  const below = path.reduce<Shape | undefined>((at, key) => at?.keys.get(key), shape);
  return below ?? newShape();
}

/** Walks the prepared resource beside the one that was read, since facts look at what shaping leaves out. */
function writeFact(fact: Fact, at: readonly string[], prepared: PreparedResource, context: FactContext): void {
  const read: ValueMap = { Properties: context.resource.properties };
  const write = (into: Value, from: Value, path: readonly string[]): void => {
    const [key, ...rest] = path;
    if (key === undefined) {
      if (isMap(into) && !isIntrinsic(into)) addFact(into, fact, fact.compute(from, context));
    } else if (key === ELEMENTS) {
      if (isList(into))
        for (const [position, element] of into.entries()) write(element, elementAt(from, position), rest);
    } else if (isMap(into) && !isIntrinsic(into)) {
      write(own(into, key), isMap(from) ? own(from, key) : null, rest);
    }
  };
  write({ ...prepared }, read, at);
}

/** A single value that shaping has wrapped into a list is its only element. */
const elementAt = (value: Value, position: number): Value =>
  isList(value) ? (presentElements(value)[position] ?? null) : value;

/** Prepared maps are fresh copies, so they may be written to here and nowhere else. */
function addFact(into: ValueMap, fact: Fact, value: Value): void {
  const namespace = namespaceOf(fact);
  const written = own(into, namespace);
  const facts = isMap(written) ? written : emptyMap();
  Object.assign(into, { [namespace]: Object.assign(facts, value === null ? {} : { [fact.name]: value }) });
}
