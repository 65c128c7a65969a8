import { emptyMap, isList, isMap, own, type Value } from '../../language/value.js';
import { attribute, type Block, follow, innerBlocks, unreadableBlocks } from './block.js';
import { constant, eachOf, type Field, firstOf, json, shape, value } from './fields.js';

/**
 * A policy in a JSON string. Where it is unknown because the data source `aws_iam_policy_document` behind it mentions
 * something unknown, what the data source knows is put together here.
 */
export function policy(name: string): Field {
  const literal = json(name);
  return (block) => {
    const found = attribute(block, name);
    return found.unknown === true
      ? (deferredPolicy(follow(block, found.expression)?.targets ?? [], block) ?? literal(block))
      : literal(block);
  };
}

type Targets = NonNullable<ReturnType<typeof follow>>['targets'];

function deferredPolicy([target, ...others]: Targets, { context }: Block): Value {
  if (!target || others.length > 0 || target.resource.type !== 'aws_iam_policy_document') return null;
  if (target.attribute !== null && !/^(minified_)?json$/.test(target.attribute)) return null;
  const document = context.blockOf(target.resource);
  const merges = MERGING.some(
    (name) => attribute(document, name).value !== null || attribute(document, name).unknown === true,
  );
  return merges ? null : shape(document, DOCUMENT);
}

/** What merges other documents into this one; the result is Terraform's business. */
const MERGING = ['source_json', 'override_json', 'source_policy_documents', 'override_policy_documents'];

const DOCUMENT = {
  Version: firstOf(value('version'), constant('2012-10-17')),
  Statement: eachOf('statement', (statement) => shape(statement, STATEMENT)),
};

const STATEMENT = {
  Sid: value('sid'),
  Effect: firstOf(value('effect'), constant('Allow')),
  Action: value('actions'),
  NotAction: value('not_actions'),
  Resource: value('resources'),
  NotResource: value('not_resources'),
  Principal: principals('principals'),
  NotPrincipal: principals('not_principals'),
  Condition: conditions,
};

function principals(name: string): Field {
  return (statement) => {
    const whole = eachOf(name, (found) => shape(found, { type: value('type'), identifiers: value('identifiers') }))(
      statement,
    );
    if (!isList(whole)) return whole;
    const result = emptyMap();
    for (const entry of whole) {
      const type = isMap(entry) ? own(entry, 'type') : null;
      if (!isMap(entry) || typeof type !== 'string') return entry;
      if (type === '*') return '*';
      const before = result[type];
      const identifiers = own(entry, 'identifiers');
      result[type] = isList(before) && isList(identifiers) ? [...before, ...identifiers] : identifiers;
    }
    return result;
  };
}

function conditions(statement: Block): Value {
  const found = innerBlocks(statement, 'condition');
  if (!found) return unreadableBlocks(statement, 'condition');
  if (found.length === 0) return null;
  const result = emptyMap();
  for (const condition of found) {
    const [test, variable] = [value('test')(condition), value('variable')(condition)];
    if (typeof test !== 'string' || typeof variable !== 'string') return test ?? variable;
    const before = own(result, test);
    const keys = Object.assign(emptyMap(), isMap(before) ? before : {}, { [variable]: value('values')(condition) });
    result[test] = keys;
  }
  return result;
}
