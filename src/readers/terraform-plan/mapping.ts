import type { ValueMap } from '../../language/value.js';
import type { Fields } from './fields.js';

/** How one type of Terraform resource reads as a CloudFormation resource. */
export interface Mapping {
  /** The CloudFormation type, or `Terraform::…` for what CloudFormation has no resource for. */
  readonly type: string;
  readonly fields: Fields;
  /** Another mapping, where an attribute has a value. */
  readonly instead?: { readonly attribute: string; readonly is: string; readonly mapping: Mapping };
  /** Where one Terraform resource is several in CloudFormation: what each of them has. */
  readonly split?: (properties: ValueMap) => readonly ValueMap[];
}

/** Terraform type → mapping. */
export type Mappings = Readonly<Record<string, Mapping>>;
