// A run of very many steps sent through the door as a tracer sends it, and settled by the worker's own functions, stage by stage.
import { loadEvaluation } from '@/lib/data/checking/load-evaluation';
import { storeEvaluation } from '@/lib/data/checking/store-evaluation';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { evaluateVerified } from '@/lib/worker/evaluate-verified';
import type { IngestServers } from '../ingest/servers';
import { agentSpans } from './agent-spans';

const BATCH = 5000;

export const STAGES = ['sent', 'read', 'checked', 'stored'] as const;

export interface SettledRun {
  runId: string;
  size: number;
  /** Milliseconds of each stage. */
  ms: Record<(typeof STAGES)[number], number>;
  /** Processor time of this process for reading, checking and storing. */
  cpuMs: number;
}

export async function settleLongRun(servers: IngestServers, size: number, variant: 0 | 1 = 0): Promise<SettledRun> {
  const { projectId } = servers;
  const runId = `${size.toString(16)}${variant}`.padStart(32, 'a');
  const ms = { sent: 0, read: 0, checked: 0, stored: 0 };
  let from = performance.now();
  const lap = (stage: keyof typeof ms) => {
    ms[stage] = performance.now() - from;
    from = performance.now();
  };
  let sent = 0;
  for (let at = 0; at < size; at += BATCH) {
    const spans = agentSpans(runId, { count: size, from: at, size: BATCH, variant });
    await send(servers, encodeTraces(spans));
    sent += spans.length;
  }
  lap('sent');
  const cpu = process.cpuUsage();
  const loaded = await loadEvaluation(projectId, runId);
  if (!loaded || loaded.run.steps.length !== sent) throw new Error(`${loaded?.run.steps.length ?? 0} of ${sent} steps were read`);
  lap('read');
  const { evaluation, failure } = await evaluateVerified(loaded, null);
  if (failure !== null) throw failure;
  lap('checked');
  if (!(await storeEvaluation(projectId, loaded, evaluation))) throw new Error('the run moved while it was checked');
  lap('stored');
  const spent = process.cpuUsage(cpu);
  return { runId, size, ms, cpuMs: (spent.user + spent.system) / 1000 };
}

async function send({ port, key }: IngestServers, body: Buffer): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', 'x-api-key': key },
    body: new Uint8Array(body),
  });
  if (!response.ok) throw new Error(`the door answered ${response.status}: ${await response.text()}`);
}
