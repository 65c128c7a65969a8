import {
  DeleteOrganizationConformancePackCommand,
  PutOrganizationConformancePackCommand,
} from '@aws-sdk/client-config-service';
import { templateDigest } from '../organization/pack-deployment.js';
import type { ConfigConnections } from './config-connections.js';
import type { PackCall } from './pack-call.js';

type Put = Extract<PackCall, { operation: 'PutOrganizationConformancePack' }>;

/** Answered when AWS has taken the request. @throws CallFailure */
export async function changePack(call: PackCall, connections: ConfigConnections): Promise<void> {
  const { client, caller, region } = await connections.in(call.region);
  if (call.operation === 'DeleteOrganizationConformancePack') {
    const command = new DeleteOrganizationConformancePackCommand({ OrganizationConformancePackName: call.name });
    await caller.call(call.operation, () => client.send(command));
    return;
  }
  const template = await templateOf(call, connections, region);
  const command = new PutOrganizationConformancePackCommand({
    OrganizationConformancePackName: call.name,
    ...template,
    ConformancePackInputParameters: Object.entries(call.parameters).map(([ParameterName, ParameterValue]) => ({
      ParameterName,
      ParameterValue,
    })),
    ExcludedAccounts: [...call.excludedAccounts],
  });
  await caller.call(call.operation, () => client.send(command));
}

/** Inline, or laid into the bucket first: a template there may be six times as long. */
async function templateOf({ name, template, deliveryBucket }: Put, connections: ConfigConnections, region: string) {
  if (deliveryBucket === null) return { TemplateBody: template };
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const { client, caller } = await connections.bucket(region);
  const key = templateKey(name, template);
  const object = new PutObjectCommand({ Bucket: deliveryBucket, Key: key, Body: template });
  await caller.call('PutObject', () => client.send(object));
  return { TemplateS3Uri: `s3://${deliveryBucket}/${key}`, DeliveryS3Bucket: deliveryBucket };
}

/** By its content: what lies there never changes, and a template that is put again is the same. */
const templateKey = (name: string, template: string): string => `${TEMPLATES}${name}-${templateDigest(template)}.yaml`;

/** The folder of templates in the bucket. */
const TEMPLATES = 'ringfence/';
