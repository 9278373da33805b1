import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resetEnv } from '@/lib/env';
import { claimedItem, totalCorrected } from '@/prisma/scenarios/claimed-item';
import { createQueue, createReviewableRun } from '@/prisma/scenarios/reviewable-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { changeConnector, createConnector, deleteConnector, switchConnector } from './connectors';
import { endDelivery, takeDelivery } from './delivery-queue';
import { claimItem } from '@/lib/data/queues/item-claim';
import { submitReview } from '@/lib/data/review/submit-review';

const SETTINGS = { COUNTERSIGN_SECRET: 's'.repeat(40) };
const ROUNDS = 12;

let db: TestDatabase;
beforeAll(async () => {
  Object.assign(process.env, SETTINGS);
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  for (const name of Object.keys(SETTINGS)) delete process.env[name];
  resetEnv();
});

describe('decisions beside connectors that come, change and go', () => {
  it('all succeed: no decision fails because of a connector, and no change because of a decision or a delivery', async () => {
    const { lead, ada } = await claimedItem(db);
    const { projectId } = lead;
    const queueId = await createQueue(projectId, { name: 'many' });
    const runs = await Promise.all(Array.from({ length: ROUNDS }, () => createReviewableRun(projectId, { queueId })));
    for (const { itemId } of runs) await claimItem(ada, 'many', { item_id: itemId });
    const input = (name: string) => ({ name, settings: { url: 'https://api.example.com' }, secret: 'lsv2_key' });
    const steady = await createConnector(lead, 'langsmith', input('steady'));

    const decide = async () => {
      for (const run of runs) await submitReview(ada, run.itemId, totalCorrected(run), randomUUID());
    };
    const change = async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const connectorId = await createConnector(lead, 'langsmith', input(`fleeting ${round}`));
        await changeConnector(lead, connectorId, input(`renamed ${round}`));
        await changeConnector(lead, steady, input(`steady ${round}`));
        await switchConnector(lead, steady, round % 2 === 1);
        await deleteConnector(lead, connectorId);
      }
    };
    let isOver = false;
    const deliver = async () => {
      for (;;) {
        const taken = await takeDelivery(projectId, steady);
        if (taken) await endDelivery(taken, { state: 'sent' });
        else if (isOver) return;
      }
    };
    const delivering = [deliver(), deliver()];
    await Promise.all([decide(), change()]);
    await switchConnector(lead, steady, true);
    isOver = true;
    await Promise.all(delivering);
    const states = await withProject(projectId, (tx) => tx.delivery.findMany({ where: { projectId }, select: { state: true } }));
    expect(states.map(({ state }) => state)).toEqual(Array(ROUNDS).fill('sent'));
  });
});
