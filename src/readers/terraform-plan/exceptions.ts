import { emptyMap, isMap, own, type Value, type ValueMap } from '../../language/value.js';

const PREFIX = 'ringfence:except:';

/**
 * The exceptions that tags name: `ringfence:except:CONTROL` = `OWNER/YYYY-MM-DD/reason`. What is missing is left out,
 * for whoever validates exceptions to report.
 */
export function exceptionsOf(values: ValueMap): Value {
  const found = new Map<string, Value>();
  for (const name of ['tags', 'tags_all']) {
    const tags = own(values, name);
    if (!isMap(tags)) continue;
    for (const key of Object.keys(tags)) {
      if (key.startsWith(PREFIX)) found.set(key.slice(PREFIX.length), own(tags, key));
    }
  }
  return found.size === 0 ? null : [...found].map(([control, value]) => exception(control, value));
}

function exception(control: string, value: Value): Value {
  // A value of another kind says nothing: what is missing is reported. A map may have no text at all.
  const [owner, expires, ...reason] = (typeof value === 'string' ? value : '').split('/');
  const result = Object.assign(emptyMap(), { control });
  if (owner) result['owner'] = owner;
  if (expires) result['expires'] = expires;
  if (reason.length > 0) result['reason'] = reason.join('/');
  return result;
}
