import { isMap, isScalar, own, type Value } from '../../language/value.js';
import { type Fact, unresolved } from './fact.js';

/** How a size may be written, with the units of one of it. */
interface Spelling {
  readonly pattern: RegExp;
  readonly units: number;
}

/** Source: the ECS API's reference of RegisterTaskDefinition: `1024`, `1 vCPU`, `.25 vCPU`; `1024`, `1GB`, `0.5 GB`. */
const CPU: readonly Spelling[] = [
  { pattern: /^([0-9]+)$/, units: 1 },
  { pattern: /^([0-9]+(?:\.[0-9]+)?|\.[0-9]+) *vcpus?$/i, units: 1024 },
];
const MEMORY: readonly Spelling[] = [
  { pattern: /^([0-9]+)$/, units: 1 },
  { pattern: /^([0-9]+(?:\.[0-9]+)?|\.[0-9]+) *gb$/i, units: 1024 },
];

function size(property: string, what: string, spellings: readonly Spelling[]): Fact['compute'] {
  return (place) => {
    const properties: Value = isMap(place) ? own(place, 'Properties') : null;
    const written: Value = isMap(properties) ? own(properties, property) : null;
    if (written === null || written === '') return null;
    return isScalar(written) ? unitsOf(String(written).trim(), spellings) : unresolved(what);
  };
}

/** What is no size stays the text that it is. */
function unitsOf(written: string, spellings: readonly Spelling[]): number | string {
  for (const { pattern, units } of spellings) {
    const amount = pattern.exec(written)?.[1];
    if (amount !== undefined) return Number(amount) * units;
  }
  return written;
}

const TYPES = ['AWS::ECS::TaskDefinition'];

/** What a task asks for, in CPU units (1024 for a vCPU). */
export const taskCpuUnits: Fact = {
  name: 'CpuUnits',
  types: TYPES,
  at: [[]],
  source: ['Properties', 'Cpu'],
  compute: size('Cpu', 'the CPU of the task', CPU),
};

/** What a task asks for, in MiB. */
export const taskMemory: Fact = {
  name: 'MemoryMiB',
  types: TYPES,
  at: [[]],
  source: ['Properties', 'Memory'],
  compute: size('Memory', 'the memory of the task', MEMORY),
};
