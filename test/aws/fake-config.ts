import type { PutOrganizationConformancePackRequest } from '@aws-sdk/client-config-service';
import type { PutObjectRequest } from '@aws-sdk/client-s3';
import type { ConformancePack } from '../../src/organization/conformance-pack.js';
import type { MemoryOrganization } from '../support/organizations.js';
import { answerAs, type RequestCount, type Strikes, struck, unwrapped } from './fake-api.js';
import { exception, type recordedConfig } from './support.js';

/** The members of every request that is answered here. */
interface Input extends Partial<PutOrganizationConformancePackRequest>, Partial<PutObjectRequest> {
  readonly OrganizationConformancePackNames?: readonly string[];
}

/** What a region does beside holding packs: it takes some looks until a change has come to its end. */
interface Region {
  readonly name: string;
  readonly memory: MemoryOrganization;
  /** Looks that a pack is still in progress for. */
  readonly busy: Map<string, number>;
  /** Templates in the bucket, by key. */
  readonly objects: Map<string, string>;
}

/** How often a pack is looked at until its change is there. */
const LOOKS = 2;

/** Answers requests as AWS Organizations, AWS Config in both regions, and the bucket would. */
export function answerConfigAs(
  { organizations, config, other, s3 }: ReturnType<typeof recordedConfig>,
  memory: MemoryOrganization,
  strikes: Strikes = {},
): RequestCount {
  const count = { requests: 0 };
  const objects = new Map<string, string>();
  answerAs(organizations, memory, strikes, { count });
  for (const [mock, name] of [
    [config, 'eu-west-1'],
    [other, 'us-east-1'],
  ] as const) {
    const region: Region = { name, memory, busy: new Map(), objects };
    mock.send.callsFake(async (command) =>
      struck(strikes, count, () => answered(region, command.constructor.name, inputOf(command.input))),
    );
  }
  s3.send.callsFake(async (command) =>
    struck(strikes, count, async () => {
      const { Key = '', Body } = inputOf(command.input);
      objects.set(Key, String(Body));
      return {};
    }),
  );
  return count;
}

function inputOf(sent: object): Input {
  if (isInput(sent)) return sent;
  throw new Error(`not expected: ${JSON.stringify(sent)}`);
}

/** Every member is text or a list; each operation's own are there, since the adapter's types say so. */
const isInput = (sent: object): sent is Input =>
  Object.values(sent).every((value) => value === undefined || typeof value === 'string' || Array.isArray(value));

async function answered(region: Region, command: string, input: Input): Promise<object> {
  switch (command) {
    case 'DescribeOrganizationConformancePackStatusesCommand':
      return { OrganizationConformancePackStatuses: (await packs(region, input)).map((pack) => status(region, pack)) };
    case 'DescribeOrganizationConformancePacksCommand':
      return { OrganizationConformancePacks: (await packs(region, input)).map(described) };
    case 'DescribeOrganizationConfigRulesCommand':
      return { OrganizationConfigRules: [] };
    case 'GetOrganizationConformancePackDetailedStatusCommand':
      return { OrganizationConformancePackDetailedStatuses: [] };
    case 'PutOrganizationConformancePackCommand':
      return put(region, input);
    case 'DeleteOrganizationConformancePackCommand': {
      const name = input.OrganizationConformancePackName ?? '';
      refuseBusy(region, name);
      const call = { operation: 'DeleteOrganizationConformancePack', region: region.name, name } as const;
      unwrapped(await region.memory.port.change(call));
      return {};
    }
    default:
      throw new Error(`no answer to ${command}`);
  }
}

async function packs({ name, memory }: Region, { OrganizationConformancePackNames: names }: Input) {
  const { organization } = unwrapped(await memory.port.read());
  const here = organization.configuration.conformancePacks.filter((pack) => pack.region === name);
  if (names === undefined) return here;
  const found = here.filter((pack) => names.includes(pack.name));
  if (found.length < names.length) throw exception('NoSuchOrganizationConformancePackException');
  return found;
}

function status(region: Region, pack: ConformancePack): object {
  const Status = isBusy(region, pack.name) ? pack.status.replace('_SUCCESSFUL', '_IN_PROGRESS') : pack.status;
  return { OrganizationConformancePackName: pack.name, Status };
}

const described = ({ name, parameters, excludedAccounts, deliveryBucket }: ConformancePack): object => ({
  OrganizationConformancePackName: name,
  DeliveryS3Bucket: deliveryBucket ?? '',
  ConformancePackInputParameters: Object.entries(parameters).map(([ParameterName, ParameterValue]) => ({
    ParameterName,
    ParameterValue,
  })),
  ExcludedAccounts: excludedAccounts,
});

async function put(region: Region, input: Input): Promise<object> {
  const name = input.OrganizationConformancePackName ?? '';
  refuseBusy(region, name);
  const [, key = ''] = /^s3:\/\/[^/]+\/(.+)$/.exec(input.TemplateS3Uri ?? '') ?? [];
  const template = input.TemplateBody ?? region.objects.get(key);
  if (template === undefined) throw exception('OrganizationConformancePackTemplateValidationException');
  unwrapped(
    await region.memory.port.change({
      operation: 'PutOrganizationConformancePack',
      region: region.name,
      name,
      template,
      parameters: Object.fromEntries(
        (input.ConformancePackInputParameters ?? []).map(({ ParameterName = '', ParameterValue = '' }) => [
          ParameterName,
          ParameterValue,
        ]),
      ),
      excludedAccounts: input.ExcludedAccounts ?? [],
      deliveryBucket: input.DeliveryS3Bucket ?? null,
    }),
  );
  region.busy.set(name, LOOKS);
  return {};
}

/** Each look takes one away. */
function isBusy({ busy }: Region, name: string): boolean {
  const looks = busy.get(name) ?? 0;
  busy.set(name, Math.max(0, looks - 1));
  return looks > 0;
}

function refuseBusy(region: Region, name: string): void {
  if (isBusy(region, name)) throw exception('ResourceInUseException');
}
