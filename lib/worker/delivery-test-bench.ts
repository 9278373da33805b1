// Test support: a project whose reviewer holds an item, and receivers on 127.0.0.1 that its connectors send to.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { loopbackReceiver } from '@/lib/connectors/loopback-receiver';
import { listConnectors } from '@/lib/data/outside/connector-list';
import { createConnector } from '@/lib/data/outside/connectors';
import { submitReview } from '@/lib/data/review/submit-review';
import type { ConnectorRow } from '@/lib/domain/connector-view';
import { type ClaimedItemStage, claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { INVOICE_OUTPUT } from '@/prisma/scenarios/invoice';
import type { TestDatabase } from '@/prisma/test-database';
import { deliverOutbox } from './deliver-outbox';

export const LANGSMITH_RUN = '01a1fc42-4004-7000-8000-00ff35278be0';

/** A fresh project for each test, with two receivers. */
export async function deliveryTestBench(db: TestDatabase) {
  const owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
  const [receiver, other] = await Promise.all([loopbackReceiver(), loopbackReceiver()]);
  const metadata = { langfuse_trace_id: 'trace-of-langfuse', langsmith_run_id: LANGSMITH_RUN };
  const stage: ClaimedItemStage = await claimedItem(db, { facts: { input: 'Read invoice 77.', output: INVOICE_OUTPUT, metadata } });
  const { projectId } = stage.lead;
  const close = async () => {
    await Promise.all([receiver.close(), other.close(), owner.end()]);
  };
  return {
    ...stage,
    projectId,
    owner,
    receiver,
    other,
    close,
    langfuse: (url: string, name = 'langfuse') =>
      createConnector(stage.lead, 'langfuse', { name, settings: { url, publicKey: 'pk-lf-1' }, secret: 'sk-lf-secret-1' }),
    decide: () => submitReview(stage.ada, stage.run.itemId, totalCorrected(stage.run), randomUUID()),
    deliver: (connectorId: string, callMs = 2000) => deliverOutbox({ projectId, connectorId }, { callMs }),
    /** The same in a process of its own, to be killed. */
    deliverApart: (connectorId: string) => spawnDelivery(db.appUrl, { projectId, connectorId }),
    row: async (connectorId: string): Promise<ConnectorRow> => {
      const found = (await listConnectors(stage.lead)).find((each) => each.connectorId === connectorId);
      if (!found) throw new Error('no such connector');
      return found;
    },
    /** As if pauses and leases were over. */
    letTimePass: async () => {
      await owner.query(`UPDATE connector SET paused_until = NULL WHERE project_id = $1`, [projectId]);
      await owner.query(`UPDATE delivery SET next_at = now() WHERE project_id = $1`, [projectId]);
    },
    pauseMs: async (connectorId: string) => {
      const { rows } = await owner.query<{ ms: number }>(
        `SELECT (extract(epoch FROM paused_until - now()) * 1000)::float8 AS ms FROM connector WHERE connector_id = $1`,
        [connectorId],
      );
      return rows[0]?.ms ?? 0;
    },
    jobs: async (connectorId: string) =>
      (await owner.query(`SELECT 1 FROM graphile_worker.jobs WHERE key = $1`, [`deliver-outbox:${connectorId}`])).rowCount,
  };
}
export type DeliveryTestBench = Awaited<ReturnType<typeof deliveryTestBench>>;

function spawnDelivery(appUrl: string, payload: { projectId: string; connectorId: string }): ChildProcess {
  const code = `const { deliverOutbox } = await import('./lib/worker/deliver-outbox.ts'); await deliverOutbox(${JSON.stringify(payload)});`;
  const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e', code];
  const environment = {
    NODE_ENV: 'test',
    PATH: '',
    COUNTERSIGN_APP_DATABASE_URL: appUrl,
    COUNTERSIGN_SECRET: CONNECTOR_SETTINGS.COUNTERSIGN_SECRET,
    COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS: CONNECTOR_SETTINGS.COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS,
  } as const;
  return spawn(process.execPath, args, { env: environment, stdio: 'inherit' });
}

/** What the processes of these tests are told by their environment. */
export const CONNECTOR_SETTINGS = { COUNTERSIGN_SECRET: 's'.repeat(40), COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS: 'on' };
