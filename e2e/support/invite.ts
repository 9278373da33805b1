// Brings somebody else into the project the way an owner does it, and hands back that person's own page.
import type { Browser, Page } from '@playwright/test';
import { otherPerson } from './other-person';

/** The owner's page must be signed in. The guest has joined with the role when this resolves. */
export async function invite(ownerPage: Page, browser: Browser, role: string): Promise<Page> {
  const email = `${role}.${Date.now()}@example.test`;
  await ownerPage.goto('/demo/settings/members');
  await ownerPage.getByRole('button', { name: 'Invite' }).click();
  const dialog = ownerPage.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByLabel('Name').fill(`A ${role}`);
  await dialog.getByRole('combobox').selectOption(role);
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = (await dialog.locator('code').textContent()) ?? '';
  const guest = await otherPerson(browser);
  await guest.goto(link);
  await guest.getByLabel('Choose a password').fill('a password for journeys');
  await guest.getByRole('button', { name: 'Join' }).click();
  await guest.waitForURL('**/demo/queue**');
  return guest;
}
