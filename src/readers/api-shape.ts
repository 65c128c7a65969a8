import { emptyMap, isList, isMap, unknownValue, type Value, type ValueMap } from '../language/value.js';
import { DEEPEST, plainKeys, plainValue, READS_AS_INTRINSIC } from './json.js';

/**
 * The ECS API's names that are not CloudFormation's with a small first letter, in small letters; `parent/name` where
 * the spelling depends on what holds it. Source: the registry schema of AWS::ECS::TaskDefinition.
 */
const IRREGULAR: Readonly<Record<string, string>> = {
  efsvolumeconfiguration: 'EFSVolumeConfiguration',
  'efsvolumeconfiguration/filesystemid': 'FilesystemId',
  'authorizationconfig/iam': 'IAM',
  fsxwindowsfileservervolumeconfiguration: 'FSxWindowsFileServerVolumeConfiguration',
  s3filesvolumeconfiguration: 'S3FilesVolumeConfiguration',
  'proxyconfiguration/properties': 'ProxyConfigurationProperties',
  sizeingib: 'SizeInGiB',
};

/** Names that CloudFormation spells as the API does, but for the first letter. */
const REGULAR = `accessPointArn accessPointId add appProtocol attachmentType authorizationConfig autoprovision
capabilities command condition configuredAtLaunch containerDefinitions containerName containerPath containerPort
containerPortRange cpu cpuArchitecture credentialSpecs credentialsParameter dependsOn deviceName deviceType devices
disableNetworking dnsSearchDomains dnsServers dockerLabels dockerSecurityOptions dockerVolumeConfiguration domain
driver driverOpts drop enableFaultInjection enabled entryPoint environment environmentFiles ephemeralStorage essential
executionRoleArn expression extraHosts family fileSystemArn fileSystemId firelensConfiguration hardLimit healthCheck
host hostPath hostPort hostname ignoredExitCodes image inferenceAccelerators initProcessEnabled interactive interval
ipAddress ipcMode key labels links linuxParameters logConfiguration logDriver maxComputePercent maxSwap memory
memoryReservation mountOptions mountPoints name namespace networkMode nvidiaMps operatingSystemFamily options
permissions pidMode placementConstraints portMappings privileged protocol proxyConfiguration pseudoTerminal readOnly
readonlyRootFilesystem repositoryCredentials requiresCompatibilities resourceRequirements restartAttemptPeriod
restartPolicy retries rootDirectory runtimePlatform scope secretOptions secrets sharedMemorySize sharingStrategy size
softLimit sourceContainer sourcePath sourceVolume startPeriod startTimeout stopTimeout swappiness systemControls tags
taskRoleArn timeout tmpfs transitEncryption transitEncryptionPort type ulimits user value valueFrom
versionConsistency volumes volumesFrom workingDirectory`;

const KNOWN: ReadonlyMap<string, string> = new Map([
  ...REGULAR.split(/\s+/).map((name): [string, string] => [name.toLowerCase(), pascalCase(name)]),
  ...Object.entries(IRREGULAR),
]);

/** Maps whose keys are the user's own. */
const DATA = new Set(['DockerLabels', 'DriverOpts', 'Labels', 'Options']);

/**
 * The CloudFormation name of an ECS API name. Capitals do not count, as in Terraform, whose decoder (Go's
 * `encoding/json`) ignores them too: `"Privileged": true` in `container_definitions` is in force.
 *
 * @param parent the CloudFormation name of what holds it; empty at the top
 */
export function cloudFormationName(name: string, parent: string): string {
  const small = name.toLowerCase();
  return KNOWN.get(`${parent.toLowerCase()}/${small}`) ?? KNOWN.get(small) ?? pascalCase(name);
}

/** Whether the keys of what this CloudFormation name holds are data, and stay as they are. */
export const holdsData = (name: string): boolean => DATA.has(name);

function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** A value in the ECS API's spelling, in CloudFormation's. Wrong kinds stay as they are. */
export function fromApi(value: Value, parent = '', depth = 0): Value {
  if (depth > DEEPEST) return unknownValue('malformed: nested too deep');
  if (isList(value)) return value.map((element) => fromApi(element, parent, depth + 1));
  return isMap(value) ? mapFromApi(value, parent, depth) : value;
}

function mapFromApi(map: ValueMap, parent: string, depth: number): ValueMap {
  const result = emptyMap();
  for (const key of plainKeys(map)) {
    const name = cloudFormationName(key, parent);
    const value = map[key] ?? null;
    if (READS_AS_INTRINSIC.test(name)) continue;
    result[name] = holdsData(name) ? plainValue(value, depth + 1) : fromApi(value, name, depth + 1);
  }
  return result;
}
