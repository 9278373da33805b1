// Spans per second through the door, durable, against a bare INSERT … SELECT unnest of the same rows into the same tables.
// node --conditions=react-server --import tsx bench/ingest.ts [--spans 10000] [--rounds 3] [--concurrency 4]
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { closeDatabase, globalDatabase, useDatabase, withProject } from '@/lib/data/database';
import { type StepRow, stepRow } from '@/lib/data/step-row';
import { createKeySecret } from '@/lib/domain/key-secret';
import { isoMicros } from '@/lib/domain/instant';
import { newId } from '@/lib/domain/new-id';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import { startEmbeddedPostgres } from '@/prisma/embedded-postgres';
import { migrate } from '@/prisma/migrate';
import { benchSpans } from './ingest-spans';

const { values } = parseArgs({
  options: {
    spans: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '4' },
  },
});
const [spanCount, rounds, concurrency] = [Number(values.spans), Number(values.rounds), Number(values.concurrency)];

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const server = await startEmbeddedPostgres({ folder, password: randomBytes(12).toString('hex') });
let door: ChildProcess | undefined;
try {
  const { appUrl } = await migrate(server.url('postgres'), randomBytes(24).toString('hex'));
  await useDatabase(appUrl);
  const { projectId, key } = await createProject();
  const port = await freePort();
  door = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/ingest/main.ts'], {
    env: { ...process.env, NODE_ENV: 'production', COUNTERSIGN_APP_DATABASE_URL: appUrl, INGEST_PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await untilOpen(port);
  console.log(`${spanCount} spans a round, ${rounds} rounds, ${concurrency} requests at once, fsync on; median of the rounds`);
  for (const batchSize of [100, 500]) await compare(batchSize, { projectId, key, port, appUrl });
} finally {
  door?.kill('SIGTERM');
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function compare(
  batchSize: number,
  { projectId, key, port, appUrl }: { projectId: string; key: string; port: number; appUrl: string },
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const pool = new pg.Pool({ connectionString: appUrl, max: concurrency });
  const rates = { door: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const batches = Array.from({ length: Math.ceil(spanCount / batchSize) }, () =>
      encodeTraces(benchSpans(batchSize), { 'service.name': 'bench', 'service.version': '1' }),
    );
    // The same spans under new ids: the rows are the same, and neither side meets rows of the other.
    const rows = batches.map((batch) => rowsOf(batch));
    const throughDoor = await perSecond(batches, (batch) => post(agent, port, key, batch));
    const bare = await perSecond(rows, (batch) => insertBare(pool, projectId, batch));
    // The first round warms up both sides.
    if (round > 0) {
      rates.door.push(throughDoor);
      rates.bare.push(bare);
    }
  }
  agent.destroy();
  await pool.end();
  const [doorRate, bareRate] = [median(rates.door), median(rates.bare)];
  console.log(
    `batches of ${batchSize}: door ${Math.round(doorRate)} spans/s, bare insert ${Math.round(bareRate)} rows/s, ratio ${(doorRate / bareRate).toFixed(2)}`,
  );
}

async function perSecond<T>(batches: readonly T[], send: (batch: T) => Promise<void>): Promise<number> {
  const queue = [...batches];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let batch = queue.pop(); batch !== undefined; batch = queue.pop()) await send(batch);
    }),
  );
  return (spanCount / (performance.now() - startedAt)) * 1000;
}

function rowsOf(batch: Buffer): StepRow[] {
  const suffix = randomBytes(4).toString('hex');
  return runsFromSpans(decodeTraces(batch).items, SOURCES).flatMap((run) =>
    run.steps.map((step) => stepRow(`${run.runId}-${suffix}`, step)),
  );
}

async function insertBare(pool: pg.Pool, projectId: string, rows: readonly StepRow[]): Promise<void> {
  const client = await pool.connect();
  const plain = rows.map((row) => ({
    ...row,
    startedAt: isoMicros(row.startNs ?? 0n),
    endedAt: isoMicros(row.endNs ?? 0n),
    startNs: String(row.startNs),
    endNs: String(row.endNs),
  }));
  const of = (...fields: (keyof (typeof plain)[number])[]) => fields.map((field) => plain.map((row) => row[field]));
  try {
    await client.query(`BEGIN; SET LOCAL app.project_id = '${projectId}'`);
    await client.query(
      `INSERT INTO step (project_id, run_id, step_id, parent_id, kind, source_kind, name, started_at, ended_at, start_ns, end_ns, status, error, model_name, facts, content_hash, received_at)
       SELECT $1::uuid, u.*, now() FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::bigint[], $11::bigint[],
         $12::text[], $13::text[], $14::text[], $15::jsonb[], $16::bytea[]) AS u`,
      [
        projectId,
        ...of(
          'runId',
          'stepId',
          'parentId',
          'kind',
          'sourceKind',
          'name',
          'startedAt',
          'endedAt',
          'startNs',
          'endNs',
          'status',
          'error',
          'modelName',
          'facts',
          'contentHash',
        ),
      ],
    );
    await client.query(
      'INSERT INTO step_io (project_id, run_id, step_id, input, output, attributes, events) SELECT $1::uuid, u.* FROM unnest($2::text[], $3::text[], $4::jsonb[], $5::jsonb[], $6::jsonb[], $7::jsonb[]) AS u',
      [projectId, ...of('runId', 'stepId', 'input', 'output', 'attributes', 'events')],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

function post(agent: Agent, port: number, key: string, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/v1/traces',
        headers: { 'content-type': 'application/x-protobuf', 'x-api-key': key, 'content-length': body.length },
      },
      (response) => {
        response.resume();
        response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`the door answered ${response.statusCode}`))));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function createProject(): Promise<{ projectId: string; key: string }> {
  const projectId = newId();
  const { keyId, text, secretHash } = createKeySecret();
  await globalDatabase().project.create({ data: { id: projectId, slug: 'bench', name: 'bench', createdAt: new Date() } });
  await withProject(projectId, (tx) => tx.trailHead.create({ data: { projectId, size: 0n } }));
  await globalDatabase().apiKey.create({
    data: {
      keyId,
      projectId,
      name: 'bench',
      secretHash: new Uint8Array(secretHash),
      scopes: ['ingest'],
      createdBy: newId(),
      createdAt: new Date(),
    },
  });
  return { projectId, key: text };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilOpen(port: number): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt++) {
    if (
      await fetch(`http://127.0.0.1:${port}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the door did not open');
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}
