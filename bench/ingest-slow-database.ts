// The door's memory while its database is slow: many senders without pause, every answer of PostgreSQL held back; then quick again.
// node --conditions=react-server --import tsx bench/ingest-slow-database.ts [--delay 300] [--seconds 20] [--senders 64]
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { send } from './ingest/http-load';
import { residentMegabytes, startIngestServers } from './ingest/servers';
import { benchSpans } from './ingest/spans';

const { values } = parseArgs({
  options: {
    delay: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '20' },
    senders: { type: 'string', default: '64' },
  },
});
const BATCH = 500;
const servers = await startIngestServers({ isRelayed: true });
const agent = new Agent({ keepAlive: true, maxSockets: Number(values.senders) });
const target = { port: servers.port, headers: { 'content-type': 'application/x-protobuf', 'x-api-key': servers.key } };
try {
  await phase('quick', 0, 8, 4);
  await phase('slow', Number(values.delay), Number(values.seconds), Number(values.senders));
  await phase('slow, going on', Number(values.delay), Number(values.seconds), Number(values.senders));
  await phase('quick again', 0, 8, 4);
} finally {
  agent.destroy();
  await servers.stop();
}

async function phase(name: string, delayMs: number, seconds: number, senders: number): Promise<void> {
  if (servers.relay) servers.relay.delayMs = delayMs;
  const answers = new Map<number, number>();
  const memory: number[] = [];
  const until = Date.now() + seconds * 1000;
  const sampling = (async () => {
    for (; Date.now() < until; await sleep(200)) memory.push(residentMegabytes(servers.pid));
  })();
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (Date.now() < until) {
        const status = await send(agent, target, encodeTraces(benchSpans(BATCH), { 'service.name': 'bench' }));
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    }),
  );
  await sampling;
  const told = [...answers].map(([status, count]) => `${count} × ${status}`).join(', ');
  console.log(`${name}: ${told} for batches of ${BATCH}; memory at most ${Math.max(...memory)} MB, at the end ${memory.at(-1)} MB`);
}
