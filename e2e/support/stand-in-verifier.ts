// A scorer on this machine: answers each pair with an opinion, or every request with a fault.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StandInVerifier {
  url: string;
  /** Answered instead of scores while it is set. */
  faultStatus: number | null;
  close: () => Promise<void>;
}

export async function startVerifier(support: (claim: string) => number): Promise<StandInVerifier> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pairs } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { pairs: { id: string; claim: string }[] };
      const scores = pairs.map(({ id, claim }) => ({ id, support: support(claim), detail: 'stand-in' }));
      response.writeHead(stand.faultStatus ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify({ scores, model: 'nli-1' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stand: StandInVerifier = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/score`,
    faultStatus: null,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return stand;
}
