import { containerInstanceFacts, usesInstances } from './container-instance.js';
import { distinctSubnets, distinctZones } from './distinct-subnets.js';
import type { Fact } from './fact.js';
import { heldSecret, namesResource, noSecretForm } from './held-secret.js';
import { imageDigest, imageTag } from './image-reference.js';
import { internalLoadBalancer } from './internal-load-balancer.js';
import { operatingSystem, targetOperatingSystem } from './operating-system.js';
import { assumedByTasks, attachedGrants, fullAccessPolicies, inlineGrants, publicStatements } from './policies.js';
import { scannedByRegistry } from './registry-scanning.js';
import { guideForm, secretReference } from './secret-reference.js';
import { guards, singlePort } from './security-group-use.js';
import { sessionsLogged, targetSessionsLogged, tasksUseAwslogs } from './session-logging.js';
import { taskRoleIsExecutionRole } from './task-roles.js';
import { taskCpuUnits, taskMemory } from './task-size.js';

/** Every fact. A condition that asks for one that is not here is an error when its control is loaded. */
export const FACTS: readonly Fact[] = [
  imageTag,
  imageDigest,
  taskCpuUnits,
  taskMemory,
  taskRoleIsExecutionRole,
  heldSecret,
  noSecretForm,
  namesResource,
  secretReference,
  guideForm,
  ...containerInstanceFacts,
  usesInstances,
  distinctSubnets,
  distinctZones,
  internalLoadBalancer,
  operatingSystem,
  targetOperatingSystem,
  publicStatements,
  inlineGrants,
  attachedGrants,
  fullAccessPolicies,
  assumedByTasks,
  scannedByRegistry,
  guards,
  singlePort,
  ...sessionsLogged,
  targetSessionsLogged,
  tasksUseAwslogs,
];
