/**
 * An action as requests name it: service prefixes have hyphens, and so has a name (`vpc-lattice`'s
 * `AssociateViaAWSService-EventsAndStates`).
 */
export const ACTION = '^[A-Za-z0-9-]+:[A-Za-z0-9-]+$';
