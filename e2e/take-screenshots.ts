// The pictures in docs/screenshots, taken from the samples of a fresh start. Not a journey: run by `npm run screenshots`.
import type { Page } from '@playwright/test';
import { GIFT_CARD_DOCUMENT, GIFT_CARD_TEXT, giftCardRuns, giftCardWeeks, TICKET_WORDS } from '@/prisma/scenarios/gift-card-story';
import { expect, test } from './support/journey';

const folder = 'docs/screenshots';

async function picture(page: Page, name: string): Promise<void> {
  // What the pointer lies on would look pressed.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

test('queue, reviewer screen, run page, a check and the trail', async ({ page, journey }) => {
  test.setTimeout(300_000);
  await journey.open('/demo/queue?queue=evidence-gaps');
  await expect(page.getByRole('button', { name: 'Start reviewing' })).toBeVisible();
  await picture(page, 'queue');
  await page.getByRole('button', { name: 'Start reviewing' }).click();
  await page.waitForURL(/\/demo\/items\//);
  await expect(page.getByRole('region', { name: 'Source' }).locator('canvas').first()).toBeVisible();
  await picture(page, 'review');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'review-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await journey.open('/demo/runs/R-1012');
  await picture(page, 'run');
  await journey.open('/demo/checks/numbers');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await picture(page, 'check');
  await journey.open('/demo/trail');
  await page.getByRole('list', { name: 'Entries' }).getByRole('link').first().click();
  await picture(page, 'trail');
});

/** In both themes. */
async function pictures(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('from a ticket to the cause: find, run, why, compare, blast radius, incident, drift', async ({ page, journey }) => {
  test.setTimeout(900_000);
  await journey.api('/api/v1/documents', { method: 'POST', body: { ...GIFT_CARD_DOCUMENT, content: GIFT_CARD_TEXT } });
  const now = new Date();
  const runs = [...giftCardWeeks('W', now), ...giftCardRuns('G', now)];
  for (let at = 0; at < runs.length; at += 100)
    await journey.api('/api/v1/runs', { method: 'POST', body: { runs: runs.slice(at, at + 100) } });
  const isChecked = async () => {
    const response = await journey.api('/api/v1/runs?name=gift-card-answer&state=receiving&state=settled&limit=1');
    return ((await response.json()) as { runs: unknown[] }).runs.length === 0;
  };
  await expect.poll(isChecked, { timeout: 400_000, intervals: [2000] }).toBe(true);

  await journey.open(`/demo/find?id=${encodeURIComponent(TICKET_WORDS)}`);
  await expect(page.locator('mark').first()).toBeVisible();
  await pictures(page, 'find');
  await journey.open('/demo/runs/G-12-1a');
  await expect(page.getByText(/Failed at Evidence/)).toBeVisible();
  await pictures(page, 'explain');
  await journey.open('/demo/runs/G-12-1a?tab=steps&show=waterfall');
  await pictures(page, 'steps');
  await journey.open('/demo/runs/G-12-1a/compare/G-11-1a');
  await pictures(page, 'compare');
  await journey.open('/demo/runs/G-12-1a/siblings');
  await pictures(page, 'siblings');
  await journey.open('/demo/runs/G-12-1a/blast');
  await expect(page.getByRole('heading', { name: 'Blast radius' })).toBeVisible();
  await pictures(page, 'blast');
  await page.keyboard.press('q');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/incidents\//);
  await expect(page.getByRole('button', { name: /Export dossier/ })).toBeVisible();
  await pictures(page, 'incident');
  // Days are counted once a minute.
  await page.waitForTimeout(90_000);
  // Over all runs the samples lie over it: the route of the story is where the alarm is.
  await journey.open('/demo/insights/drift?slice=route%3Agift-cards');
  await expect(page.getByRole('heading', { name: /moved in route gift-cards/ })).toBeVisible();
  await pictures(page, 'drift');
  for (const name of ['patterns', 'prompts', 'cost', 'passages', 'retrieval']) {
    await journey.open(`/demo/insights/${name}`);
    await pictures(page, name);
  }
});
