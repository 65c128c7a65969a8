import { configAccess } from '../node/config-access.js';
import { answered } from '../node/deployment.js';
import { systemClock } from '../node/system-clock.js';
import { complianceOf, complianceSummary } from '../organization/compliance.js';
import { complianceJson, complianceText } from '../reports/compliance.js';
import { configured } from './configured.js';
import type { Context, ExitStatus } from './context.js';
import { deliver } from './deliver.js';
import { tellAbout } from './deployment.js';
import { Mistake } from './mistake.js';

/** `drift --compliance`: what every control comes to in every account, as an aggregator of AWS Config knows it. */
export async function compliance(flags: { readonly organization?: string }, context: Context): Promise<ExitStatus> {
  const { configuration, controls } = await configured(context);
  const { source, assumeRole, config } = configuration.organization;
  if ((flags.organization ?? source) !== 'aws')
    throw new Mistake(
      'compliance is what AWS Config has found, which no organization file holds: say --organization aws, or set `organization.source: aws`',
    );
  const { regions = [] } = config ?? {};
  const access = configAccess(configuration);
  if (!access?.aggregator || regions.length === 0)
    throw new Mistake(
      'compliance is read through a configuration aggregator: set `organization.config.regions`, and `organization.config.aggregator` to its name, or to NAME@REGION where it is not in the first of the regions',
    );
  const { openAwsOrganization } = await import('../aws/adapter.js');
  // Of regions that are to have packs no longer nothing is to be known.
  const port = await openAwsOrganization(assumeRole ?? null, { ...access, regions }, systemClock);
  tellAbout(answered(await port.about()), context);
  const { root, rules, apiCalls } = answered(await port.compliance());
  const found = complianceOf({
    root,
    regions,
    controls: controls.map(({ id }) => id),
    rules: rules ?? [],
  });
  const result = { version: 1, ...found, summary: complianceSummary(found), apiCalls } as const;
  const listed = context.common.verbose ?? false;
  await deliver(context, {
    text: (colour) => complianceText(result, { colour, listed }),
    json: () => complianceJson(result),
  });
  // Nothing was judged.
  if (result.results.length === 0) return 2;
  return result.summary.nonCompliant > 0 ? 1 : 0;
}
