// A project that sends batches of 500 without pause, as a process of its own: port, key, number of senders. Says what it was told when it is stopped.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { send } from './http-load';
import { benchSpans } from './spans';

const [port = '', key = '', senders = '1'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
/** Later rounds send the same spans again. */
const bodies = Array.from({ length: 60 }, () => encodeTraces(benchSpans(500), { 'service.name': 'noisy' }));
const target = { port: Number(port), headers: { 'content-type': 'application/x-protobuf', 'x-api-key': key } };
const answers = new Map<number, number>();
let isStopping = false;
process.once('message', () => {
  isStopping = true;
});
process.send?.('started');
await Promise.all(
  Array.from({ length: Number(senders) }, async (_, sender) => {
    for (let next = sender; !isStopping; next++) {
      const status = await send(agent, target, bodies[next % bodies.length] as Buffer);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      // An exporter that is told to wait does so; this one waits a tenth of a second at most.
      if (status !== 200) await sleep(100);
    }
  }),
);
process.send?.([...answers], () => process.exit(0));
