import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { joinClosingBrackets, joinLine } from './indentation.js';
import { TemplateError } from './template-error.js';

const OPTIONS = { maxDepth: 1000 };
const DEFICIENT = 'deficient indentation';

/** Characters that may be parsed once more because of lines that are indented too little: some seconds. */
const REPAIR_BUDGET = 30_000_000;

/**
 * The events of a YAML text.
 *
 * CloudFormation ignores indentation inside brackets and quotes, as PyYAML does; js-yaml, faithful to the standard,
 * does not. Then the lines in question are joined to those above them, spaces in the place of line breaks, so that
 * every offset stays true; scalars are still decoded from the text as it was written.
 *
 * @throws TemplateError where the text is no YAML
 */
export function yamlEvents(text: string): readonly Event[] {
  const first = attempt(text);
  if (!(first instanceof YAMLException)) return first;
  if (first.reason !== DEFICIENT) throw located(first);
  let repaired = joinClosingBrackets(text);
  for (let spent = 0; spent <= REPAIR_BUDGET; spent += text.length) {
    const result = attempt(repaired);
    if (!(result instanceof YAMLException)) return result.map(withoutShortCut);
    if (result.reason !== DEFICIENT) throw located(result);
    repaired = joinLine(repaired, result.mark?.position ?? 0);
  }
  throw located(first);
}

function attempt(text: string): Event[] | YAMLException {
  try {
    return parseEvents(text, OPTIONS);
  } catch (error) {
    if (error instanceof YAMLException) return error;
    throw error;
  }
}

/** A scalar that js-yaml found to have no line break may have one in the text as it was written. */
function withoutShortCut(event: Event): Event {
  return event.type === EVENT_ID.SCALAR && event.fast ? { ...event, fast: false } : event;
}

/** What to do about js-yaml's reasons. The reason's own words may quote the text, so they end at a colon or quote. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/^tab characters/, 'Indent with spaces.'],
  [/indentation/, 'Indent the keys of one map, and the items of one list, alike, with spaces; quote a text with `: `.'],
  [/unexpected end/, 'The text may be cut off: close the bracket or quote.'],
  [/escape|hexadecimal/, 'Double the backslash, or use single quotes.'],
  [/non-printable|JSON character/, 'Remove the control character, or write it as an escape in double quotes.'],
];

function located(error: YAMLException): TemplateError {
  const offset = error.mark?.position ?? null;
  if (error.reason.startsWith('nesting exceeded')) {
    return new TemplateError('values are nested more than 500 deep. Nest them less.', offset);
  }
  const reason = error.reason.replace(/[:"].*$/s, '').trim();
  const tab = offset !== null && error.mark?.buffer[offset - 1] === '\t';
  const remedy = tab ? 'Indent with spaces, not with tabs.' : REMEDIES.find(([pattern]) => pattern.test(reason))?.[1];
  return new TemplateError(`not valid YAML: ${reason}. ${remedy ?? 'Correct this place.'}`, offset);
}
