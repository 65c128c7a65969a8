import type { ManagedRule } from '../controls/config-vehicle.js';
import type { Control } from '../controls/control.js';
import { packName } from '../emit/config/pack-name.js';
import { isAskedFor } from '../emit/config/parameters.js';

/** How AWS Config judges a control, in sentences. */
export function vehicleSentences(control: Control): string[] {
  const { config } = control;
  if ('none' in config) return [`No rule yet. ${config.none}`];
  const pack = `in the conformance pack ${packName(control)}`;
  if ('managed' in config) {
    const rules = config.managed.map(managedWords).join(' and ');
    return [`The managed rule${config.managed.length > 1 ? 's' : ''} ${rules}, ${pack}.`, config.why];
  }
  return [
    `A Guard rule over configuration items of ${config.guard.join(', ')}, ${pack}.`,
    ...(config.why === undefined ? [] : [config.why]),
    ...writtenParameters(control),
  ];
}

const managedWords = ({ identifier, parameters = {} }: ManagedRule): string => {
  const given = Object.entries(parameters).map(([name, from]) => `${name} = ${from}`);
  return given.length > 0 ? `${identifier} (${given.join(', ')})` : identifier;
};

function writtenParameters({ parameters = {} }: Control): string[] {
  const written = Object.entries(parameters).flatMap(([name, parameter]) => (isAskedFor(parameter) ? [] : [name]));
  return written.length > 0
    ? [`${written.join(', ')} is written into the rule: Guard 2 cannot be given patterns.`]
    : [];
}
