import { posix } from 'node:path';
import { Ajv } from 'ajv';
import type { Configuration } from '../../../src/configuration/configuration.js';
import { type ConfigurationSource, readLayers } from '../../../src/configuration/layers.js';
import type { Outcome } from '../../../src/configuration/problem.js';
import { resolveConfiguration } from '../../../src/configuration/resolve.js';
import { type ConfigurationFile, ConfigurationSchema } from '../../../src/configuration/schema.js';
import { type Control, control } from '../../../src/controls/control.js';
import { equals, property } from '../../../src/language/builders.js';

const validate = new Ajv({ allErrors: true, verbose: true, strict: false }).compile<ConfigurationFile>(
  ConfigurationSchema,
);

const made = (id: string, rest: Partial<Control>): Control =>
  control({
    id,
    practice: '3.2',
    severity: 'medium',
    profile: 'recommended',
    title: id,
    why: 'why',
    remedy: 'remedy',
    mappings: {},
    rules: [{ types: ['AWS::ECS::Service'], holds: equals(property('A'), 1) }],
    config: { none: 'a test' },
    blindSpots: {},
    examples: [
      { name: 'pass', verdict: 'pass', cloudformation: '' },
      { name: 'fail', verdict: 'fail', cloudformation: '' },
    ],
    ...rest,
  });

/** Controls of every profile, with a parameter of every kind. */
export const CONTROLS: readonly Control[] = [
  made('service-no-public-ip', { severity: 'high', profile: 'essential' }),
  made('service-multi-az', {
    severity: 'high',
    profile: 'essential',
    parameters: {
      minimumSubnets: { type: 'integer', default: 2, description: 'least', minimum: 1, maximum: 6 },
      strictly: { type: 'boolean', default: false, description: 'as it says' },
    },
  }),
  made('service-launch-type-allowed', {
    parameters: {
      allowedLaunchTypes: {
        type: 'texts',
        default: ['FARGATE', 'EC2'],
        description: 'allowed',
        allowed: ['FARGATE', 'EC2', 'EXTERNAL'],
      },
    },
  }),
  made('container-read-only-root', {}),
  made('service-tags-propagated', {
    severity: 'low',
    profile: 'strict',
    parameters: {
      prefix: { type: 'text', default: 'a', description: 'prefix', pattern: '^[a-z]+$' },
      ports: { type: 'integers', default: [80], description: 'ports' },
    },
  }),
];

/** Organization policies: they have no severity. */
const POLICIES = [
  { id: 'deny-ecs-outside-regions' },
  { id: 'deny-ecs-exec' },
  {
    id: 'deny-root-user',
    parameters: { scope: { type: 'text' as const, default: 'ecs', description: 'scope', allowed: ['ecs', 'all'] } },
  },
];

/** Resolves `/repo/ringfence.yaml` of these files; `package:` in a path stands for an installed package. */
async function resolve(files: Readonly<Record<string, string>>): Promise<Outcome<Configuration>> {
  const start = sourceOf(files, '/repo/ringfence.yaml');
  if (typeof start === 'string') throw new Error(start);
  const read = async (reference: string, from: ConfigurationSource) =>
    reference.startsWith('.')
      ? sourceOf(files, posix.resolve(posix.dirname(from.path), reference))
      : sourceOf(files, `/repo/node_modules/${reference}/ringfence.yaml`, true);
  const layers = await readLayers(start, read, validate);
  return layers.problems ? layers : resolveConfiguration(layers.value, CONTROLS, POLICIES);
}

function sourceOf(
  files: Readonly<Record<string, string>>,
  path: string,
  fromPackage = false,
): ConfigurationSource | string {
  const text = files[path];
  return text === undefined ? `there is no ${path}` : { file: posix.relative('/repo', path), path, text, fromPackage };
}

/** `FILE:LINE:COLUMN: MESSAGE` of everything that is wrong. */
export async function problems(files: Readonly<Record<string, string>>): Promise<string[]> {
  const resolved = await resolve(files);
  return (resolved.problems ?? []).map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
}

/** The effective configuration of one text. @throws Error with what is wrong with it */
export async function effective(text: string, others: Readonly<Record<string, string>> = {}): Promise<Configuration> {
  const resolved = await resolve({ '/repo/ringfence.yaml': text, ...others });
  if (resolved.problems) throw new Error(resolved.problems.map(({ message }) => message).join('\n'));
  return resolved.value;
}
