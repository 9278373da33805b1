// Test support: a fixed address before a server that moves or has to look slow. Everything passes unchanged.
import { type AddressInfo, createServer, connect, type Socket } from 'node:net';

export interface TcpRelay {
  port: number;
  /** Where connections go from now on. */
  target: number;
  /** Milliseconds by which each piece of an answer is held back. */
  delayMs: number;
  /** Ends what is open, as a server does that goes away. */
  cut(): void;
  close(): Promise<void>;
}

export async function startTcpRelay(target: number): Promise<TcpRelay> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(relay.target, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (piece: Buffer) => {
      if (relay.delayMs === 0) near.write(piece);
      else setTimeout(() => near.writable && near.write(piece), relay.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const relay: TcpRelay = {
    port: (server.address() as AddressInfo).port,
    target,
    delayMs: 0,
    cut: () => {
      for (const socket of open) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        relay.cut();
        server.close(() => resolve());
      }),
  };
  return relay;
}
