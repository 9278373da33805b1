import { owner } from './support/account';
import { expect, test } from './support/journey';

test('From sign-in to a submitted correction by keyboard alone', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=%2Fdemo%2Fqueue%3Fqueue%3Devidence-gaps');
  await page.keyboard.type(owner.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(owner.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/demo\/queue/);
  const start = page.getByRole('button', { name: 'Start reviewing' });
  await expect(start).toBeEnabled();
  for (let presses = 0; presses < 40 && !(await start.evaluate((button) => button === document.activeElement)); presses += 1)
    await page.keyboard.press('Tab');
  await expect(start).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/demo\/items\//);
  const item = page.url();
  await expect(page.getByText(/Needs a look: 0 of \d+ answered/)).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('41200');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  // The submit stops at the missing reason and puts the focus there: the first letters choose one.
  await expect(page.locator('[data-reason]').first()).toBeFocused();
  await page.keyboard.type('W');
  await expect(page.locator('[data-reason]').first()).not.toHaveValue('');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL((url) => url.href !== item);
});
