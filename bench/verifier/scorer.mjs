// A scorer as a process of its own: /quick answers at once, /slow after the milliseconds it was started with, /down with 503.
import { createServer } from 'node:http';

const slowMs = Number(process.argv[2]);
const server = createServer(async (request, response) => {
  const { pairs } = JSON.parse(Buffer.concat(await request.toArray()).toString());
  if (request.url === '/down') return response.writeHead(503).end();
  const answer = () =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ scores: pairs.map(({ id }) => ({ id, support: 0.7 })) }));
  if (request.url === '/slow') setTimeout(answer, slowMs);
  else answer();
});
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
