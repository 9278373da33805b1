import { expect, test } from './support/journey';

test('A PM pastes an ID from a ticket and sees the layer that failed', async ({ page, journey }) => {
  const { runs } = (await (await journey.api('/api/v1/runs?code=evidence_contradicted&limit=1')).json()) as { runs: { run_id: string }[] };
  const runId = runs[0]?.run_id ?? '';
  await journey.open('/demo/runs');
  await page.keyboard.press('/');
  await page.keyboard.type(runId);
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/demo/runs/${runId}`));
  await expect(page.getByText(/Failed at Evidence/)).toBeVisible();
  await page.getByRole('link', { name: /^Claims and evidence/ }).click();
  await expect(page.getByText('Contradicted').filter({ visible: true }).first()).toBeVisible();
});

test('An ID that nobody knows gets a page that says what to try', async ({ page, journey }) => {
  await journey.open('/demo/find?id=no-such-run-anywhere');
  await expect(page.getByText(/no-such-run-anywhere/).first()).toBeVisible();
  await expect(page).toHaveURL(/find/);
});

test('A phrase in Chinese finds the run that holds it', async ({ page, journey }) => {
  const { runs } = (await (await journey.api(`/api/v1/runs?q=${encodeURIComponent('天')}&limit=5`)).json()) as {
    runs: { run_id: string }[];
  };
  expect(runs.length).toBeGreaterThan(0);
  await journey.open(`/demo/runs?q=${encodeURIComponent('天')}`);
  await expect(page.getByText(runs[0]?.run_id ?? '').first()).toBeVisible();
});
