import type { ConditionKey } from './catalogue.js';

/** Condition keys by name in any case; `aws:RequestTag/K` is found by its template `aws:RequestTag/${TagKey}`. */
export class KeyTable {
  readonly names: readonly string[];
  readonly #exact = new Map<string, ConditionKey>();
  readonly #templates: readonly (readonly [RegExp, ConditionKey])[];

  /** @param keys where several have one name, the first counts */
  constructor(keys: readonly ConditionKey[]) {
    for (const key of keys) {
      const lower = key.name.toLowerCase();
      if (!this.#exact.has(lower)) this.#exact.set(lower, key);
    }
    this.names = [...this.#exact.values()].map(({ name }) => name).sort();
    this.#templates = [...this.#exact.values()]
      .filter(({ name }) => name.includes('${'))
      .map((key) => [templateExpression(key.name), key] as const);
  }

  key(name: string): ConditionKey | undefined {
    const exact = this.#exact.get(name.toLowerCase());
    return exact ?? this.#templates.find(([expression]) => expression.test(name))?.[1];
  }
}

/** Matches the names that a template stands for: a placeholder is at least one character. */
function templateExpression(template: string): RegExp {
  const literals = template.split(/\$\{[^{}]*\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.+')}$`, 'is');
}
