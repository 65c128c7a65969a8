import type { CheckResult } from '../check/result.js';
import { safeJson } from './safe-text.js';

/** The JSON report: `schemas/check-result.json`. */
export function jsonReport(result: CheckResult): string {
  return `${safeJson(result)}\n`;
}
