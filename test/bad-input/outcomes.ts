/** What must come of a bad file, decided by hand. */
export type Outcome =
  /** Read: the one judged resource or container has this verdict, at this line. */
  | { readonly verdict: 'pass' | 'fail' | 'unknown'; readonly line?: number | null; readonly resource?: string }
  /** Read, and nothing in it is of a type that these controls judge. */
  | { readonly verdict: 'none' }
  /** Refused, with these words and this line. */
  | { readonly error: RegExp; readonly line: number | null };

const pass: Outcome = { verdict: 'pass' };
const fail = (line: number | null, resource?: string): Outcome => ({
  verdict: 'fail',
  line,
  ...(resource !== undefined && { resource }),
});
const unknown = (line: number | null): Outcome => ({ verdict: 'unknown', line });
const none: Outcome = { verdict: 'none' };
const error = (pattern: RegExp, line: number | null = null): Outcome => ({ error: pattern, line });

const UNRECOGNISED = error(
  /neither a CloudFormation template, a Terraform plan as JSON, an ECS task definition, nor what AWS Config/,
);
const NO_TYPE = error(/resource `Web` has no `Type`\. Add one/, 3);

const FORMS: Readonly<Record<string, Outcome>> = {
  'good.yaml': pass,
  // Encodings.
  'utf-16le-mark.yaml': pass,
  'utf-16be-mark.json': fail(8),
  'utf-16le.yaml': fail(7),
  'utf-16-odd.yaml': error(/not UTF-16LE text; save it as UTF-8/),
  'utf-8-mark.yaml': fail(7),
  'utf-8-mark.json': fail(8),
  'latin-1.yaml': error(/not UTF-8 text; save it as UTF-8/),
  'binary.json': error(/not UTF-8 text/),
  'line-ends.yaml': fail(7),
  'nul-character.yaml': error(/null byte/, 7),
  // Nothing in it, or something else.
  'empty.yaml': UNRECOGNISED,
  'empty.json': UNRECOGNISED,
  'blank.yaml': UNRECOGNISED,
  'text.yaml': UNRECOGNISED,
  'number.json': UNRECOGNISED,
  'null.json': UNRECOGNISED,
  'list.yaml': UNRECOGNISED,
  'list.json': UNRECOGNISED,
  'other.json': UNRECOGNISED,
  // Not well-formed.
  'truncated.yaml': error(/unexpected end.*cut off/, 7),
  'truncated.json': error(/expected here\. The text may be cut off/, 9),
  'tab-indent.yaml': error(/tab characters.*Indent with spaces/, 3),
  'bad-indent.yaml': error(/bad indentation/, 4),
  'unclosed-quote.yaml': error(/double quoted.*close the bracket or quote/, 8),
  'two-documents.yaml': error(/more than one YAML document\. Keep one/, 8),
  'document-end.yaml': fail(8),
  'comment.json': error(/not valid JSON/, 3),
  'missing-comma.json': error(/not valid JSON: `,` or `}` is expected here/, 4),
  // Aliases, duplicates, tags, keys.
  'cyclic-alias.yaml': error(/`\*web` stands inside its own anchor\. Remove the circle/, 5),
  'undefined-alias.yaml': error(/no anchor `&nowhere`/, 7),
  'bomb.yaml': error(/aliases stand for more than 200,000 values/, 6),
  'merge-bomb.yaml': error(/aliases stand for more than 200,000 values/, 101),
  'duplicate-key.yaml': error(/`AssignPublicIp` stands twice/, 8),
  'duplicate-key.json': error(/`Web` stands twice/, 4),
  'duplicate-section.yaml': error(/`Resources` stands twice/, 8),
  'unknown-tag.yaml': unknown(7),
  'code-tag.yaml': unknown(7),
  'list-as-key.yaml': error(/a key is a list or a map/, 2),
};

const KINDS: Readonly<Record<string, Outcome>> = {
  // Names that mean something to JavaScript.
  'proto-id.json': fail(1, '__proto__'),
  'constructor-id.yaml': fail(7, 'constructor'),
  'proto-property.json': pass,
  'proto-value.yaml': pass,
  'prototype-type.yaml': fail(9, 'Api'),
  // Wrong kinds, from the top down.
  'resources-list.yaml': error(/`Resources` is not a map/, 3),
  'resources-text.yaml': error(/`Resources` is not a map/, 2),
  'resources-missing.yaml': none,
  'resource-list.yaml': NO_TYPE,
  'resource-null.yaml': NO_TYPE,
  'type-missing.yaml': NO_TYPE,
  'type-number.yaml': none,
  'type-function.yaml': NO_TYPE,
  'properties-list.yaml': unknown(4),
  'properties-function.yaml': unknown(4),
  'network-list.yaml': unknown(5),
  'network-text.yaml': unknown(5),
  'value-map.yaml': unknown(7),
  'value-list.yaml': unknown(7),
  'value-null.yaml': pass,
  'containers-map.yaml': unknown(5),
  'containers-text.yaml': unknown(5),
  'container-text.yaml': unknown(5),
  'container-null.yaml': fail(5),
  'flag-text.yaml': fail(5),
  'flag-word.yaml': unknown(5),
  'flag-number.yaml': unknown(5),
  'unknown-type.yaml': fail(10),
  'parameters-list.yaml': unknown(8),
  'parameter-text.yaml': unknown(9),
  'conditions-text.yaml': unknown(8),
  'mappings-text.yaml': unknown(8),
};

