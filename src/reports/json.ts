import type { Result } from '../check/result.js';
import type { Totals } from '../check/tally.js';
import { type KeptText, KeptTexts } from './kept-text.js';
import type { Report } from './report.js';
import { safeJson } from './safe-text.js';

/** The JSON report: `schemas/check-result.json`. Results are kept as what is written of them. */
export class JsonReport implements Report {
  readonly #texts = new KeptTexts();
  readonly #results: KeptText[] = [];

  add(results: readonly Result[]): void {
    if (results.length === 0) return;
    this.#results.push(this.#texts.keep(results.map((one) => indented(safeJson(one))).join(',\n')));
  }

  *end({ inputs, errors, unusedExceptions, unrecognized, summary }: Totals): Generator<string> {
    yield '{\n  "version": 1,\n  "results": [';
    for (const [position, results] of this.#results.entries()) {
      yield `${position === 0 ? '' : ','}\n${this.#texts.textOf(results)}`;
    }
    yield this.#results.length > 0 ? '\n  ],' : '],';
    const rest = safeJson({ inputs, errors, unusedExceptions, unrecognized, summary });
    yield `${rest.slice(1)}\n`;
  }
}

/** As an element of a list that is itself in a map. No text in JSON has line breaks. */
const indented = (json: string): string => `    ${json.replaceAll('\n', '\n    ')}`;
