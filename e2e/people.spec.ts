import { owner } from './support/account';
import { expect, signIn, test } from './support/journey';
import { otherPerson } from './support/other-person';

test('Somebody who opens a page signed out lands on it after signing in, and may mistype once', async ({ page }) => {
  await page.goto('/demo/settings/roles?from=mail');
  await expect(page).toHaveURL(/\/sign-in\?/);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password').fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('E-mail or password is wrong.')).toBeVisible();
  await signIn(page, owner);
  await expect(page).toHaveURL(/\/demo\/settings\/roles\?from=mail$/);
  await expect(page.getByRole('table', { name: 'What each role may do' })).toBeVisible();
});

test('Signing in sends nobody to another site', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2F');
  await signIn(page, owner);
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/demo\//);
});

test('An owner invites a reviewer, who joins, becomes a lead at the next click, and is out when removed', async ({
  page,
  browser,
  journey,
}) => {
  const email = `rosalind.${Date.now()}@example.test`;
  await journey.open('/demo/settings/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Name').fill('Rosalind Franklin');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await dialog.locator('code').textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('table', { name: 'Open invitations' })).toContainText(email);

  const guest = await otherPerson(browser);
  await guest.goto(link);
  await guest.getByLabel('Choose a password').fill('photograph fifty-one');
  await guest.getByRole('button', { name: 'Join' }).click();
  await guest.waitForURL('**/demo/queue**');
  await guest.goto('/demo/settings/members');
  await expect(guest.getByText('There is no such record in this project, or you may not see it')).toBeVisible();

  await page.reload();
  const row = page.getByRole('row', { name: new RegExp(email) });
  await row.getByRole('combobox').selectOption('lead');
  await expect(page.getByText('Rosalind Franklin is now lead.', { exact: true })).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole('table', { name: 'Members' })).toContainText(email);

  await row.getByRole('button', { name: 'More for Rosalind Franklin' }).click();
  await page.getByRole('menuitem', { name: 'Remove from the project' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await guest.reload();
  await expect(guest.getByText('There is nothing here, or you may not see it')).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This invitation no longer works' })).toBeVisible();
});

test('A key made in the settings works at once, is shown once, and is refused at once when revoked', async ({ page, request, journey }) => {
  const name = `CI ${Date.now()}`;
  await journey.open('/demo/settings/keys');
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  const key = (await dialog.locator('code').first().textContent()) ?? '';
  await dialog.getByRole('button', { name: 'Done' }).click();
  const ask = () => request.get('/api/v1/runs?limit=1', { headers: { 'x-api-key': key, cookie: '' } });
  expect((await ask()).status()).toBe(200);
  await page.reload();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('now');
  expect(await page.content()).not.toContain(key);

  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await ask()).status()).toBe(401);
});

test('A session that is signed out from the account page ends at its next click', async ({ page, browser, journey }) => {
  const there = await otherPerson(browser);
  await there.goto('/account');
  await signIn(there, owner);
  await journey.open('/account');
  await page.getByRole('button', { name: 'Sign out all others' }).click();
  await expect(page.getByText(/^Signed out \d+ other session/)).toBeVisible();
  await there.goto('/demo/settings/roles');
  await expect(there).toHaveURL(/\/sign-in\?/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Account' })).toBeVisible();
});

test('Settings, account and sign-in are accessible in both themes', async ({ page, journey }) => {
  await page.goto('/sign-in?error=CredentialsSignin');
  await journey.expectAccessible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ['/demo/settings/members', '/demo/settings/keys', '/demo/settings/roles', '/demo/settings/project', '/account']) {
      await journey.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await journey.expectAccessible();
    }
    await journey.open('/demo/settings/keys');
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('dialog').waitFor();
    await journey.expectAccessible();
  }
});
