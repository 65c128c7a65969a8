import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const NAMES = [
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_PROFILE',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_CONFIG_SERVICE',
  'AWS_ENDPOINT_URL_ORGANIZATIONS',
  'AWS_ENDPOINT_URL_S3',
];

/** With these variables, keys that no server checks, and no files of the person who runs the tests. */
export async function withEnvironment<Result>(
  variables: Readonly<Record<string, string>>,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-aws-'));
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    ...variables,
  });
  try {
    return await work(folder);
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** A server on loopback that answers requests of the SDK. */
export interface AnsweringServer {
  readonly endpoint: string;
  /** The bodies of requests, in order. */
  readonly bodies: readonly string[];
  stop(): void;
}

/**
 * @param answer a JSON document for the operation that the request names, or the text of another answer
 */
export async function answeringServer(
  answer: (operation: string, body: string) => object | string,
): Promise<AnsweringServer> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    bodies.push(body);
    const target = String(request.headers['x-amz-target'] ?? /Action=(\w+)/.exec(body)?.[1] ?? '');
    const made = answer(target.slice(target.indexOf('.') + 1), body);
    response.setHeader('content-type', typeof made === 'string' ? 'text/xml' : 'application/x-amz-json-1.1');
    response.end(typeof made === 'string' ? made : JSON.stringify(made));
  });
  // A test that fails does not stop it: it keeps nobody waiting.
  server.on('connection', (socket) => socket.unref());
  server.unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bodies,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
