import type { Control } from '../../controls/control.js';

/**
 * The conformance pack of a control: by its profile and the chapter of the practices, and by nothing else. Workload
 * shape, practice 001, is chapter 0; what is in no chapter has a pack of its own.
 */
export function packName({ profile, practice }: Control): string {
  const chapter = practice === '001' ? '0' : /^[1-9][0-9]*(?=[.]|$)/.exec(practice)?.[0];
  return `ringfence-${profile}-${chapter ?? 'other'}`;
}
