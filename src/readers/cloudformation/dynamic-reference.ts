import { unknownValue, type ValueMap } from '../../language/value.js';
import { unresolved } from './values.js';

type Part = string | ValueMap;

const BEGIN = '{{resolve:';
const END = '}}';

/** Services whose references stand for secrets. Source: CloudFormation's guide, dynamic references. */
const SECRET = /^\{\{resolve:(secretsmanager|ssm-secure):/;

/**
 * Parts of a text with its dynamic references (`{{resolve:ssm:/a}}`) as unknown parts, those of secrets as
 * `Fn::Secret`. The text of a reference names a secret, it holds none. A part of a reference that is itself unknown
 * is written `…`.
 */
export function resolveReferences(parts: readonly Part[]): readonly Part[] {
  if (!parts.some((part) => typeof part === 'string' && part.includes(BEGIN))) return parts;
  const result: Part[] = [];
  const queue = [...parts].reverse();
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    const begin = typeof part === 'string' ? part.indexOf(BEGIN) : -1;
    if (typeof part !== 'string' || begin < 0) result.push(part);
    else {
      result.push(part.slice(0, begin));
      result.push(takeReference(part.slice(begin), queue));
    }
  }
  return result;
}

/** @param queue the parts that follow, in reverse; what belongs to the reference is taken from it */
function takeReference(first: string, queue: Part[]): Part {
  let written = '';
  for (let part: Part | undefined = first; part !== undefined; part = queue.pop()) {
    const end = typeof part === 'string' ? part.indexOf(END) : -1;
    if (typeof part === 'string' && end >= 0) {
      queue.push(part.slice(end + END.length));
      return referenceValue(written + part.slice(0, end) + END);
    }
    written += typeof part === 'string' ? part : '…';
  }
  return written === first ? first : referenceValue(written);
}

const referenceValue = (written: string): ValueMap =>
  SECRET.test(written) ? unresolved('Fn::Secret', written) : unknownValue(written);
