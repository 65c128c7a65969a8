import {
  all,
  any,
  equals,
  every,
  exists,
  fact,
  item,
  matches,
  not,
  oneOf,
  parameter,
  property,
  related,
  says,
  some,
  versionAtLeast,
} from '../language/builders.js';
import type { Condition, Term } from '../language/condition.js';
import { control } from './control.js';
import { serviceFargatePlatformVersionExamples } from './examples/service-fargate-platform-version.js';
import { ecsTargets } from './shared/schedules.js';

const below = (base: Term, path: string): Term => ({ ...base, path: [...base.path, ...path.split('.')] });

const FARGATE = ['FARGATE', 'FARGATE_SPOT'];

/** Tasks that certainly do not run on Fargate are told by their launch type or by the providers that they name. */
function onFargate(workload: Term, clusterStrategy?: Term): Condition {
  const [launchType, strategy] = [below(workload, 'LaunchType'), below(workload, 'CapacityProviderStrategy')];
  const isFargate = oneOf(item('CapacityProvider'), FARGATE);
  return all(
    not(oneOf(launchType, ['EC2', 'EXTERNAL'])),
    any(
      exists(below(workload, 'PlatformVersion')),
      equals(launchType, 'FARGATE'),
      some(strategy, isFargate),
      // Neither given: the cluster's default strategy, else launch type EC2.
      ...(clusterStrategy
        ? [all(not(exists(launchType)), not(exists(strategy)), some(clusterStrategy, isFargate))]
        : []),
    ),
  );
}

/** Versions that only Linux has had: whatever the task definition says, these are Linux. */
const LINUX_ONLY = ['1.1.0', '1.2.0', '1.3.0'];

/** Where the operating system is not known, a version is recent where it is so for both. */
function recent(workload: Term, operatingSystem: Term): Condition {
  const version = below(workload, 'PlatformVersion');
  const windows = all(not(oneOf(version, LINUX_ONLY)), matches(operatingSystem, '^WINDOWS'));
  return any(
    says(
      'platform version {value} is out of date',
      all(
        any(versionAtLeast(version, parameter('minimumPlatformVersion')), windows),
        any(versionAtLeast(version, parameter('minimumWindowsPlatformVersion')), not(windows)),
      ),
    ),
    equals(version, 'LATEST'),
    // Absent means LATEST.
    not(exists(version)),
  );
}

const workload = property('');
const target = item('EcsParameters');

export default control({
  id: 'service-fargate-platform-version',
  practice: '1.2',
  severity: 'medium',
  profile: 'essential',
  title: 'Fargate tasks run on a current platform version',
  why: 'A platform version is the kernel and container runtime that AWS patches; tasks pinned to an old one miss the fixes.',
  remedy: 'Leave PlatformVersion out, or set it to LATEST.',
  mappings: {
    securityHub: ['ECS.10'],
    controlTower: ['CT.ECS.PR.1'],
    checkov: ['CKV_AWS_332'],
    config: ['ecs-fargate-latest-platform-version'],
  },
  parameters: {
    minimumPlatformVersion: {
      type: 'text',
      default: '1.4.0',
      description: 'The oldest platform version of Linux that may be named.',
      pattern: '^[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}$',
    },
    minimumWindowsPlatformVersion: {
      type: 'text',
      default: '1.0.0',
      description: 'The oldest platform version of Windows that may be named.',
      pattern: '^[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}$',
    },
  },
  rules: [
    {
      types: ['AWS::ECS::Service', 'AWS::ECS::TaskSet'],
      when: onFargate(workload, related('Cluster.DefaultCapacityProviderStrategy')),
      holds: recent(workload, fact('OperatingSystem')),
    },
    ...ecsTargets({
      rule: (targets) => every(targets, any(recent(target, item('Facts.OperatingSystem')), not(onFargate(target)))),
      schedule: (parameters) =>
        any(recent(property(parameters), fact('OperatingSystem')), not(onFargate(property(parameters)))),
    }),
  ],
  decisions:
    'The operating system is that of the task definition. Where it is not in the input, 1.1.0 to 1.3.0 are Linux, since Windows has had 1.0.0 only.',
  config: {
    managed: [
      {
        identifier: 'ECS_FARGATE_LATEST_PLATFORM_VERSION',
        parameters: {
          latestLinuxVersion: 'minimumPlatformVersion',
          latestWindowsVersion: 'minimumWindowsPlatformVersion',
        },
      },
    ],
    why: 'It takes both parameters as the latest versions. That is the same as long as the oldest allowed version is also the newest, as it is by default.',
  },
  blindSpots: {
    check:
      'What RunTask and StartTask ask for is not in a template; an Express service has no platform version to set.',
    rawTemplate: 'The operating system of the task definition is unknown, so 1.0.0 is too.',
    config:
      'Task sets and schedules are not judged. A minimum that is older than the latest version is taken for the latest, so versions between the two fail.',
    organizationPolicy: 'No condition key has the platform version.',
  },
  examples: serviceFargatePlatformVersionExamples,
});
