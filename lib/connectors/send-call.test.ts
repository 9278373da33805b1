import { createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { readAddressPolicy } from './address-policy';
import { createSender } from './send-call';

/** What a receiver answers that writes `answer` and then keeps the connection open. */
async function answerTo(answer: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.write(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const sender = createSender({ policy: readAddressPolicy('on'), timeoutMs: 200 });
  try {
    return await sender.send({ what: 'a test', method: 'POST', url: `http://127.0.0.1:${port}/`, headers: {}, body: 'x' });
  } finally {
    sender.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

it.each([
  ['wants to speak another protocol', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', /another protocol/],
  ['never ends its answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', /No answer within 0.2 seconds/],
  ['says nothing', '', /No answer within 0.2 seconds/],
  ['speaks no HTTP', 'hello\r\n\r\n', /HPE_INVALID/],
])('a receiver that %s is given up', async (_what, answer, failure) => {
  expect(await answerTo(answer)).toMatchObject({ failure: expect.stringMatching(failure), isRefusedAddress: false });
});

it('a redirect is an answer and is not followed', async () => {
  const outcome = await answerTo('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n');
  expect(outcome).toMatchObject({ answer: { status: 302 } });
});
