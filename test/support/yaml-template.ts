import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Value, ValueMap } from '../../src/language/value.js';
import type { Resource, Template } from '../../src/resources/resource.js';

/**
 * A template from YAML in which intrinsics are written in full and stay what they are: what a reader gives, without
 * a reader. `Address`, `Metadata.ringfence.exceptions` and places are there.
 */
export function yamlTemplate(text: string, extra: Partial<Template> = {}): Template {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const resources = document.getIn(['Resources'], true);
  if (!isMap(resources)) throw new Error('no resources');
  return {
    kind: 'cloudformation',
    file: 'template.yaml',
    sensitive: [],
    resources: resources.items.map(({ key, value }) => {
      if (!isScalar(key) || !isNode(value)) throw new Error('a resource without a name or a body');
      return resourceOf(String(key.value), { key, value, lines, json: value.toJS(document) as ValueMap });
    }),
    ...extra,
  };
}

interface Read {
  readonly key: Node;
  readonly value: Node;
  readonly lines: LineCounter;
  readonly json: ValueMap;
}

function resourceOf(id: string, { key, value, lines, json }: Read): Resource {
  const exceptions = at(json, ['Metadata', 'ringfence', 'exceptions']);
  return {
    id,
    type: String(json['Type']),
    properties: (json['Properties'] ?? {}) as ValueMap,
    ...(json['Address'] !== undefined && { address: String(json['Address']) }),
    ...(exceptions !== null && { exceptions }),
    locate: (path) => {
      const { line, col } = lines.linePos((path.length === 0 ? key : nearest(value, path, key)).range?.[0] ?? 0);
      return { line, column: col };
    },
  };
}

const at = (json: Value, path: readonly string[]): Value =>
  path.reduce<Value>(
    (value, key) => (value !== null && typeof value === 'object' ? ((value as ValueMap)[key] ?? null) : null),
    json,
  );

/** The value at a path, or the key of its nearest parent that exists. */
function nearest(root: Node, path: readonly string[], rootKey: Node): Node {
  let node = root;
  let key = rootKey;
  for (const [index, step] of path.entries()) {
    const pair = isMap(node) ? node.items.find((item) => String(item.key) === step) : undefined;
    const child = isSeq(node) ? node.items[Number(step)] : pair?.value;
    if (!isNode(child)) return key;
    key = isNode(pair?.key) ? pair.key : child;
    node = child;
    if (index === path.length - 1) return node;
  }
  return node;
}
