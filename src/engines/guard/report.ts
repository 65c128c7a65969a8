import { GuardError } from './errors.js';
import { asList, asObject, asText, isObject, type JsonObject, parseJson } from './json.js';

/** What one document came to under one rules text. */
export interface GuardReport {
  readonly status: 'PASS' | 'FAIL' | 'SKIP';
  readonly notCompliant: readonly GuardRuleReport[];
  /** Rules whose `when` did not hold. */
  readonly notApplicable: readonly string[];
  readonly compliant: readonly string[];
}

export interface GuardRuleReport {
  readonly rule: string;
  /**
   * Where the checks of the rule failed, each place once, in no order to rely on: `/Resources/Web`, or
   * `/Resources/Task/Properties/ContainerDefinitions/1`. Keys are joined by `/` as they are, without an escape.
   * For a property that is missing it is the place that was reached. Empty for a failure that is of no place, such as
   * that of a rule on which this one depends.
   */
  readonly paths: readonly string[];
}

/** Reads cfn-guard's structured JSON: one report a document. */
export function readReports(json: string): GuardReport[] {
  return asList(parseJson(json)).map((value) => {
    const report = asObject(value);
    return {
      status: readStatus(report['status']),
      notCompliant: asList(report['not_compliant']).map(readRule),
      notApplicable: asList(report['not_applicable']).map(asText),
      compliant: asList(report['compliant']).map(asText),
    };
  });
}

function readStatus(value: unknown): GuardReport['status'] {
  if (value === 'PASS' || value === 'FAIL' || value === 'SKIP') return value;
  throw new GuardError('interface', `guard.wasm answered an unknown status \`${asText(value)}\``);
}

function readRule(value: unknown): GuardRuleReport {
  const rule = asObject(asObject(value)['Rule']);
  return { rule: asText(rule['name']), paths: [...new Set(pathsOfChecks(rule['checks']))] };
}

function pathsOfChecks(checks: unknown): string[] {
  return asList(checks).flatMap(pathsOfCheck);
}

/** A check is an object with one key, its kind. */
function pathsOfCheck(value: unknown): readonly string[] {
  const check = asObject(value);
  const group = check['Rule'] ?? check['Disjunctions'];
  if (group !== undefined) return pathsOfChecks(asObject(group)['checks']);
  if (check['Block'] !== undefined) return pathOfUnresolved(asObject(check['Block'])['unresolved']);
  const clause = asObject(check['Clause']);
  return pathOfComparison(asObject(asObject(clause['Unary'] ?? clause['Binary'])['check']));
}

/** A comparison of a value that is there (`value`, or `from` where there are two sides) or that is missing. */
function pathOfComparison(comparison: JsonObject): readonly string[] {
  if (comparison['UnResolvedContext'] !== undefined) return [];
  if (comparison['UnResolved'] !== undefined) return pathOfUnresolved(asObject(comparison['UnResolved'])['value']);
  const resolved = asObject(comparison['Resolved'] ?? comparison['InResolved']);
  return pathOf(resolved['value'] ?? resolved['from']);
}

function pathOfUnresolved(unresolved: unknown): readonly string[] {
  return isObject(unresolved) ? pathOf(unresolved['traversed_to']) : [];
}

/** The root has the path ``, and so has a literal of the rules: neither is a place in a document. */
function pathOf(value: unknown): readonly string[] {
  const path = asText(asObject(value)['path']);
  return path === '' ? [] : [path];
}
