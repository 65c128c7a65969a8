import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '../../src/organization/port.js';
import { tool } from './tools.js';

/** An API server on loopback that answers as AWS, and what makes the SDK talk to it. */
export interface Moto {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Time that goes a hundred times as fast: the server has no rates, and the adapter keeps them. */
const SPEED = 100;
export const fastClock: Clock = {
  now: () => Date.now() * SPEED,
  sleep: (milliseconds) => setTimeout(milliseconds / SPEED),
  random: () => Math.random(),
};

/** What the SDK reads from the environment while the server runs. */
const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** Starts the server on a free port, and points AWS_ENDPOINT_URL at it. @throws Error where moto is not installed */
export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = spawn(tool('moto'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const before = { ...process.env };
  Object.assign(process.env, ENVIRONMENT, { AWS_ENDPOINT_URL: endpoint });
  await answering(endpoint, server);
  return {
    endpoint,
    stop: async () => {
      for (const name of [...Object.keys(ENVIRONMENT), 'AWS_ENDPOINT_URL']) restore(name, before[name]);
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await gone;
    },
  };
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function answering(endpoint: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`moto ended with status ${server.exitCode}`);
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => null);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  server.kill();
  throw new Error('moto does not answer');
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
