// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables.
import { below, pick, type Random } from '../../../scripts/fuzz/random.js';
import type { CatalogueAction } from '../../../src/scp/catalogue/catalogue.js';
import type { Request } from '../../../src/scp/request.js';

const REGIONS = ['eu-west-1', 'us-east-1'];
const ACCOUNTS = ['222222222222', '333333333333'];
const WORDS = ['web', 'api', 'web-1', 'Web', 'a1b2'];

/** A resource of the type that the action takes; `*` where it takes none. */
export function randomResource(random: Random, action: CatalogueAction): string {
  const [arn] = action.resourceTypes.flatMap((type) => type.arns);
  if (arn === undefined) return '*';
  return arn.replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name === 'Partition') return 'aws';
    if (name === 'Region') return pick(random, REGIONS);
    return name === 'Account' ? pick(random, ACCOUNTS) : pick(random, WORDS);
  });
}

/** Patterns near a request's resource. */
export function resourcePatterns(random: Random, { resource }: Request): string[] {
  if (below(random, 3) === 0) return ['*'];
  return Array.from({ length: 1 + below(random, 2) }, () =>
    resource === '*' ? pick(random, ['*', 'arn:aws:ecs:*:*:cluster/*']) : pattern(random, resource),
  );
}

function pattern(random: Random, resource: string): string {
  const parts = resource.split(':');
  const last = parts.slice(5).join(':');
  const at = 1 + below(random, Math.max(1, last.length - 1));
  const end = pick(random, [
    last,
    '*',
    `${last.slice(0, at)}*`,
    `${last.slice(0, at)}?${last.slice(at + 1)}`,
    `*${last.slice(at)}`,
    `${last.slice(0, at)}*${last.slice(at + 1)}`,
    last.replace(/[^/:]+$/, '${aws:PrincipalTag/team}'),
    last.replace(/[^/:]+$/, "${aws:username, 'web'}"),
    last.replace(/[^/:]+$/, "${aws:username,'web'}"),
    last.replace(/[^/:]+$/, '${aws:CalledVia}'),
    last.toUpperCase(),
  ]);
  const start = parts.slice(0, 5).map((part, index) => (index > 0 && below(random, 3) === 0 ? '*' : part));
  const short = below(random, 20);
  if (short === 0) return `${start.slice(0, 1 + below(random, 4)).join(':')}:*`;
  if (short === 1) return pick(random, ['arn:*', `*${last}`, `arn:aws:*:${last}`, start.slice(0, 4).join(':')]);
  if (short === 2) return [...start.map((part) => part.toUpperCase().replace('ARN', 'arn')), end].join(':');
  if (short === 3) return [...start.slice(0, 3), '${aws:RequestedRegion}', start[4], end].join(':');
  if (short === 4) return [...start.slice(0, 4), '${aws:PrincipalAccount}', end].join(':');
  return [...start, end].join(':');
}
