import * as opaWasm from '@open-policy-agent/opa-wasm';
import type { ParameterValues } from '../../language/bind.js';
import type { Engine, EngineDocument, EngineVerdict } from '../verdict.js';
import { isWellFormed, wellFormed } from './well-formed.js';

/** For `import` the package has all that its types have under `default` alone. */
const whole: Partial<typeof opaWasm> & { readonly default?: typeof opaWasm } = opaWasm;

/** Not `loadPolicy`: it asks whether it was given a `Response`, and that alone loads Node's HTTP client. */
const { loadPolicySync } = whole.default ?? opaWasm;

/** Parameters that differ from the defaults, by control. */
export type ParametersByControl = Readonly<Record<string, ParameterValues>>;

/** OPA's memory in pages of 64 KiB: it grows from `initial` while a large template is judged. */
const MEMORY = { initial: 8, maximum: 16_384 };

/**
 * The policies that `ringfence emit` compiles to WebAssembly, in process.
 * @param wasm the bytes of `policies/policy.wasm`
 */
export async function loadOpaEngine(wasm: Uint8Array, parameters: ParametersByControl): Promise<Engine> {
  const policy = loadPolicySync(wasm, MEMORY);
  policy.setData({ ringfence: { parameters } });
  return {
    name: 'opa',
    judge: (document: EngineDocument) => {
      const json = JSON.stringify(document);
      return isWellFormed(json) ? verdictsOf(policy.evaluate(bytesOf(json))) : judgeNumbered(document, policy);
    },
  };
}

type Policy = ReturnType<typeof loadPolicySync>;

/** The same where ids may be among what has to be written differently for OPA. */
function judgeNumbered({ Resources }: EngineDocument, policy: Policy): EngineVerdict[] {
  const entries = Object.entries(Resources);
  const numbered = { Resources: Object.fromEntries(entries.map(([, resource], index) => [`R${index}`, resource])) };
  return verdictsOf(policy.evaluate(bytesOf(wellFormed(JSON.stringify(numbered))))).map((verdict) => ({
    ...verdict,
    resource: entries[Number(verdict.resource.slice(1))]?.[0] ?? verdict.resource,
  }));
}

/** JSON as the engine takes it without writing it again. */
const bytesOf = (json: string): ArrayBufferLike => new TextEncoder().encode(json).buffer;

/** The one entry point's answer: `[{result: [[control, resource, index or -1, verdict], …]}]`. */
function verdictsOf(answer: unknown): EngineVerdict[] {
  const [entry]: unknown[] = Array.isArray(answer) ? answer : [];
  const result = typeof entry === 'object' && entry !== null && 'result' in entry ? entry.result : null;
  if (!Array.isArray(result))
    throw new Error('the policy engine gave no result: policies/policy.wasm has another entry point');
  return result.map(verdictOf);
}

function verdictOf(row: unknown): EngineVerdict {
  const [control, resource, index, verdict]: unknown[] = Array.isArray(row) ? row : [];
  const known = verdict === 'pass' || verdict === 'fail' || verdict === 'unknown';
  if (typeof control !== 'string' || typeof resource !== 'string' || typeof index !== 'number' || !known) {
    throw new Error('the policy engine gave a result of another form: policies/policy.wasm is of another version');
  }
  return { control, resource, index: index < 0 ? null : index, verdict };
}
