import { equals, item, oneOrMany, property, some } from '../../language/builders.js';
import type { Condition } from '../../language/condition.js';
import type { Rule } from '../control.js';

/** Task definitions, those of daemons included: both have `ContainerDefinitions`. */
export const TASK_DEFINITIONS = ['AWS::ECS::TaskDefinition', 'AWS::ECS::DaemonTaskDefinition'];

export const CONTAINERS = property('ContainerDefinitions');

/** An Express service has one container, which is read as a list of one. */
export const EXPRESS_SERVICE = 'AWS::ECS::ExpressGatewayService';
const PRIMARY_CONTAINER = oneOrMany(property('PrimaryContainer'));

/** The task definition asks for this compatibility (`FARGATE`, `EC2`, `EXTERNAL`, `MANAGED_INSTANCES`). */
export const requiresCompatibility = (compatibility: string): Condition =>
  some(property('RequiresCompatibilities'), equals(item(), compatibility));

/** The same question of every container, that of an Express service included. */
export const eachContainer = (asked: Pick<Rule, 'when' | 'holds'>): Rule[] => [
  { types: TASK_DEFINITIONS, each: CONTAINERS, ...asked },
  { types: [EXPRESS_SERVICE], each: PRIMARY_CONTAINER, ...asked },
];
