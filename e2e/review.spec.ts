import { expect, test } from './support/journey';

test('A reviewer corrects a claim beside the PDF, and it stands in the run, the eval set and the trail', async ({ page, journey }) => {
  await journey.open('/demo/queue?queue=evidence-gaps');
  await page.getByRole('button', { name: 'Start reviewing' }).click();
  await page.waitForURL(/\/demo\/items\//);
  const first = page.url();
  const runId = await page
    .getByRole('link', { name: /^(INV|CON|R)-\d+$/ })
    .first()
    .textContent();

  // The page of the PDF is drawn, with the evidence marked on it.
  await expect(page.getByRole('region', { name: 'Source' }).locator('canvas').first()).toBeVisible();
  const toAnswer = page.getByText(/Needs a look: 0 of \d+ answered/);
  await expect(toAnswer).toBeVisible();

  // Fix: Enter keeps, and a submit without a reason is stopped at the field.
  await page.keyboard.press('2');
  const editor = page.getByRole('region', { name: 'Claims' }).getByRole('textbox').first();
  await expect(editor).toBeFocused();
  await editor.fill('41200');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Choose a reason, or say it in a note.')).toBeVisible();
  await page.getByLabel(/^Reason/).selectOption('number_wrong');
  await page.keyboard.press('Control+Enter');

  await page.waitForURL((url) => url.href !== first);
  await expect(page.getByText(/Needs a look: 0 of \d+ answered/).or(page.getByText(/Nothing needs a look/))).toBeVisible();

  const run = (await (await journey.api(`/api/v1/runs/${runId}?view=effective`)).json()) as RunAnswer;
  expect(run.review_outcome).toBe('corrected');
  expect(JSON.stringify(run.output)).toContain('41200');
  expect(JSON.stringify(run.original_output)).not.toContain('41200');
  expect(run.eval_case_id).toBeTruthy();
  const submit = run.reviews.find((review) => review.verb === 'submit');
  expect(Number(submit?.trail_index)).toBeGreaterThan(0);

  await journey.open(`/demo/runs/${runId}`);
  await page.getByRole('link', { name: /^Reviews/ }).click();
  await expect(page.getByText('number wrong').first()).toBeVisible();
  await journey.open('/demo/evals/regressions');
  await expect(page.getByText(runId ?? '').first()).toBeVisible();
});

test('A draft survives a reload and never leaks into the next item', async ({ page, journey }) => {
  await journey.open('/demo/queue?queue=evidence-gaps');
  await page.getByRole('button', { name: 'Start reviewing' }).click();
  await page.waitForURL(/\/demo\/items\//);
  await expect(page.getByText(/Needs a look: 0 of \d+ answered/)).toBeVisible();
  await page.keyboard.press('5');
  await expect(page.getByText(/Needs a look: 1 of \d+ answered/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/Needs a look: 1 of \d+ answered/)).toBeVisible();

  const url = page.url();
  await page.keyboard.press('S');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').selectOption({ index: 1 });
  await dialog.getByRole('button', { name: /Skip/ }).click();
  await page.waitForURL((next) => next.href !== url);
  await expect(page.getByText(/Needs a look: 0 of \d+ answered/)).toBeVisible();
});

interface RunAnswer {
  review_outcome: string;
  output: unknown;
  original_output: unknown;
  eval_case_id: string | null;
  reviews: { verb: string; trail_index: number | string | null }[];
}
