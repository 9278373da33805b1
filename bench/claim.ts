// Claim throughput: a whole claim (lease, event, trail entry, job) against the bare SQL statement that picks the item, on one server.
// node --conditions=react-server --import tsx bench/claim.ts [--items 4000] [--clients 8]
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { closeDatabase, globalDatabase, useDatabase, withProject } from '@/lib/data/database';
import { CLAIM_SQL, claimItem } from '@/lib/data/queues/item-claim';
import { SKIP_MINUTES } from '@/lib/data/queues/item-order';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import { startEmbeddedPostgres } from '@/prisma/embedded-postgres';
import { migrate } from '@/prisma/migrate';

const { values } = parseArgs({ options: { items: { type: 'string', default: '4000' }, clients: { type: 'string', default: '8' } } });
const items = Number(values.items);
const clients = Number(values.clients);

const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
const secret = randomBytes(24).toString('hex');
const server = await startEmbeddedPostgres({ folder, password: secret });
try {
  const { appUrl } = await migrate(server.url('postgres'), secret);
  await useDatabase(appUrl);
  const owner = new pg.Client({ connectionString: server.url('postgres') });
  await owner.connect();
  const bare = await measure('bare statement', await fillProject(owner), (project) => bareClaim(appUrl, project));
  const whole = await measure('whole claim', await fillProject(owner), wholeClaim);
  console.log(`ratio           ${(whole / bare).toFixed(2)} of the bare statement, ${clients} clients, ${items} items, durable commits`);
  const again = await fillProject(owner);
  await owner.query(`UPDATE item SET state = 'done' WHERE project_id = $1 AND run_id > 'R-3'`, [again.projectId]);
  await measure('mostly decided', again, wholeClaim);
  await owner.end();
} finally {
  await closeDatabase();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

interface Filled {
  projectId: string;
  queueId: string;
}
/** Claims until nothing is left; answers how many it got. */
type Claimer = (project: Filled) => Promise<number>;

async function measure(name: string, project: Filled, claimer: Claimer): Promise<number> {
  const startedAt = performance.now();
  const claimed = (await Promise.all(Array.from({ length: clients }, () => claimer(project)))).reduce((sum, one) => sum + one, 0);
  const perSecond = claimed / ((performance.now() - startedAt) / 1000);
  console.log(`${name.padEnd(15)} ${claimed} items, ${Math.round(perSecond)} claims/s`);
  return perSecond;
}

async function fillProject(owner: pg.Client): Promise<Filled> {
  const projectId = newId();
  const queueId = newId();
  await globalDatabase().project.create({
    data: { id: projectId, slug: `p-${projectId.slice(-8)}`, name: 'bench', createdAt: new Date() },
  });
  await withProject(projectId, (tx) =>
    tx.queue.create({ data: { projectId, queueId, name: 'bench', title: 'Bench', leaseMinutes: 60, createdAt: new Date() } }),
  );
  await owner.query(
    `INSERT INTO run (project_id, run_id, source, phase, received_at, last_step_at, started_at, tags, codes, document_ids, revision)
    SELECT $1, 'R-' || n, 'plain', 'evaluated', now(), now(), now(), '{}', '{}', '{}', 'sha256:1' FROM generate_series(1, $2::int) n`,
    [projectId, items],
  );
  await owner.query(
    `INSERT INTO item (project_id, item_id, queue_id, run_id, revision, state, reasons, priority, risk, created_at)
    SELECT $1, gen_random_uuid(), $2, 'R-' || n, 'sha256:1', 'waiting', '[]', n % 3, (n % 7) / 7.0, now() FROM generate_series(1, $3::int) n`,
    [projectId, queueId, items],
  );
  await owner.query('VACUUM ANALYZE item');
  return { projectId, queueId };
}

/** The same statement under the same row level security, in a transaction of its own, and nothing else. */
async function bareClaim(appUrl: string, { projectId, queueId }: Filled): Promise<number> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  const me = newId();
  let claimed = 0;
  for (;;) {
    await client.query(`BEGIN; SET LOCAL app.project_id = '${projectId}'`);
    const { rowCount } = await client.query(CLAIM_SQL, [projectId, queueId, me, SKIP_MINUTES, newId()]);
    await client.query('COMMIT');
    if (rowCount === 0) break;
    claimed++;
  }
  await client.end();
  return claimed;
}

async function wholeClaim({ projectId }: Filled): Promise<number> {
  const actor: Actor = {
    userId: newId(),
    name: 'bench',
    projectId,
    projectSlug: 'bench',
    role: 'reviewer',
    via: 'key',
    scopes: ['review'],
  };
  let claimed = 0;
  while (await claimItem(actor, 'bench')) claimed++;
  return claimed;
}
