// Microseconds a span in the door's own code, without a database, stage by stage: decode, reading by conventions, media, privacy, rows, parameters.
// node --max-semi-space-size=21 --conditions=react-server --import tsx bench/ingest-pure.ts [--batch 500] [--batches 20] [--rounds 7]
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { distinctRuns } from '@/lib/data/distinct-runs';
import { refuseByRule } from '@/lib/data/ingest/ingest-refusal';
import { runArrays, runEntry } from '@/lib/data/ingest/ingest-runs';
import { distinctPacked, packRun, type PackedRun } from '@/lib/data/ingest/packed-run';
import { stepArrays } from '@/lib/data/ingest/step-statements';
import { liftMedia } from '@/lib/domain/lift-media';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { DEFAULT_PRIVACY_RULES } from '@/lib/domain/privacy-rules';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { redactRun } from '@/lib/privacy/redact-run';
import { readyRules, Redactor } from '@/lib/privacy/redactor';
import { SOURCES } from '@/lib/sources/registry';
import { runsByTrace } from '@/lib/sources/runs-from-spans';
import { benchSpans } from './ingest/spans';

const { values } = parseArgs({
  options: {
    batch: { type: 'string', default: '500' },
    batches: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
  },
});
const [batch, batches, rounds] = [Number(values.batch), Number(values.batches), Number(values.rounds)];
const STAGES = ['decode', 'read', 'lift', 'redact', 'distinct', 'rows', 'entries', 'arrays'] as const;
const rules = readyRules(DEFAULT_PRIVACY_RULES);
const seen = new Map<string, number[]>([...STAGES, 'all'].map((stage) => [stage, []]));

const bodies = Array.from({ length: batches }, () => encodeTraces(benchSpans(batch), { 'service.name': 'bench' }));
for (let round = 0; round <= rounds; round++) {
  const spent = new Map<string, number>();
  for (const bytes of bodies) work(bytes, spent);
  if (round === 0) continue;
  const all = [...spent.values()].reduce((sum, micros) => sum + micros, 0);
  for (const [stage, micros] of [...spent, ['all', all] as const]) seen.get(stage)?.push(micros / (batches * batch));
}
console.log('the least of all rounds');
console.log(`| ${[...seen.keys()].join(' | ')} |`);
console.log(`| ${[...seen.values()].map((list) => Math.min(...list).toFixed(1)).join(' | ')} |`);
console.log(`digest of the rows of a fixed batch: ${digest()}`);

function work(bytes: Buffer, spent: Map<string, number>): Buffer[] {
  const timed = <T>(stage: (typeof STAGES)[number], step: () => T): T => {
    const before = process.cpuUsage();
    const result = step();
    const { user, system } = process.cpuUsage(before);
    spent.set(stage, (spent.get(stage) ?? 0) + user + system);
    return result;
  };
  const { items } = timed('decode', () => decodeTraces(bytes));
  const redactor = new Redactor(rules, null);
  const packed: PackedRun[] = [];
  const runs = runsByTrace(items, SOURCES);
  for (;;) {
    const run = timed('read', () => runs.next().value as CanonicalRun | undefined);
    if (!run) break;
    const lifted = timed('lift', () => liftMedia([run]).runs);
    const safe = timed('redact', () => lifted.map((one) => redactRun(one, redactor)));
    const distinct = timed('distinct', () => distinctRuns(refuseByRule(safe).runs));
    packed.push(...timed('rows', () => distinct.map(packRun)));
  }
  const entries = timed('entries', () => distinctPacked(packed).map(runEntry));
  return timed('arrays', () => [
    ...(runArrays(
      entries,
      entries.map(({ run }) => run.rows.length),
    ) as Buffer[]),
    ...stepArrays(entries.flatMap(({ run }) => [...run.rows])),
  ]);
}

function digest(): string {
  const spans = benchSpans(100).map(({ parentSpanId: _, ...span }, index) => ({
    ...span,
    spanId: String(index + 1).padStart(16, '0'),
    traceId: 'a'.repeat(32),
  }));
  const hash = createHash('sha256');
  for (const array of work(encodeTraces(spans, { 'service.name': 'bench' }), new Map())) hash.update(String(array));
  return hash.digest('hex').slice(0, 16);
}
