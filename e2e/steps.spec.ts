import { expect, test } from './support/journey';

const startMs = Date.parse('2026-11-21T10:00:00Z');
const at = (ms: number) => new Date(startMs + ms).toISOString();
const step = (id: string, parent: string | null, from: number, to: number, over: object = {}) => ({
  step_id: id,
  parent_id: parent,
  kind: 'TOOL',
  name: id,
  started_at: at(from),
  ended_at: at(to),
  status: 'ok',
  ...over,
});

const entries = Array.from({ length: 9000 }, (_, index) => ({ index, text: `entry number ${index} of the long export` }));
const readableRun = {
  run_id: 'readable-run',
  name: 'readable-run',
  input: 'go',
  output: 'done',
  steps: [
    step('root', null, 0, 5000, { kind: 'AGENT', name: 'agent' }),
    step('first', 'root', 10, 400, { name: 'fetch price', status: 'error', error: 'timed out' }),
    step('second', 'root', 410, 900, { name: 'fetch price', status: 'error', error: 'timed out' }),
    step('third', 'root', 910, 1200, { name: 'fetch price', output: { price: 'سعر 42' } }),
    step('export', 'root', 1300, 4800, { output: { entries: [...entries, { index: 9000, text: 'a needle in the hay' }] } }),
  ],
};

test('Somebody reads a run as tree, waterfall and log, and finds words inside it, by keyboard', async ({ page, journey }) => {
  await journey.api('/api/v1/runs', { method: 'POST', body: readableRun });
  await journey.open('/demo/runs/readable-run?step=root');
  const tree = page.getByRole('tree', { name: 'Steps, 5' });
  await expect(tree.getByRole('treeitem', { name: /fetch price/ })).toHaveCount(3);
  await expect(tree.getByText('attempt 2 of 3')).toBeVisible();
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-setsize', '1');
  await journey.expectAccessible();

  await page.keyboard.press('t');
  await expect(page).toHaveURL(/show=waterfall/);
  await expect(page.getByRole('button', { name: 'Critical path' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: /^Failed/ }).click();
  await expect(tree.getByRole('treeitem')).toHaveCount(3);
  await page.getByRole('button', { name: /^Failed/ }).click();
  await journey.expectAccessible();

  await page.keyboard.press('t');
  const log = page.getByRole('tree', { name: /^Log/ });
  await expect(log.getByRole('treeitem', { name: /timed out/ })).toHaveCount(2);
  await page.getByRole('button', { name: 'Steps', exact: true }).click();
  await expect(log.getByRole('treeitem', { name: /took/ })).toHaveCount(0);
  await journey.expectAccessible();

  await page.keyboard.press('t');
  await page.keyboard.press('s');
  await page.keyboard.type('سعر');
  await expect(page.getByText('1 step', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/step=third/);
  await expect(page.getByRole('article', { name: 'Step fetch price' }).locator('mark').first()).toHaveText('سعر');
});

test('A value too large for the page is opened piece by piece, searched to its end, and kept whole as a file', async ({
  page,
  journey,
}) => {
  await journey.api('/api/v1/runs', { method: 'POST', body: readableRun });
  await journey.open('/demo/runs/readable-run?step=export');
  const panel = page.getByRole('article', { name: 'Step export' });
  await panel.getByRole('button', { name: 'Open here' }).click();
  const value = page.getByRole('region', { name: 'output as JSON' });
  await expect(value.getByText('9,001 entries')).toBeVisible();
  await value.getByRole('button', { name: 'Unfold entries' }).click();
  await expect(value.getByRole('button', { name: 'Fold entries' })).toBeVisible();
  await panel.getByRole('searchbox', { name: 'Search in output' }).fill('NEEDLE');
  await panel.getByRole('searchbox', { name: 'Search in output' }).press('Enter');
  await expect(value.getByText('needle')).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('link', { name: 'Whole value' }).click()]);
  expect(download.suggestedFilename()).toBe('export-output.json');
});

test('A conversation is read run after run, from any of its runs', async ({ page, journey }) => {
  for (const [index, question] of ['What does it cost?', 'وما هي مدة التسليم؟'].entries()) {
    const body = {
      run_id: `session-run-${index}`,
      session_id: 'readable-session',
      name: `turn ${index}`,
      started_at: at(60_000 * (index + 1)),
      input: question,
      output: 'An answer.',
    };
    await journey.api('/api/v1/runs', { method: 'POST', body });
  }
  await journey.open('/demo/runs/session-run-1');
  await page.getByRole('link', { name: 'readable-session' }).click();
  const runs = page
    .getByRole('list', { name: 'Runs of the session' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading') });
  await expect(runs).toHaveCount(2);
  await expect(runs.last()).toContainText('وما هي مدة التسليم؟');
  await expect(runs.last()).toHaveAttribute('aria-current', 'true');
  await journey.expectAccessible();
});
