import type { ValidateFunction } from 'ajv';
import { problemAt, readDocument, type YamlDocument } from '../configuration/document.js';
import type { ConfigurationProblem, Outcome } from '../configuration/problem.js';
import { validated } from '../configuration/validate.js';
import { eventRequest, eventsOf } from './cloudtrail.js';
import type { RequestCase, RequestsFile } from './schema.js';

/** A request that is asked, and where it is written. */
export interface AskedRequest {
  readonly case: RequestCase;
  readonly file: string;
  readonly line: number | null;
}

/** Requests of a file, and events in it that are no requests of a principal. */
export interface ReadRequests {
  readonly requests: readonly AskedRequest[];
  readonly skipped: readonly ConfigurationProblem[];
}

/**
 * Reads a file of `simulate --requests`: a YAML or JSON list of requests, or events of CloudTrail.
 * @param validate of `schemas/requests.json`
 */
export function readRequests(
  file: string,
  text: string,
  validate: ValidateFunction<RequestsFile>,
): Outcome<ReadRequests> {
  const read = readDocument(file, text);
  if (read.problems) return read;
  const events = eventsOf(read.value.value);
  if (events) return { value: fromEvents(read.value, events) };
  const checked = validated(read.value, validate);
  if (checked.problems) return checked;
  const requests = checked.value.map((entry, index) => ({
    case: 'request' in entry ? entry : { request: entry },
    file,
    line: read.value.at([index]).line,
  }));
  return { value: { requests, skipped: [] } };
}

function fromEvents(document: YamlDocument, events: readonly unknown[]): ReadRequests {
  const requests: AskedRequest[] = [];
  const skipped: ConfigurationProblem[] = [];
  events.forEach((event, index) => {
    const path = Array.isArray(document.value) ? [index] : ['Records', index];
    const outcome = eventRequest(event);
    if ('skipped' in outcome)
      skipped.push(problemAt(document, path, `event ${index + 1} is passed over: ${outcome.skipped}`));
    else requests.push({ case: outcome, file: document.file, line: document.at(path).line });
  });
  return { requests, skipped };
}
