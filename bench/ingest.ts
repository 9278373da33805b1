// Spans per second through the door, durable, as ratios in the same run to a bare INSERT … SELECT unnest of the same rows, to promptfoo's OTLP
// receiver and to the decode alone; bytes stored for each byte sent; the door's memory.
// node --conditions=react-server --import tsx bench/ingest.ts [--batches 1,10,100,500] [--forms protobuf,json] [--rounds 3] [--concurrency 4]
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { decodeTracesJson } from '@/lib/ingest/otlp-json';
import { decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import { bareBatch, insertBare } from './ingest/bare-insert';
import { type Body, spansPerSecond, workOff } from './ingest/http-load';
import { jsonBody } from './ingest/json-body';
import { atRest } from './ingest/process-time';
import { residentMegabytes, startIngestServers, startPromptfoo } from './ingest/servers';
import { benchSpans } from './ingest/spans';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '1,10,100,500' },
    forms: { type: 'string', default: 'protobuf,json' },
    rounds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '4' },
  },
});
const [rounds, concurrency] = [Number(values.rounds), Number(values.concurrency)];
const SPANS_A_ROUND: { [batch: number]: number } = { 1: 400, 10: 2000, 100: 6000, 500: 10_000 };
/** promptfoo takes a span only below an evaluation, which it knows by these. */
const RESOURCE = { 'service.name': 'bench', 'service.version': '1', 'evaluation.id': 'bench', 'test.case.id': '1' };
type Form = 'protobuf' | 'json';

const servers = await startIngestServers();
const peer = await startPromptfoo();
const pool = new pg.Pool({ connectionString: servers.appUrl, max: concurrency });
const owner = new pg.Client({ connectionString: servers.ownerUrl });
await owner.connect();
try {
  console.log(
    `${rounds} rounds after one to warm up, medians; ${concurrency} requests at once; fsync on; promptfoo with SQLite as it comes`,
  );
  console.log('| form | batch | spans/s | / bare insert | × promptfoo | / decode alone | bytes sent a span | stored / sent | door MB |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const form of values.forms.split(',') as Form[])
    for (const isPacked of [false, true]) for (const batch of values.batches.split(',').map(Number)) await compare(form, isPacked, batch);
} finally {
  await pool.end();
  await owner.end();
  peer?.stop();
  await servers.stop();
}

async function compare(form: Form, isPacked: boolean, batch: number): Promise<void> {
  const headers = {
    'content-type': form === 'json' ? 'application/json' : 'application/x-protobuf',
    ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
  };
  const rates = { door: [] as number[], bare: [] as number[], promptfoo: [] as number[], decode: [] as number[], stored: [] as number[] };
  let sent = 0;
  for (let round = 0; round <= rounds; round++) {
    const { plain, packed } = bodiesOf(form, isPacked, batch);
    const bare = plain.map(({ bytes }) => bareBatch(runsFromSpans(decodeOf(form, bytes), SOURCES), randomBytes(4).toString('hex')));
    const before = await storedBytes();
    const door = await spansPerSecond({ port: servers.port, headers: { ...headers, 'x-api-key': servers.key } }, packed, concurrency);
    const stored = (await storedBytes()) - before;
    const bareRate = await workOff(bare, concurrency, (rows) => insertBare(pool, servers.projectId, rows));
    const promptfoo = peer
      ? await spansPerSecond({ port: peer.port, headers }, packed.slice(0, Math.ceil(packed.length / 4)), concurrency)
      : Number.NaN;
    // It writes on after its answers, and must not do so while the others are measured.
    if (peer) await atRest(peer.pid);
    const decode = await workOff(plain, 1, ({ bytes }) => void decodeOf(form, bytes));
    if (round === 0) continue;
    const spans = plain.reduce((sum, body) => sum + body.spans, 0);
    sent = plain.reduce((sum, { bytes }) => sum + bytes.length, 0) / spans;
    for (const [name, rate] of Object.entries({ door, bare: bareRate, promptfoo, decode, stored: stored / spans }))
      rates[name as keyof typeof rates].push(rate);
  }
  const [door, stored] = [median(rates.door), median(rates.stored)];
  const over = (list: number[]) => (door / median(list)).toFixed(2);
  console.log(
    `| ${form}${isPacked ? ', gzip' : ''} | ${batch} | ${Math.round(door)} | ${over(rates.bare)} | ${over(rates.promptfoo)} | ${over(rates.decode)} | ${Math.round(sent)} | ${(stored / sent).toFixed(2)} | ${residentMegabytes(servers.pid)} |`,
  );
}

function bodiesOf(form: Form, isPacked: boolean, batch: number): { plain: Body[]; packed: Body[] } {
  const plain = Array.from({ length: Math.ceil((SPANS_A_ROUND[batch] ?? 5000) / batch) }, () => {
    const spans = benchSpans(batch);
    return { spans: batch, bytes: form === 'json' ? jsonBody(spans, RESOURCE) : encodeTraces(spans, RESOURCE) };
  });
  return { plain, packed: isPacked ? plain.map(({ spans, bytes }) => ({ spans, bytes: gzipSync(bytes) })) : plain };
}

function decodeOf(form: Form, bytes: Buffer) {
  return (form === 'json' ? decodeTracesJson(bytes) : decodeTraces(bytes)).items;
}

/** Tables with their indexes and what is stored out of line. */
async function storedBytes(): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>(
    `SELECT sum(pg_total_relation_size(c.oid))::text AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`,
  );
  return Number(rows[0]?.bytes);
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
