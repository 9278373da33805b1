// A browser of somebody else: own cookies, nothing shared with the page of the test.
import type { Browser, Page } from '@playwright/test';
import { server } from './account';

export async function otherPerson(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.webUrl });
  return context.newPage();
}
