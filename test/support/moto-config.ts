import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type Moto, startMoto } from './moto.js';

/**
 * moto with a server before it that answers what moto 5.2.5 cannot: DescribeOrganizationConfigRules, of which there are
 * then none, and DescribeOrganizationConformancePacks without names, which it asks moto for by name. Everything else goes
 * to moto as it is.
 */
export async function startMotoWithConfig(): Promise<Moto> {
  const moto = await startMoto();
  const server = createServer((incoming, outgoing) => void answer(moto.endpoint, incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  process.env['AWS_ENDPOINT_URL'] = endpoint;
  return {
    endpoint,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await moto.stop();
    },
  };
}

const TARGET = 'x-amz-target';
const operation = (name: string): string => `StarlingDoveService.${name}`;

async function answer(moto: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const body = Buffer.concat(pieces);
  if (incoming.headers[TARGET] === operation('DescribeOrganizationConfigRules')) {
    answerWith(outgoing, { OrganizationConfigRules: [] });
    return;
  }
  if (incoming.headers[TARGET] === operation('DescribeOrganizationConformancePacks')) {
    const asked = JSON.parse(body.toString('utf8'));
    if (asked.OrganizationConformancePackNames === undefined) {
      const names = await namesOfPacks(moto, incoming);
      await forward(moto, incoming, Buffer.from(JSON.stringify({ OrganizationConformancePackNames: names })), outgoing);
      return;
    }
  }
  await forward(moto, incoming, body, outgoing);
}

function answerWith(outgoing: ServerResponse, value: object): void {
  outgoing.setHeader('content-type', 'application/x-amz-json-1.1');
  outgoing.end(JSON.stringify(value));
}

/** By the caller's own signature, which names the region; nobody checks it. */
async function namesOfPacks(moto: string, { headers }: IncomingMessage): Promise<readonly string[]> {
  const target = operation('DescribeOrganizationConformancePackStatuses');
  const response = await fetch(moto, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      [TARGET]: target,
      authorization: headers.authorization ?? '',
    },
    body: '{}',
  });
  const { OrganizationConformancePackStatuses: statuses } = JSON.parse(await response.text());
  return statuses.map((status: { OrganizationConformancePackName: string }) => status.OrganizationConformancePackName);
}

const forward = (moto: string, incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { ...incoming.headers, 'content-length': String(body.length) };
    const { method = 'POST', url = '/' } = incoming;
    const asked = request(new URL(url, moto), { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(outgoing).once('finish', resolve);
    });
    asked.once('error', reject);
    asked.end(body);
  });
