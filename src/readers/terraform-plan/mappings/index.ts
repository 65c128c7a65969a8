import type { Mapping } from '../mapping.js';
import { accountSecurity } from './account-security.js';
import { ec2 } from './ec2.js';
import { ecr } from './ecr.js';
import { ecs } from './ecs.js';
import { efs } from './efs.js';
import { elbv2 } from './elbv2.js';
import { iam } from './iam.js';
import { instances } from './instances.js';
import { monitoring } from './monitoring.js';
import { scaling } from './scaling.js';
import { schedules } from './schedules.js';
import { securityGroups } from './security-groups.js';

/** Every Terraform resource type that is read, and how. A map: no type of a plan can hit an inherited name. */
export const MAPPINGS: ReadonlyMap<string, Mapping> = new Map(
  Object.entries({
    ...accountSecurity,
    ...ec2,
    ...ecr,
    ...ecs,
    ...efs,
    ...elbv2,
    ...iam,
    ...instances,
    ...monitoring,
    ...scaling,
    ...schedules,
    ...securityGroups,
  }),
);
