import type { Page } from '@playwright/test';
import { expect, test } from './support/journey';
import { startReceiver } from './support/receiver';

test('An engineer connects Langfuse, tests it, and a decision arrives there while another receiver is down', async ({ page, journey }) => {
  const langfuse = await startReceiver(200, '{"data":[{"name":"support"}]}');
  const down = await startReceiver(503, '{"message":"under maintenance"}');
  try {
    await journey.open('/demo/settings/connectors');
    await add(page, 'Langfuse', { Address: langfuse.url, 'Public key': 'pk-lf-1', 'Secret key': 'sk-lf-journey-1' });
    await add(page, 'LangSmith', { Address: down.url, 'API key': 'lsv2_journey_1' });
    await expect(page.getByText('sk-lf-journey-1')).toHaveCount(0);
    const card = (name: string) => page.getByRole('region', { name, exact: true });
    await card('Langfuse').getByRole('button', { name: 'Test' }).click();
    await expect(card('Langfuse').getByRole('status')).toContainText('The test arrived.');
    await card('LangSmith').getByRole('button', { name: 'Test' }).click();
    await expect(card('LangSmith').getByRole('status')).toContainText('not available now (503)');

    const runId = await decideOne(journey);
    await expect
      .poll(() => langfuse.received.filter(({ path }) => path === '/api/public/scores').length, { timeout: 30_000 })
      .toBeGreaterThan(1);
    expect(langfuse.received.find(({ body }) => body['name'] === 'human_review')?.body).toMatchObject({
      traceId: 'trace-of-journey',
      value: 'approved',
      metadata: { run_id: runId },
    });
    await expect(async () => {
      await page.reload();
      await expect(card('Langfuse').getByText('Working')).toBeVisible({ timeout: 2000 });
      await expect(card('LangSmith').getByText('Failing')).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    await journey.expectAccessible();
  } finally {
    for (const name of ['Langfuse', 'LangSmith']) await remove(page, name);
    await Promise.all([langfuse.close(), down.close()]);
  }
});

async function add(page: Page, kind: string, fields: { [label: string]: string }): Promise<void> {
  await page.getByRole('button', { name: 'Add connector' }).click();
  await page.getByRole('dialog').getByRole('button', { name: kind }).click();
  for (const [label, value] of Object.entries(fields)) await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('region', { name: kind, exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

/** A run that names its trace in Langfuse, approved over the API. Answers its id. */
async function decideOne(journey: { api: (path: string, init?: object) => Promise<Response> }): Promise<string> {
  const runId = `connectors-${Date.now()}`;
  const metadata = { langfuse_trace_id: 'trace-of-journey', langsmith_run_id: '01a1fc42-4004-7000-8000-00ff35278be0' };
  const context = [{ id: 'p1', content: 'Orders may be returned within 30 days of delivery.' }];
  const output = 'Orders may be returned within 45 days of delivery.';
  await journey.api('/api/v1/runs', {
    method: 'POST',
    body: { run_id: runId, input: 'How long may I return an order?', context, output, metadata },
  });
  await expect.poll(async () => (await readRun()).items.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const { items, revision, claims } = await readRun();
  const [item] = items;
  await journey.api(`/api/v1/queues/${item?.queue}/claim`, { method: 'POST', body: { item_id: item?.item_id } });
  const verdicts = claims.map(({ id }) => ({ claim_id: id, value: 'right' }));
  const answer = await journey.api(`/api/v1/items/${item?.item_id}/submit`, {
    method: 'POST',
    headers: { 'idempotency-key': runId },
    body: { revision, outcome: 'approved', verdicts },
  });
  expect(answer.status, await answer.text()).toBe(200);
  return runId;

  async function readRun(): Promise<Run> {
    return (await journey.api(`/api/v1/runs/${runId}`)).json() as Promise<Run>;
  }
}

interface Run {
  revision: string;
  claims: { id: string }[];
  items: { item_id: string; queue: string }[];
}
