// The one `test` that journeys use: a page that fails on script errors, sign-in, an API client, and the accessibility check.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { apiKey, owner, server } from './account';

interface Journey {
  /** Signs in as the owner and opens the path. */
  open(path: string): Promise<void>;
  api(path: string, init?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  /** Fails with every rule that axe finds broken on the page as it is now. */
  expectAccessible(): Promise<void>;
}

export const test = base.extend<{ journey: Journey }>({
  journey: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await use({ open: (path) => open(page, path), api, expectAccessible: () => expectAccessible(page) });
    expect(errors, 'errors thrown in the page').toEqual([]);
  },
});

export { expect };

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  if (!new URL(page.url()).pathname.startsWith('/sign-in')) return;
  await signIn(page, owner);
  await page.goto(path);
}

export async function signIn(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function api(path: string, { method = 'GET', body, headers = {} }: Parameters<Journey['api']>[1] = {}): Promise<Response> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(`${server.webUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', ...headers },
    ...content,
  });
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  // A mark lies over the words it marks, so its size is theirs: the exception of WCAG 2.5.8 for what is essential. Each can also be
  // reached from the list of places, at full size.
  const isMark = (html: string) => /evidence for claim|absolute/i.test(html);
  const found = violations
    .map(({ id, nodes }) => ({ id, nodes: id === 'target-size' ? nodes.filter(({ html }) => !isMark(html)) : nodes }))
    .filter(({ nodes }) => nodes.length > 0)
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .slice(0, 3)
          .map((node) => node.target.join(' '))
          .join(' | ')}`,
    );
  expect(found, new URL(page.url()).pathname).toEqual([]);
}
