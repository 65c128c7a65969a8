import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../organization/port.js';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds) => setTimeout(milliseconds),
  random: () => Math.random(),
};
