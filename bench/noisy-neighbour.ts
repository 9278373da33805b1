// One project sends without pause while another sends a little: the 95th percentile of the other, alone and beside it, in the same run.
// node --conditions=react-server --import tsx bench/noisy-neighbour.ts [--requests 150] [--senders 32] [--quota 2000]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { changeProjectSettings } from '@/lib/data/people/projects';
import type { Actor } from '@/lib/domain/policy';
import { NO_QUOTA_SETTINGS } from '@/lib/domain/quota';
import { newId } from '@/lib/domain/new-id';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { createBenchProject } from '@/prisma/bench-project';
import { send } from './ingest/http-load';
import { startIngestServers } from './ingest/servers';
import { benchSpans } from './ingest/spans';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '150' },
    senders: { type: 'string', default: '32' },
    quota: { type: 'string', default: '2000' },
  },
});
const PAUSE_MS = 20;
const servers = await startIngestServers();
const quiet = await createBenchProject('quiet');
const agent = new Agent({ keepAlive: true });
const target = (key: string) => ({ port: servers.port, headers: { 'content-type': 'application/x-protobuf', 'x-api-key': key } });
try {
  await percentile95();
  const alone = await percentile95();
  console.log(`alone: p95 ${alone.toFixed(1)} ms for batches of 10`);
  await beside('taking turns only', alone);
  await changeProjectSettings(owner(servers.projectId), { quotas: { ...NO_QUOTA_SETTINGS, spansPerSecond: Number(values.quota) } });
  // Shares that were taken without a limit last until their window of ten seconds ends.
  await sleep(10_500);
  await beside(`with a quota of ${values.quota} spans per second`, alone);
} finally {
  agent.destroy();
  await servers.stop();
}

/** The noise is made by a process of its own, so that this one only measures. */
async function beside(what: string, alone: number): Promise<void> {
  const noise = fork(join(import.meta.dirname, 'ingest', 'noise.ts'), [String(servers.port), servers.key, values.senders], {
    execArgv: process.execArgv,
  });
  await once(noise, 'message');
  await sleep(2000);
  const p95 = await percentile95();
  noise.send('stop');
  const [answers] = (await once(noise, 'message')) as [[number, number][]];
  const told = answers.map(([status, count]) => `${count} × ${status}`).join(', ');
  console.log(`${what}: p95 ${p95.toFixed(1)} ms, ${(p95 / alone).toFixed(2)} times as long as alone; the noisy one was told ${told}`);
}

async function percentile95(): Promise<number> {
  const times: number[] = [];
  for (let sent = 0; sent < Number(values.requests); sent++) {
    const body = encodeTraces(benchSpans(10), { 'service.name': 'quiet' });
    const startedAt = performance.now();
    const status = await send(agent, target(quiet.key), body);
    if (status !== 200) throw new Error(`the quiet project was answered ${status}`);
    times.push(performance.now() - startedAt);
    await sleep(PAUSE_MS);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

function owner(projectId: string): Actor {
  return { userId: newId(), name: 'bench', projectId, projectSlug: 'bench', role: 'owner', via: 'session', scopes: [] };
}
