// The pictures in docs/screenshots, taken from the samples of a fresh start. Not a journey: run by `npm run screenshots`.
import type { Page } from '@playwright/test';
import { expect, test } from './support/journey';

const folder = 'docs/screenshots';

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

test('queue, reviewer screen, run page, a check and the trail', async ({ page, journey }) => {
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
