import { invite } from './support/invite';
import { expect, test } from './support/journey';

test('A lead looks at what a rule would catch before keeping it', async ({ page, journey }) => {
  await journey.open('/demo/queue?queue=evidence-gaps');
  await page.getByRole('link', { name: 'Rules' }).click();
  await page.waitForURL(/\/demo\/queue\/evidence-gaps\/rules/);
  await page.getByRole('button', { name: /caught|catch/ }).click();
  await expect(page.getByText(/would have caught \d+ of the newest \d+ checked runs/)).toBeVisible();
});

test('A lead approves a candidate and publishes a version that anybody can download and check', async ({ page, browser, journey }) => {
  const candidate = await correctOne(journey);
  await journey.open('/demo/queue');
  const lead = await invite(page, browser, 'lead');
  await lead.goto(`/demo/evals/regressions/cases/${candidate}`);
  await lead.getByRole('button', { name: 'Approve' }).click();
  await expect(lead.getByText('The case is approved.').first()).toBeVisible();
  await lead.goto('/demo/evals/regressions');
  await lead.getByRole('button', { name: 'Publish version' }).click();
  await lead
    .getByRole('dialog')
    .getByRole('button', { name: /Publish/ })
    .click();
  await expect(lead.getByRole('dialog')).toBeHidden();
  const response = await journey.api('/api/v1/eval-sets/regressions/cases?version=1', { headers: { accept: 'application/x-ndjson' } });
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { case_id: string; expected_output?: unknown });
  expect(lines.map((line) => line.case_id)).toContain(candidate);
});

/** Another reviewer's correction, made over the API: the same door that a program would use. */
async function correctOne(journey: { api: (path: string, init?: object) => Promise<Response> }): Promise<string> {
  const claimed = (await (await journey.api('/api/v1/queues/evidence-gaps/claim', { method: 'POST', body: {} })).json()) as Claimed;
  const claim = claimed.run.claims.find((one) => one.state !== 'exact') ?? claimed.run.claims[0];
  const response = await journey.api(`/api/v1/items/${claimed.item_id}/submit`, {
    method: 'POST',
    headers: { 'idempotency-key': `lead-${claimed.item_id}` },
    body: {
      revision: claimed.run.revision,
      outcome: 'corrected',
      verdicts: [
        {
          claim_id: claim?.id,
          value: 'wrong',
          corrected_value: 'set right',
          reason_code: 'wording_wrong',
          note: 'checked against the page',
        },
      ],
      eval: { set: 'regressions', evidence_required: true },
    },
  });
  const answer = (await response.json()) as { eval_case_id: string };
  expect(response.status, JSON.stringify(answer)).toBe(200);
  return answer.eval_case_id;
}

interface Claimed {
  item_id: string;
  run: { revision: string; claims: { id: string; state: string }[] };
}
