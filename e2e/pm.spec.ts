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

test('While typing, the find box offers what an ID names, searches of before and saved views, by keyboard', async ({ page, journey }) => {
  await journey.open('/demo/runs?route=refund');
  await page.getByRole('button', { name: 'Views' }).click();
  const viewName = `Refunds of the week ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Name of the view' }).fill(viewName);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: viewName, exact: true })).toBeVisible();

  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/lookup')) asked.push(request.url());
  });
  await journey.open('/demo/queue');
  const box = page.getByRole('combobox', { name: /^Find a run/ });
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

  // Words ask nothing of the server, and Enter looks for them.
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('gift cards');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/find\?id=gift/);
  expect(asked).toEqual([]);

  // An ID is looked up once when typing rests: here one that a conversation has.
  await journey.open('/demo/queue');
  await page.keyboard.press('/');
  await expect(options.filter({ hasText: 'gift cards' })).toBeVisible();
  await page.keyboard.type('chat-551', { delay: 20 });
  await expect(options.filter({ hasText: 'Session chat-551' })).toBeVisible();
  expect(asked).toHaveLength(1);
  await expect(page.getByRole('status').filter({ hasText: /1 suggestion, arrow keys choose/ })).toBeAttached();
  await journey.expectAccessible();
  await page.keyboard.press('ArrowDown');
  await expect(options.filter({ hasText: 'Session chat-551' })).toHaveAttribute('aria-selected', 'true');
  const active = await box.getAttribute('aria-activedescendant');
  expect(await options.filter({ hasText: 'Session chat-551' }).getAttribute('id')).toBe(active);
  await page.keyboard.press('Escape');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('chat-551');
  await expect(options).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sessions\/chat-551/);

  // A saved view by a part of its name; its arrow goes round to the text and back.
  await page.keyboard.press('/');
  await page.keyboard.type('refunds of the');
  await expect(options.filter({ hasText: viewName })).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/runs\?route=refund/);

  // A search of before is forgotten by Shift+Delete, and stays forgotten.
  await page.keyboard.press('/');
  await expect(options).toHaveCount(2);
  await expect(options.last()).toContainText('gift cards');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+Delete');
  await expect(options).toHaveCount(1);
  await page.reload();
  await page.keyboard.press('/');
  await expect(options).toHaveCount(1);
  await expect(options.first()).toContainText('chat-551');
  await page.getByRole('button', { name: 'Forget all searches' }).click();
  await expect(options).toHaveCount(0);
});
