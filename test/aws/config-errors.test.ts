import assert from 'node:assert/strict';
import {
  DeleteOrganizationConformancePackCommand,
  PutOrganizationConformancePackCommand,
} from '@aws-sdk/client-config-service';
import type { PortError } from '../../src/organization/port-error.js';
import { exception, recordedConfig } from './support.js';

const put = {
  operation: 'PutOrganizationConformancePack',
  region: 'eu-west-1',
  name: 'ringfence-a',
  template: 'abc',
  parameters: {},
  excludedAccounts: [],
  deliveryBucket: null,
} as const;
const remove = { operation: 'DeleteOrganizationConformancePack', region: 'us-east-1', name: 'ringfence-a' } as const;

/** A name that AWS gives an error of Put; its kind; how often the request is sent; what the message says. */
const FAILING: readonly (readonly [string, PortError['kind'], number, RegExp])[] = [
  ['ThrottlingException', 'retryable', 9, /Throttling/],
  ['ServiceUnavailable', 'retryable', 9, /ServiceUnavailable/],
  ['InternalFailure', 'retryable', 9, /InternalFailure/],
  // It lasts for minutes: whoever made the change waits for it.
  ['ResourceInUseException', 'retryable', 1, /still in progress: go on later/],
  ['MaxNumberOfOrganizationConformancePacksExceededException', 'quota', 1, /Exceeded/],
  ['ValidationException', 'invalid', 1, /ValidationException/],
  ['OrganizationConformancePackTemplateValidationException', 'invalid', 1, /TemplateValidation/],
  ['OrganizationAccessDeniedException', 'denied', 1, /management account, or from a delegated administrator/],
  ['InsufficientPermissionsException', 'denied', 1, /`iam:CreateServiceLinkedRole`/],
  ['AccessDeniedException', 'denied', 1, /^`config:PutOrganizationConformancePack` is not allowed/],
  ['NoAvailableOrganizationException', 'not-possible', 1, /NoAvailable/],
  ['OrganizationAllFeaturesNotEnabledException', 'not-possible', 1, /AllFeatures/],
  ['ExpiredTokenException', 'credentials', 1, /log in again/],
  ['SomethingNewException', 'unexpected', 1, /SomethingNew/],
];

describe('a request to AWS Config that fails', () => {
  for (const [name, kind, requests, message] of FAILING) {
    it(`with ${name} is ${kind}, after ${requests} tries`, async () => {
      const { port, config } = recordedConfig();
      config.on(PutOrganizationConformancePackCommand).rejects(exception(name));
      const { error } = await port.change(put);
      assert.equal(error?.kind, kind);
      assert.equal(error?.name, name);
      assert.match(error?.message ?? '', message);
      assert.equal(config.calls().length, requests);
    });
  }

  it('since the pack is gone is done already where it was to go', async () => {
    const { port, other } = recordedConfig();
    other.on(DeleteOrganizationConformancePackCommand).rejects(exception('NoSuchOrganizationConformancePackException'));
    assert.equal((await port.change(remove)).error?.kind, 'done-already');
  });

  it('is sent again until it succeeds, after pauses that grow', async () => {
    const { port, config, clock } = recordedConfig();
    config
      .on(PutOrganizationConformancePackCommand)
      .rejectsOnce(exception('ThrottlingException'))
      .rejectsOnce(exception('ThrottlingException'))
      .resolves({});
    assert.deepEqual(await port.change(put), { value: null });
    assert.equal(config.calls().length, 3);
    assert.ok(clock.slept >= 1_500, `${clock.slept}`);
  });

  it('for want of an answer is repeated where it only reads, and never where it changes', async () => {
    const { port, config } = recordedConfig();
    const noAnswer = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    config.rejects(noAnswer);
    assert.equal((await port.conformancePackFailures('eu-west-1', 'x')).error?.kind, 'no-answer');
    assert.equal(config.calls().length, 3);
    assert.equal((await port.change(put)).error?.kind, 'no-answer');
    assert.equal(config.calls().length, 4);
  });
});
