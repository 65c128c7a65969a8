import { GuardError } from './errors.js';
import { asObject, type JsonObject, parseJson } from './json.js';

/** The part of WebAssembly's interface used here. TypeScript has it only among the types of browsers. */
interface WasmModule {
  readonly opaqueModule: never;
}
interface WasmMemory {
  readonly buffer: ArrayBuffer;
}
interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
declare const WebAssembly: {
  readonly Module: {
    new (bytes: Uint8Array): WasmModule;
    imports(module: WasmModule): { readonly module: string; readonly name: string }[];
  };
  readonly Instance: new (module: WasmModule, imports: Record<string, Record<string, () => never>>) => WasmInstance;
  readonly Memory: new (descriptor: { readonly initial: number }) => WasmMemory;
};

type WasmFunction = 'guard_init' | 'guard_panic' | 'guard_alloc' | 'guard_free' | 'guard_parse' | 'guard_validate';

const LENGTH_BYTES = 4;

/** The host's end of `bindings/guard/src/lib.rs`: hands text in, gets JSON out, and replaces an instance that stopped. */
export class WasmHost {
  readonly #module: WasmModule;
  #instance: WasmInstance;

  /** @throws {GuardError} `interface`, when the bytes are no WebAssembly. */
  constructor(wasm: Uint8Array) {
    this.#module = compile(wasm);
    this.#instance = instantiate(this.#module);
  }

  /** @throws {GuardError} `trap`, when the module stops; the next call finds a new instance. */
  call(name: 'guard_parse' | 'guard_validate', text: string): JsonObject {
    try {
      const input = this.#write(text);
      const answer = this.#read(invoke(this.#instance, name, input.start, input.length));
      invoke(this.#instance, 'guard_free', input.start, input.length);
      return answer;
    } catch (error) {
      const reason = this.#panic() ?? (error instanceof Error ? error.message : String(error));
      // INVARIANT: an instance that stopped halfway is never used again: its stack and heap are as the stop left them.
      this.#instance = instantiate(this.#module);
      if (error instanceof GuardError) throw error;
      throw new GuardError('trap', `cfn-guard stopped: ${explain(reason)}`);
    }
  }

  #write(text: string): { readonly start: number; readonly length: number } {
    const bytes = new TextEncoder().encode(text);
    const start = invoke(this.#instance, 'guard_alloc', bytes.length);
    new Uint8Array(memoryOf(this.#instance).buffer, start, bytes.length).set(bytes);
    return { start, length: bytes.length };
  }

  #read(start: number): JsonObject {
    const { buffer } = memoryOf(this.#instance);
    const length = new DataView(buffer).getUint32(start, true);
    const json = new TextDecoder().decode(new Uint8Array(buffer, start + LENGTH_BYTES, length));
    invoke(this.#instance, 'guard_free', start, length + LENGTH_BYTES);
    return asObject(parseJson(json));
  }

  #panic(): string | null {
    const start = invoke(this.#instance, 'guard_panic');
    return start === 0 ? null : String(this.#read(start)['panic']);
  }
}

function compile(wasm: Uint8Array): WasmModule {
  try {
    return new WebAssembly.Module(wasm);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new GuardError('interface', `guard.wasm cannot be loaded: ${reason}`);
  }
}

/**
 * cfn-guard brings imports of wasm-bindgen's, under names whose hashes change with versions. Nothing that validates
 * calls one of them but the rules function `now()`, and a verdict that depends on the clock is none to rely on: all
 * of them refuse.
 */
function instantiate(module: WasmModule): WasmInstance {
  const imports: Record<string, Record<string, () => never>> = {};
  for (const wanted of WebAssembly.Module.imports(module)) {
    imports[wanted.module] = { ...imports[wanted.module], [wanted.name]: () => refuse(wanted.name) };
  }
  const instance = new WebAssembly.Instance(module, imports);
  invoke(instance, 'guard_init');
  return instance;
}

function refuse(name: string): never {
  const clock = /^__wbg_(new_0|getTime)_/.test(name);
  throw new GuardError(
    'evaluation',
    clock
      ? 'the rules call `now()`: take it out, since a verdict must not depend on the clock'
      : `the rules need \`${name}\` of the host, which is not offered`,
  );
}

/** Pointers are unsigned, while WebAssembly hands them over as signed. */
function invoke(instance: WasmInstance, name: WasmFunction, ...args: number[]): number {
  const exported = instance.exports[name];
  if (typeof exported !== 'function') throw new GuardError('interface', `guard.wasm exports no function \`${name}\``);
  const result: unknown = exported(...args);
  return typeof result === 'number' ? result >>> 0 : 0;
}

function memoryOf(instance: WasmInstance): WasmMemory {
  const { memory } = instance.exports;
  if (memory instanceof WebAssembly.Memory) return memory;
  throw new GuardError('interface', 'guard.wasm exports no memory');
}

function explain(reason: string): string {
  if (/call stack|memory access out of bounds/i.test(reason)) return `the input is nested too deep (${reason})`;
  return reason;
}
