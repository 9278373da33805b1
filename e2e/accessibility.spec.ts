import { expect, test } from './support/journey';
import { pages } from './support/pages';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`In ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the sign-in page', async ({ page, journey }) => {
      await page.goto('/sign-in');
      await journey.expectAccessible();
    });

    for (const path of pages) {
      test(`axe finds nothing on ${path}`, async ({ page, journey }) => {
        await journey.open(path);
        await expect(page.getByRole('main').first()).toBeVisible();
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
        await journey.expectAccessible();
      });
    }

    test('axe finds nothing on a run, its parts, and the reviewer screen', async ({ page, journey }) => {
      const { items } = (await (await journey.api('/api/v1/queues/evidence-gaps/items')).json()) as {
        items: { item_id: string; run_id: string }[];
      };
      const [item] = items;
      for (const part of ['steps', 'evidence', 'context', 'reviews', 'raw']) {
        await journey.open(`/demo/runs/${item?.run_id}?tab=${part}`);
        await expect(page.getByRole('navigation', { name: 'Parts of the run' })).toBeVisible();
        await journey.expectAccessible();
      }
      await journey.open(`/demo/items/${item?.item_id}`);
      await expect(page.getByRole('region', { name: 'Claims' })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Source' }).locator('canvas, [data-page], p').first()).toBeVisible();
      await journey.expectAccessible();
    });
  });
}
