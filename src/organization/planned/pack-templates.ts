import type { ConfiguredControl } from '../../configuration/select.js';
import { ConfigRuleError } from '../../emit/config/config-rule-error.js';
import { type ConformancePackTemplate, conformancePacks } from '../../emit/config/conformance-packs.js';

/** Makes the packs of controls with their parameters; a text says why there are none. */
export type PackTemplates = (controls: readonly ConfiguredControl[]) => readonly ConformancePackTemplate[] | string;

export const packTemplates: PackTemplates = (selected) => {
  const controls = selected.map(({ control }) => control);
  const values = Object.fromEntries(selected.map(({ control, parameters }) => [control.id, parameters]));
  try {
    return conformancePacks(controls, values);
  } catch (error) {
    if (error instanceof ConfigRuleError) return error.message;
    throw error;
  }
};
