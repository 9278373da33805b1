// One project sends without pause while another sends a little: the 95th percentile of the other, alone and beside it, in the same run.
// node --conditions=react-server --import tsx bench/noisy-neighbour.ts [--requests 300] [--senders 16] [--quota 2000] [--rounds 3]
// Every round measures alone, by turns and with a quota, so that all of them meet the same database; a measurement of 300 requests takes about ten
// seconds, as long as the window of a quota: what was granted is sent in a burst at its beginning, and the rest is refused.
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
    requests: { type: 'string', default: '300' },
    senders: { type: 'string', default: '16' },
    quota: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
  },
});
const PAUSE_MS = 20;
const servers = await startIngestServers();
const quiet = await createBenchProject('quiet');
const agent = new Agent({ keepAlive: true });
const target = (key: string) => ({ port: servers.port, headers: { 'content-type': 'application/x-protobuf', 'x-api-key': key } });
const WINDOW_MS = 10_000;
const times = { alone: [] as number[], turns: [] as number[], quota: [] as number[] };
try {
  await quietTimes();
  for (let round = 0; round < Number(values.rounds); round++) {
    times.alone.push(...(await quietTimes()));
    times.turns.push(...(await besideNoise('taking turns only')));
    await limitTo(Number(values.quota));
    times.quota.push(...(await besideNoise(`with a quota of ${values.quota} spans per second`)));
    await limitTo(null);
  }
  const alone = percentile95(times.alone);
  console.log(`alone: p95 ${alone.toFixed(1)} ms for batches of 10`);
  for (const name of ['turns', 'quota'] as const) {
    const p95 = percentile95(times[name]);
    console.log(`${name}: p95 ${p95.toFixed(1)} ms, ${(p95 / alone).toFixed(2)} times as long as alone`);
  }
} finally {
  agent.destroy();
  await servers.stop();
}

async function limitTo(spansPerSecond: number | null): Promise<void> {
  await changeProjectSettings(owner(servers.projectId), { quotas: { ...NO_QUOTA_SETTINGS, spansPerSecond } });
  // Shares that were taken under the limit before last until their window ends.
  await sleep(WINDOW_MS + 500);
}

/** The noise is made by a process of its own, so that this one only measures. */
async function besideNoise(what: string): Promise<number[]> {
  const noise = fork(join(import.meta.dirname, 'ingest', 'noise.ts'), [String(servers.port), servers.key, values.senders], {
    execArgv: process.execArgv,
  });
  await once(noise, 'message');
  await sleep(2000);
  const seen = await quietTimes();
  noise.send('stop');
  const [answers] = (await once(noise, 'message')) as [[number, number][]];
  console.log(`${what}: the noisy one was told ${answers.map(([status, count]) => `${count} × ${status}`).join(', ')}`);
  return seen;
}

async function quietTimes(): Promise<number[]> {
  const seen: number[] = [];
  for (let sent = 0; sent < Number(values.requests); sent++) {
    const body = encodeTraces(benchSpans(10), { 'service.name': 'quiet' });
    const startedAt = performance.now();
    const status = await send(agent, target(quiet.key), body);
    if (status !== 200) throw new Error(`the quiet project was answered ${status}`);
    seen.push(performance.now() - startedAt);
    await sleep(PAUSE_MS);
  }
  return seen;
}

function percentile95(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? Number.NaN;
}

function owner(projectId: string): Actor {
  return { userId: newId(), name: 'bench', projectId, projectSlug: 'bench', role: 'owner', via: 'session', scopes: [] };
}
