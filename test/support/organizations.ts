import { Ajv } from 'ajv';
import { printOrganization } from '../../src/organization/file/print.js';
import { readOrganization } from '../../src/organization/file/read.js';
import { OrganizationFileSchema } from '../../src/organization/file/schema.js';
import type { OrganizationFile } from '../../src/organization/file/written.js';
import { FileOrganization } from '../../src/organization/file-adapter.js';
import type { Clock, OrganizationPort } from '../../src/organization/port.js';
import type { PortError } from '../../src/organization/port-error.js';
import { AWS_QUOTAS, type Quotas } from '../../src/organization/quotas.js';
import type { Organization } from '../../src/organization/tree.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<OrganizationFile>(
  OrganizationFileSchema,
);

/** An organization file in memory, with the port that works on it. */
export interface MemoryOrganization {
  readonly port: FileOrganization;
  readonly file: { text: string };
  readonly now: () => Organization;
}

export function memoryOrganization(organization: Organization, quotas: Quotas = AWS_QUOTAS): MemoryOrganization {
  const file = { text: printOrganization(organization, 'organization.json') };
  const text = {
    read: async () => file.text,
    write: async (written: string) => {
      file.text = written;
    },
  };
  const now = (): Organization => {
    const read = readOrganization('organization.json', file.text, validate);
    if (read.problems) throw new Error(read.problems.map(({ message }) => message).join('\n'));
    return read.value;
  };
  return { port: new FileOrganization({ file: 'organization.json', text, validate, quotas }), file, now };
}

/** A clock that stands still while anybody works, and then goes to where the first sleeper wakes. */
export function standingClock(start = Date.parse('2026-11-25T06:00:00Z')): Clock & { slept: number } {
  const sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const clock = {
    slept: 0,
    now: () => start + clock.slept,
    sleep: (milliseconds: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: clock.slept + milliseconds, wake });
        if (sleepers.length === 1) setImmediate(wakeFirst);
      }),
    random: () => 0.5,
  };
  const wakeFirst = (): void => {
    sleepers.sort((one, other) => one.at - other.at);
    const first = sleepers.shift();
    clock.slept = Math.max(clock.slept, first?.at ?? 0);
    first?.wake();
    if (sleepers.length > 0) setImmediate(wakeFirst);
  };
  return clock;
}

/** Called before and after each request of a port; what it answers stands in for the request's answer. */
export interface Watcher {
  before?(request: number, name: string): PortError | undefined | Promise<PortError | undefined>;
  after?(request: number, name: string): PortError | undefined | Promise<PortError | undefined>;
}

/** A port whose every request passes a watcher: faults and invariants of tests. */
export function watchedPort(
  port: OrganizationPort,
  watcher: Watcher,
): OrganizationPort & { readonly requests: number } {
  const count = { requests: 0 };
  const watch = async <Value>(
    name: string,
    work: () => Promise<Value>,
  ): Promise<Value | { readonly error: PortError }> => {
    const request = count.requests++;
    const instead = await watcher.before?.(request, name);
    if (instead) return { error: instead };
    const value = await work();
    const later = await watcher.after?.(request, name);
    return later ? { error: later } : value;
  };
  return {
    get requests() {
      return count.requests;
    },
    about: () => watch('about', () => port.about()),
    read: () => watch('read', () => port.read()),
    policy: (id) => watch('policy', () => port.policy(id)),
    policyNamed: (type, name) => watch('policyNamed', () => port.policyNamed(type, name)),
    attachedTo: (target, type) => watch('attachedTo', () => port.attachedTo(target, type)),
    policyTypes: () => watch('policyTypes', () => port.policyTypes()),
    trustedServices: () => watch('trustedServices', () => port.trustedServices()),
    conformancePack: (region, name) => watch('conformancePack', () => port.conformancePack(region, name)),
    conformancePackFailures: (region, name) =>
      watch('conformancePackFailures', () => port.conformancePackFailures(region, name)),
    tagsOf: (resource) => watch('tagsOf', () => port.tagsOf(resource)),
    change: (call) => watch(call.operation, () => port.change(call)),
  };
}

export const portError = (kind: PortError['kind'], name: string): PortError => ({
  kind,
  name,
  reason: null,
  operation: 'any',
  message: name,
});
