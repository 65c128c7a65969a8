/** One name of an address, with its `count` or `for_each` key: `svc[0]`, `svc["a"]`. */
export interface Step {
  readonly name: string;
  readonly key: InstanceKey;
}

export type InstanceKey = string | number | null;

const STEP = /([^.[\]"]+)((?:\[(?:[0-9]+|"(?:[^"\\]|\\.)*")\])*)(?:\.|$)/y;

/**
 * The steps of an address or reference (`module.app["a.b"].aws_x.y[0].arn`); null for what is none. Of several keys
 * in a row, as an index into a list has, the last one is kept.
 */
export function parseAddress(address: string): readonly Step[] | null {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < address.length) {
    const match = STEP.exec(address);
    const [, name, keys] = match ?? [];
    if (name === undefined) return null;
    steps.push({ name, key: lastKey(keys ?? '') });
  }
  return steps;
}

function lastKey(keys: string): InstanceKey {
  if (keys === '') return null;
  const last = /\[([0-9]+|"(?:[^"\\]|\\.)*")\]$/.exec(keys)?.[1] ?? '';
  if (!last.startsWith('"')) return Number(last);
  return last.slice(1, -1).replaceAll(/\\(.)/g, '$1').replaceAll('$${', '${').replaceAll('%%{', '%{');
}

/** An address without the key at its end. */
export function withoutKey(address: string): string {
  return address.replace(/\[(?:[0-9]+|"(?:[^"\\]|\\.)*")\]$/, '');
}

/** The names of the module calls that lead to a module, without keys: `module.a["x"].module.b` → `a`, `b`. */
export function moduleCalls(moduleAddress: string): readonly Step[] {
  const steps = parseAddress(moduleAddress) ?? [];
  return steps.filter((_, index) => index % 2 === 1);
}
