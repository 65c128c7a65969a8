import type { CheckOptions } from '../check/options.js';
import type { Asked } from '../check/outcome.js';
import type { Result } from '../check/result.js';
import type { ResultSink, Totals } from '../check/tally.js';
import type { Loaded } from '../node/configuration.js';
import type { Report } from '../reports/report.js';
import type { Context } from './context.js';
import { type Destination, destinations } from './deliver.js';
import { sourceQuotes } from './quote.js';

interface WantedReport {
  readonly report: Report;
  readonly destination: Destination;
}

/** The reports of a run, one for each of its destinations; written while it judges. */
export class CheckReports implements ResultSink {
  readonly asked: Asked;
  readonly #wanted: readonly WantedReport[];
  readonly #quotes: ReturnType<typeof sourceQuotes>;

  private constructor(wanted: readonly WantedReport[], asked: Asked, sources: CheckOptions['sources']) {
    this.#wanted = wanted;
    this.#quotes = sourceQuotes(sources);
    this.asked = asked;
  }

  static async of(context: Context, { configuration }: Loaded, options: CheckOptions): Promise<CheckReports> {
    const { verbose = false, quiet = false } = context.common;
    const wanted = destinations(context);
    const isJson = ({ format }: Destination): boolean => format === 'json';
    const { TextReport } = await import('../reports/text.js');
    const { JsonReport } = await import('../reports/json.js');
    const settings = {
      verbose,
      quiet,
      secretControls: new Set(options.controls.flatMap(({ control }) => (control.secretValues ? [control.id] : []))),
      configurationFile: configuration.file ?? 'ringfence.yaml',
    };
    const reports = wanted.map((destination) => ({
      destination,
      report: isJson(destination) ? new JsonReport() : new TextReport({ ...settings, colour: destination.colour }),
    }));
    const keep = wanted.some(isJson) ? 'all' : verbose ? 'told' : 'fails';
    return new CheckReports(reports, { keep, quotes: !wanted.every(isJson) }, options.sources);
  }

  add(results: readonly Result[], quotes: ReadonlyMap<number, string>): void {
    const quote = (file: string, line: number): string | null => quotes.get(line) ?? this.#quotes(file, line);
    for (const { report } of this.#wanted) report.add(results, quote);
  }

  async write(totals: Totals): Promise<void> {
    for (const { report, destination } of this.#wanted) await destination.write(report.end(totals));
  }
}
