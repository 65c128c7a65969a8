import type { Call } from '../call.js';
import type { ConformancePack } from '../conformance-pack.js';
import { PACK_LIMITS } from '../pack-limits.js';
import type { Organization } from '../tree.js';
import { recordingsAfter } from './recordings.js';
import { type Outcome, refusal, taken } from './refusal.js';

type Of<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

/** Source: OrganizationConformancePackName. */
const NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;
const SERVICE = 'config-multiaccountsetup.amazonaws.com';

/**
 * Source: the AWS Config API, PutOrganizationConformancePack. The model deploys at once. AWS turns trusted access on by
 * itself where the caller may; the model asks for it, as for a caller who may not.
 */
export function putConformancePack(organization: Organization, call: Of<'PutOrganizationConformancePack'>): Outcome {
  const { conformancePacks } = organization.configuration;
  const existing = conformancePacks.find((pack) => isOf(pack, call));
  const wrong = notPossible(organization, call.operation) ?? wrongRequest(call) ?? inUse(call, existing);
  if (wrong) return wrong;
  const count = conformancePacks.filter(({ region }) => region === call.region).length;
  if (!existing && count >= PACK_LIMITS.organizationPacks)
    return refusal(
      call.operation,
      'MaxNumberOfOrganizationConformancePacksExceededException',
      `\`${call.region}\` has ${count} organization conformance packs, and takes no more`,
    );
  const { operation: _operation, ...put } = call;
  const pack: ConformancePack = {
    ...put,
    excludedAccounts: put.excludedAccounts.toSorted(),
    status: existing ? 'UPDATE_SUCCESSFUL' : 'CREATE_SUCCESSFUL',
    problem: null,
  };
  return taken(withPack(organization, existing ?? null, pack));
}

/** Source: the AWS Config API, DeleteOrganizationConformancePack. */
export function deleteConformancePack(
  organization: Organization,
  call: Of<'DeleteOrganizationConformancePack'>,
): Outcome {
  const { conformancePacks } = organization.configuration;
  const existing = conformancePacks.find((pack) => isOf(pack, call));
  if (!existing)
    return refusal(
      call.operation,
      'NoSuchOrganizationConformancePackException',
      `there is no organization conformance pack \`${call.name}\` in \`${call.region}\``,
    );
  return (
    notPossible(organization, call.operation) ?? inUse(call, existing) ?? taken(withPack(organization, existing, null))
  );
}

const isOf = (pack: ConformancePack, { region, name }: { readonly region: string; readonly name: string }): boolean =>
  pack.region === region && pack.name === name;

/** With a pack replaced, added (nothing before), or gone (nothing after). */
function withPack(
  { configuration, ...organization }: Organization,
  before: ConformancePack | null,
  after: ConformancePack | null,
): Organization {
  const others = configuration.conformancePacks.filter((pack) => pack !== before);
  const conformancePacks = after ? [...others, after] : others;
  const recordings = recordingsAfter(configuration.recordings, before, after);
  return { ...organization, configuration: { ...configuration, conformancePacks, recordings } };
}

function notPossible({ features, trustedServices = [] }: Organization, operation: string): Outcome | null {
  if (features !== 'ALL')
    return refusal(
      operation,
      'OrganizationAllFeaturesNotEnabledException',
      'the organization has consolidated billing only: enable all features',
    );
  if (trustedServices.includes(SERVICE)) return null;
  return refusal(
    operation,
    'OrganizationAccessDeniedException',
    `\`${SERVICE}\` has no trusted access to the organization`,
  );
}

function inUse({ operation, name }: { readonly operation: string; readonly name: string }, pack?: ConformancePack) {
  if (!pack?.status.endsWith('_IN_PROGRESS')) return null;
  return refusal(operation, 'ResourceInUseException', `\`${name}\` is ${pack.status}: try again later`);
}

function wrongRequest(call: Of<'PutOrganizationConformancePack'>): Outcome | null {
  const { operation, name, template, deliveryBucket, excludedAccounts } = call;
  const invalid = (message: string): Outcome => refusal(operation, 'ValidationException', message);
  if (!NAME.test(name)) return invalid(`\`${name}\` is no name of a conformance pack: letters, digits and hyphens`);
  const bytes = Buffer.byteLength(template);
  if (bytes === 0 || (deliveryBucket === null && bytes > PACK_LIMITS.template))
    return invalid(`the template of \`${name}\` has ${bytes} bytes, and may have 1 to ${PACK_LIMITS.template}`);
  if (excludedAccounts.length > PACK_LIMITS.excludedAccounts)
    return invalid(`\`${name}\` excludes ${excludedAccounts.length} accounts: ${PACK_LIMITS.excludedAccounts} at most`);
  const undeclared = Object.keys(call.parameters).find((parameter) => !template.includes(parameter));
  if (undeclared === undefined) return null;
  return refusal(
    operation,
    'OrganizationConformancePackTemplateValidationException',
    `the template of \`${name}\` declares no parameter \`${undeclared}\``,
  );
}