const FUNCTIONS: Readonly<Record<string, Outcome>> = {
  // References to nothing, to itself, of another kind.
  'ref-nothing.yaml': unknown(7),
  'ref-list.yaml': unknown(7),
  'ref-itself.yaml': unknown(7),
  'get-att-nothing.yaml': unknown(7),
  'sub-nothing.yaml': unknown(7),
  'find-in-map-nothing.yaml': unknown(7),
  'if-nothing.yaml': unknown(7),
  'import.yaml': unknown(7),
  // Wrong numbers of operands; functions that do not exist; the names of our own unknown values.
  'if-arity.yaml': unknown(8),
  'join-arity.yaml': unknown(7),
  'select-range.yaml': unknown(7),
  'split-arity.yaml': unknown(7),
  'two-functions.yaml': unknown(7),
  'unknown-function.yaml': unknown(7),
  'own-unknown.yaml': unknown(7),
  'own-facts.yaml': fail(7),
  // A placeholder that never closes is text.
  'sub-open.yaml': pass,
  // Conditions in a circle; one that does not exist leaves the resource there.
  'condition-circle.yaml': error(/condition `A` depends on itself\. Break the circle/, 2),
  'condition-itself.yaml': error(/condition `A` depends on itself/, 2),
  'resource-condition-nothing.yaml': fail(8),
  'loop-arity.yaml': error(/`Fn::ForEach::Services` cannot be expanded/, 3),
};

const PLANS_AND_TASKS: Readonly<Record<string, Outcome>> = {
  'plan-future.json': error(/format version 9\.x; up to 1\.x is understood: update ringfence/),
  'plan-zero.json': fail(null),
  'plan-version-text.json': error(/`format_version` is not a version/),
  'plan-errored.json': error(/planning failed: fix what `terraform plan` reports/),
  'plan-containers-text.json': unknown(null),
  'plan-containers-list.json': unknown(null),
  'plan-values-list.json': error(/`values` is not a map/),
  'plan-truncated.json': error(/not valid JSON: close brace expected/, 14),
  'plan-resources-map.json': error(/`resources` is not a list/),
  'plan-no-address.json': error(/has no `address`/),
  'plan-module-text.json': error(/`root_module` is not a map/),
  'plan-log.json': error(/log of `terraform plan -json`; give the plan's own JSON: `terraform plan -out/),
  'plan-binary.json': error(/binary Terraform plan; give its JSON: `terraform plan -out/),
  'sources.tf': error(/Terraform sources; give the JSON of their plan: `terraform plan -out/),
  'task-truncated.json': error(/not valid JSON/, 5),
  'task-containers-map.json': UNRECOGNISED,
  'task-duplicate-key.json': error(/`privileged` is given twice; remove one/, 4),
  'task-container-text.json': unknown(1),
  'task-flag-word.json': unknown(1),
  'task-family-list.json': fail(1, 'task-family-list'),
  'task-function.json': unknown(1),
};

const ITEMS: Readonly<Record<string, Outcome>> = {
  'items-truncated.json': error(/not valid JSON/, 4),
  'items-map.json': error(/`configurationItems` is not a list; take it as AWS Config gives it/, 3),
  'item-no-type.json': error(/item 1 has no `resourceType`; take the item as AWS Config gives it/, 1),
  'item-type-number.json': error(/item 1 has no `resourceType`/, 1),
  // A name that every map of JavaScript has.
  'item-type-constructor.json': error(/item 1 has a `resourceType` that is none/, 1),
  'item-no-name.json': error(/item 1 has neither `resourceName`, `resourceId` nor `arn`/, 1),
  'item-configuration-number.json': unknown(1),
  // Inside of a JSON text there are no lines.
  'item-configuration-text.json': unknown(null),
  'item-network-list.json': unknown(2),
  'item-duplicate-key.json': error(/`AssignPublicIp` is given twice; remove one/, 3),
  'item-proto.json': fail(3, '__proto__'),
  'item-deleted.json': none,
  // It may be a part of one.
  'item-no-status.json': unknown(2),
  'item-unknown-type.json': none,
  'item-summary.json': error(/only the summary of an item.*get-resource-config-history/, 2),
  // What would read as an intrinsic is data, and no data of a kind that belongs there: a map for a text.
  'item-function.json': unknown(3),
  'query-no-configuration.json': unknown(null),
  'query-results-number.json': error(/`Results` is not a list/, 1),
  'query-truncated.json': error(/item 1 is not a map; take the item as AWS Config gives it/, 2),
  'snapshot.json.gz': fail(1, 'web'),
  'snapshot-truncated.json.gz': error(/compressed by gzip, and is cut off or damaged; download it again/),
};

/** Every file of `test/fixtures/bad/`, by its name. */
export const OUTCOMES: Readonly<Record<string, Outcome>> = {
  ...FORMS,
  ...KINDS,
  ...FUNCTIONS,
  ...PLANS_AND_TASKS,
  ...ITEMS,
};
