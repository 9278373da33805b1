import { readFile } from 'node:fs/promises';
import { GIFT_CARD_DOCUMENT, GIFT_CARD_TEXT, giftCardRuns, TICKET_RUN, TICKET_WORDS } from '@/prisma/scenarios/gift-card-story';
import { expect, test } from './support/journey';

test('From half a sentence of a ticket to the failing layer, the diff, the queued blast radius and the dossier, by keyboard', async ({
  page,
  journey,
}) => {
  const prefix = 'G';
  await journey.api('/api/v1/documents', { method: 'POST', body: { ...GIFT_CARD_DOCUMENT, content: GIFT_CARD_TEXT } });
  await journey.api('/api/v1/runs', { method: 'POST', body: { runs: giftCardRuns(prefix, new Date()) } });
  await expect
    .poll(async () => (await runs(journey, 'name=gift-card-answer&limit=50')).filter((run) => run.evaluated_at !== null).length, {
      timeout: 60_000,
    })
    .toBe(24);
  await journey.open('/demo/runs');

  let interactions = 0;
  const press = async (key: string) => {
    interactions += 1;
    await page.keyboard.press(key);
  };

  // Find: the words of the ticket, typed as one interaction.
  await press('/');
  interactions += 1;
  await page.keyboard.type(TICKET_WORDS);
  await press('Enter');
  await page.waitForURL(/find/);
  await expect(page.getByRole('main').locator('mark').first()).toHaveText(TICKET_WORDS);
  await press('Enter');

  // The failing layer, and why.
  await page.waitForURL(new RegExp(`/runs/${prefix}-12-1`));
  await expect(page.getByText(/Failed at Evidence/)).toBeVisible();
  await press('y');
  await expect(page.getByText(/Was the answer supported\?/)).toBeVisible();

  // The diff with the sibling under the older prompt version.
  await press('m');
  await page.waitForURL(/\/compare\//);
  await expect(page.getByRole('main').locator('ins').filter({ hasText: 'exactly as', visible: true }).first()).toBeVisible();
  await page.goBack();
  interactions += 1;
  await page.waitForURL(new RegExp(`/runs/${prefix}-12-1`));

  // The blast radius, queued once, with an incident.
  await press('b');
  await page.waitForURL(/\/blast/);
  await expect(page.getByRole('heading', { name: 'Blast radius' })).toBeVisible();
  await press('q');
  await expect(page.getByRole('dialog')).toBeVisible();
  await press('Enter');
  await page.waitForURL(/\/incidents\//, { timeout: 30_000 });

  await expect(page.getByRole('button', { name: /Export dossier/ })).toBeVisible();

  const download = page.waitForEvent('download');
  await press('d');
  const file = await (await download).path();
  const text = await readFile(file, 'utf8');
  expect(text).toContain(TICKET_RUN(prefix));
  expect(interactions).toBeLessThanOrEqual(25);
});

async function runs(
  journey: { api(path: string): Promise<Response> },
  query: string,
): Promise<{ run_id: string; evaluated_at: string | null }[]> {
  const { runs: found } = (await (await journey.api(`/api/v1/runs?${query}`)).json()) as {
    runs: { run_id: string; evaluated_at: string | null }[];
  };
  return found;
}
