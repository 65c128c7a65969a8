import { conjunction, disjunction, FALSE, TRUE, type Truth, truth, UNKNOWN } from '../../language/truth.js';
import { isIntrinsic, isList, isMap, own, unknownValue, type Value } from '../../language/value.js';
import { matchesGlob } from '../glob.js';
import { isThere } from '../presence.js';
import { propertyAt } from '../relations.js';
import type { Fact } from './fact.js';

const CONFIGURATION = 'AWS::ECR::RegistryScanningConfiguration';

/** Whether a registry scanning configuration of the input scans what is pushed to this repository. */
export const scannedByRegistry: Fact = {
  name: 'ScannedByRegistry',
  types: ['AWS::ECR::Repository'],
  at: [[]],
  source: ['Properties', 'ImageScanningConfiguration'],
  compute: (_, { resource, index }) => {
    const name = propertyAt(resource, ['RepositoryName']);
    const scanned = disjunction(index.ofTypes([CONFIGURATION]), (configuration) =>
      both(
        isThere(configuration, resource),
        ofList(propertyAt(configuration, ['Rules']), (rule) => covers(rule, name)),
      ),
    );
    return scanned === UNKNOWN ? unknownValue('which repositories the registry scans on push') : scanned === TRUE;
  },
};

const both = (...truths: readonly Truth[]): Truth => conjunction(truths, (one) => one);

function ofList(list: Value, judge: (element: Value) => Truth): Truth {
  if (list === null) return FALSE;
  return isList(list) ? disjunction(list, judge) : UNKNOWN;
}

/** A rule scans on push, or always, what one of its filters matches. */
function covers(rule: Value, name: Value): Truth {
  if (!isMap(rule) || isIntrinsic(rule)) return UNKNOWN;
  const frequency = own(rule, 'ScanFrequency');
  const onPush = typeof frequency === 'string' ? truth(/^(SCAN_ON_PUSH|CONTINUOUS_SCAN)$/.test(frequency)) : UNKNOWN;
  return both(
    onPush,
    ofList(own(rule, 'RepositoryFilters'), (filter) => matches(filter, name)),
  );
}

/** Source: "Filters to choose which repositories are scanned", ECR user guide: without a wildcard it may stand anywhere. */
function matches(filter: Value, name: Value): Truth {
  if (!isMap(filter) || isIntrinsic(filter)) return UNKNOWN;
  const text = own(filter, 'Filter');
  if (typeof text !== 'string') return UNKNOWN;
  if (/^\*+$/.test(text)) return TRUE;
  if (typeof name !== 'string') return UNKNOWN;
  return truth(text.includes('*') ? matchesGlob(text.toLowerCase(), name.toLowerCase()) : name.includes(text));
}
