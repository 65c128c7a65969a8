import type { TerraformResource } from '../../src/controls/control.js';

/** A Terraform plan, as `terraform show -json` prints it, with these resources in the root module. */
export function planOf(resources: readonly TerraformResource[]): string {
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: {
      root_module: { resources: resources.map((resource) => ({ ...identity(resource), values: resource.values })) },
    },
    resource_changes: resources.map((resource) => ({
      ...identity(resource),
      change: {
        actions: ['create'],
        before: null,
        after: resource.values,
        after_unknown: resource.unknown ?? {},
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    configuration: {
      root_module: {
        resources: resources.map((resource) => ({
          address: addressOf(resource),
          mode: 'managed',
          type: resource.type,
          name: resource.name,
          provider_config_key: 'aws',
          expressions: {
            ...Object.fromEntries(
              Object.entries(resource.unknown ?? {}).map(([name, unknown]) => [name, later(unknown)]),
            ),
            ...Object.fromEntries(
              Object.entries(resource.references ?? {}).map(([name, references]) => [name, { references }]),
            ),
          },
        })),
      },
    },
  });
}

/** The expressions of what is unknown: something that is read only when the plan is applied. */
function later(unknown: unknown): unknown {
  if (Array.isArray(unknown)) return unknown.map(later);
  if (typeof unknown !== 'object' || unknown === null)
    return { references: ['data.external.later.result', 'data.external.later'] };
  return Object.fromEntries(Object.entries(unknown).map(([name, below]) => [name, later(below)]));
}

const addressOf = ({ type, name }: TerraformResource): string => `${type}.${name}`;

const identity = (resource: TerraformResource) => ({
  address: addressOf(resource),
  mode: 'managed',
  type: resource.type,
  name: resource.name,
  provider_name: 'registry.terraform.io/hashicorp/aws',
  schema_version: 0,
});
