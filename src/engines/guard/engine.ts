import { readableAsYaml } from './document.js';
import { GuardError, type GuardSyntaxError, toSyntaxError } from './errors.js';
import { asText, type JsonObject } from './json.js';
import { type GuardReport, readReports } from './report.js';
import { WasmHost } from './wasm-host.js';

export { GuardError, type GuardErrorKind, type GuardSyntaxError } from './errors.js';
export type { GuardReport, GuardRuleReport } from './report.js';

/** One evaluation engine over an instance of guard.wasm. Not safe for concurrent use; synchronous. */
export interface GuardEngine {
  /** Syntax check: null, or the error and its place. */
  parse(rules: string): GuardSyntaxError | null;
  /**
   * Evaluates one rules text over many documents. Parsing the rules is a tenth of the work for one document, so that
   * one call with many documents is cheaper than many calls.
   * @param documents JSON, in the form of `JSON.stringify`; one that cannot be read fails the whole call
   * @returns the reports, in the order of the documents
   * @throws {GuardError}
   */
  validate(rules: string, documents: readonly string[]): GuardReport[];
}

/** @param wasm the bytes of `bindings/guard/guard.wasm` */
export function loadGuardEngine(wasm: Uint8Array): GuardEngine {
  const host = new WasmHost(wasm);
  const parsed = new Map<string, GuardSyntaxError | null>();

  function parse(rules: string): GuardSyntaxError | null {
    const known = parsed.get(rules);
    if (known !== undefined) return known;
    const error = readSyntaxError(host.call('guard_parse', rules));
    parsed.set(rules, error);
    return error;
  }

  function validate(rules: string, documents: readonly string[]): GuardReport[] {
    // cfn-guard leaves out rules that do not parse and goes on: without this, broken rules would find nothing wrong.
    const at = parse(rules);
    if (at) throw new GuardError('syntax', `line ${at.line}, column ${at.column}: ${at.message}`, at);
    if (documents.length === 0) return [];
    const payload = JSON.stringify({ rules: [rules], data: documents.map(readableAsYaml) });
    return readAnswer(host.call('guard_validate', payload), documents.length);
  }

  return { parse, validate };
}

function readSyntaxError(answer: JsonObject): GuardSyntaxError | null {
  return answer['ok'] === true ? null : toSyntaxError(asText(answer['error']));
}

function readAnswer(answer: JsonObject, documents: number): GuardReport[] {
  if (answer['error'] !== undefined) throw new GuardError('evaluation', asText(answer['error']).trim());
  const reports = readReports(asText(answer['reports']));
  if (reports.length === documents) return reports;
  throw new GuardError('interface', `guard.wasm answered ${reports.length} reports for ${documents} documents`);
}
