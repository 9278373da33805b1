import { invite } from './support/invite';
import { expect, test } from './support/journey';

interface RunAnswer {
  evaluated_at: string | null;
  claims: { id: string; risk: number; terms: { name: string; contribution: number }[] }[];
  findings: { code: string; severity: string }[];
}

type Api = (path: string, init?: { method?: string; body?: unknown }) => Promise<Response>;

const OUTPUT = 'Returns to Zanzibar take 45 days.';
const SOURCE = 'Returns take 30 days after the parcel has arrived.';

/** Posts a run whose answer says a number and a place that its source does not, and waits until it is checked. */
async function postChecked(api: Api, runId: string): Promise<RunAnswer> {
  const run = {
    run_id: runId,
    name: 'returns',
    input: 'How long do returns take?',
    output: OUTPUT,
    context: [{ id: 'p1', content: SOURCE }],
  };
  expect((await api('/api/v1/runs', { method: 'POST', body: run })).status).toBe(200);
  let answer: RunAnswer | null = null;
  await expect
    .poll(async () => {
      answer = (await (await api(`/api/v1/runs/${runId}`)).json()) as RunAnswer;
      return answer.evaluated_at;
    })
    .toBeTruthy();
  if (!answer) throw new Error('not checked');
  return answer;
}

const findingOf = ({ findings }: RunAnswer) => findings.find(({ code }) => code === 'number_not_in_source');

test('A lead turns a noisy check down and its findings change on the next run', async ({ page, browser, journey }) => {
  const stamp = Date.now().toString(36);
  const before = await postChecked(journey.api, `noisy-${stamp}-1`);
  expect(findingOf(before)?.severity).toBe('high');
  await journey.open('/demo/queue');
  const lead = await invite(page, browser, 'lead');
  await lead.goto('/demo/checks');
  await lead.getByRole('link', { name: 'Number not in any source' }).click();
  await lead.waitForURL(/\/demo\/checks\/numbers/);
  const setting = lead.getByRole('form', { name: 'Setting of Number not in any source' });
  await setting.getByLabel('Severity of its findings').selectOption('info');
  await setting.getByLabel('Why').fill('Catalogue numbers are made up on purpose.');
  await setting.getByRole('checkbox').uncheck();
  await setting.getByRole('button', { name: 'Save' }).click();
  await expect(lead.getByText('Catalogue numbers are made up on purpose.').first()).toBeVisible();
  await expect(lead.getByText('on, always info')).toBeVisible();
  expect(findingOf(await postChecked(journey.api, `noisy-${stamp}-2`))?.severity).toBe('info');

  await setting.getByRole('switch').click();
  await setting.getByRole('button', { name: 'Save' }).click();
  await expect(lead.getByText('Off', { exact: true })).toBeVisible();
  const after = await postChecked(journey.api, `noisy-${stamp}-3`);
  expect(findingOf(after)).toBeUndefined();
  expect(after.claims[0]?.risk).toBeLessThan(before.claims[0]?.risk ?? 0);

  const viewer = await invite(page, browser, 'viewer');
  await viewer.goto('/demo/checks/numbers');
  await expect(viewer.getByText('Owners, engineers and leads can turn it off or change its severity.')).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Save' })).toHaveCount(0);
  const on = { is_enabled: true, severity: null, reason: 'The journey is over.' };
  expect((await journey.api('/api/v1/checks/number_not_in_source', { method: 'PUT', body: on })).status).toBe(200);
});

test('A reviewer sees which words of a claim stand nowhere and why its risk is what it is', async ({ page, journey }) => {
  const queue = `words-${Date.now().toString(36)}`;
  const runId = `${queue}-run`;
  const rules = [{ name: 'all', when: { run_id: [runId] } }];
  expect((await journey.api(`/api/v1/queues/${queue}`, { method: 'PUT', body: { title: 'Words', rules } })).ok).toBe(true);
  const run = await postChecked(journey.api, runId);
  const { items } = (await (await journey.api(`/api/v1/queues/${queue}/items`)).json()) as { items: { item_id: string }[] };
  await journey.open(`/demo/items/${items[0]?.item_id}`);
  const claims = page.getByRole('region', { name: 'Claims' });
  await expect(claims.getByRole('article')).toBeFocused();

  const words = (kind: string) => claims.getByRole('article').locator(`mark[data-words="${kind}"]`).allTextContents();
  await expect.poll(async () => (await words('nowhere')).join(' ')).toMatch(/Zanzibar.*45/);
  expect((await words('here')).join(' ')).toContain('Returns');
  await expect(claims.getByRole('list', { name: 'Words of the claim' })).toContainText('Stands in no source: “Zanzibar”');
  await expect(page.getByRole('region', { name: 'Source' }).locator('[data-style="found"]').first()).toContainText('Returns');

  // Folded at first; one key opens it, and it stays open from claim to claim.
  const terms = claims.getByRole('list', { name: 'Terms of the risk of this claim' });
  await expect(terms).toBeHidden();
  await page.keyboard.press('w');
  await expect(terms.getByRole('listitem').first()).toContainText('base rate');
  const smaller = claims.getByRole('list', { name: 'Smaller terms' });
  await expect(smaller).toBeHidden();
  for (const folded of await claims.getByText(/^\d+ smaller terms, together/).all()) await folded.click();
  const shown = (await terms.getByRole('listitem').count()) + (await smaller.getByRole('listitem').count());
  expect(shown).toBe(run.claims[0]?.terms.length);
  await expect(terms).toContainText('number not in source');
  await expect(claims.getByRole('button', { name: /^risk 0\.\d\d/ })).toHaveAttribute('aria-expanded', 'true');
  await journey.expectAccessible();
  await page.keyboard.press('w');
  await expect(terms).toBeHidden();

  await journey.open(`/demo/runs/${runId}?tab=evidence`);
  const entry = page.getByRole('list', { name: 'Claims' }).getByRole('listitem').first();
  await expect(entry.locator('mark[data-words="nowhere"]').first()).toHaveText('Zanzibar');
  await entry.getByText(/^Risk 0\.\d\d: what it is made of/).click();
  await expect(entry.getByRole('list', { name: 'Terms of the risk of this claim' })).toBeVisible();
  await journey.expectAccessible();
});
