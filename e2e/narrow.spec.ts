import type { Page } from '@playwright/test';
import { expect, test } from './support/journey';
import { pages } from './support/pages';

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  for (const path of [...pages, '/demo/runs/R-1012', '/demo/runs/R-1012?tab=evidence', '/demo/runs/R-1012?tab=context'])
    test(`${path} does not scroll sideways`, async ({ page, journey }) => {
      await journey.open(path);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
      expect(await overhangs(page)).toEqual([]);
    });

  test('A reviewer finds the verdicts, and the rest of the screen by scrolling down', async ({ page, journey }) => {
    await openFirstItem(page, journey);
    expect(await overhangs(page)).toEqual([]);
    await expect(page.getByRole('group', { name: 'Verdict' })).toBeInViewport();
    await page.getByRole('region', { name: 'Run' }).scrollIntoViewIfNeeded();
    await expect(page.getByRole('button', { name: /and next/ })).toBeInViewport();
  });
});

test('Verdicts stay in reach below a claim that is longer than its pane', async ({ page, journey }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openFirstItem(page, journey);
  await expect(page.getByRole('group', { name: 'Verdict' })).toBeInViewport({ ratio: 1 });
});

async function openFirstItem(page: Page, journey: { open: (path: string) => Promise<void> }): Promise<void> {
  await journey.open('/demo/queue?queue=evidence-gaps');
  await page.getByRole('button', { name: 'Start reviewing' }).click();
  await page.waitForURL(/\/demo\/items\//);
  await expect(page.getByText(/Needs a look: \d+ of \d+ answered/)).toBeVisible();
}

/** What is wider than the screen: the document, or the part of it that scrolls. */
function overhangs(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.getElementById('main')].flatMap((element) =>
      element && element.scrollWidth > element.clientWidth ? [`${element.tagName} by ${element.scrollWidth - element.clientWidth} px`] : [],
    ),
  );
}
