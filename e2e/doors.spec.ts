import type { APIResponse, Page } from '@playwright/test';
import { apiKey, owner, server } from './support/account';
import { expect, test } from './support/journey';

const PAGES = [
  '/sign-in',
  '/account',
  '/demo/queue',
  '/demo/runs',
  '/demo/settings/members',
  '/demo/settings/connectors',
  '/demo/settings/keys',
  '/join/demo/x',
  '/no-such-page',
];
const ROUTES = ['/api/health', '/api/v1/runs', '/api/v1/no-such-route', '/api/auth/csrf'];

test('Every answer keeps frames, sniffing and other origins out, and no cache keeps it', async ({ page, journey }) => {
  await journey.open('/account');
  for (const path of [...PAGES, ...ROUTES]) {
    const headers = (await page.request.get(path, { maxRedirects: 0 })).headers();
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(headers['cache-control'] ?? '', path).toMatch(/no-store/);
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
  for (const path of ROUTES.filter((each) => !each.includes('no-such'))) {
    expect((await page.request.get(path)).headers()['content-security-policy'], path).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  }
});

test('Pages run only scripts with this answer’s nonce, and break no rule of their own', async ({ page, journey }) => {
  const violations: string[] = [];
  page.on('console', (message) =>
    /Content Security Policy|Refused to/.test(message.text()) ? violations.push(message.text()) : undefined,
  );
  await journey.open('/account');
  const nonces = new Set<string>();
  for (const path of PAGES) {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy, path).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/=]{24}' 'strict-dynamic'; /);
    for (const rule of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' blob: data:",
      "connect-src 'self'",
    ])
      expect(policy, path).toContain(rule);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    const sent = [...((await response?.text()) ?? '').matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(sent.length, path).toBeGreaterThan(0);
    expect(
      sent.filter((tag) => !/ nonce="[^"]+"/.test(tag)),
      path,
    ).toEqual([]);
  }
  expect(nonces.size).toBe(PAGES.length);
  expect(violations).toEqual([]);
});

test('No way around the pages shows anything to somebody who is signed out', async ({ request }) => {
  const variants = [
    { path: '/demo/settings/members', headers: { rsc: '1' } },
    { path: '/demo/settings/members?_rsc=abc', headers: { rsc: '1', 'next-router-prefetch': '1' } },
    { path: '/demo/settings/members.rsc' },
    { path: '/demo/settings/members.segments/_tree.segment.rsc', headers: { rsc: '1' } },
    { path: '/_next/data/build/demo/settings/members.json' },
    { path: '/demo/settings/members', headers: { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' } },
    { path: '/demo/settings/members', headers: { cookie: 'countersign.session=forged' } },
    { path: '/demo/settings/members', headers: { 'x-countersign-path': '/sign-in' } },
    { path: '/Demo/settings/members' },
    { path: `${server.webUrl}//demo/settings/members` },
  ];
  for (const { path, headers } of variants) {
    const text = await (await request.get(path, headers ? { headers } : {})).text();
    expect(text, path).not.toContain(owner.email);
  }
});

test('A form that another site sends in the owner’s name changes nothing', async ({ page, journey }) => {
  const name = `Owner ${Date.now()}`;
  await journey.open('/account');
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/account'));
  await page.getByLabel('Name, as others see it').fill(name);
  await page.getByRole('button', { name: 'Save' }).click();
  const genuine = await sent;
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  const all = await genuine.allHeaders();
  const body = (genuine.postData() ?? '').replace(name, 'Owner');
  expect(body).not.toContain(name);
  const { origin: _origin, 'sec-fetch-site': _site, 'content-length': _length, ...bare } = all;
  const forged: Record<string, string>[] = [
    bare,
    { ...bare, origin: 'null' },
    { ...bare, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { ...bare, origin: 'https://evil.example' },
    { ...bare, origin: server.webUrl, 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of forged) {
    await answerOf(page, headers, body);
    await page.goto('/account');
    await expect(page.getByLabel('Name, as others see it')).toHaveValue(name);
  }
  await answerOf(page, { ...bare, origin: server.webUrl, 'sec-fetch-site': 'same-origin' }, body);
  await page.goto('/account');
  await expect(page.getByLabel('Name, as others see it')).toHaveValue('Owner');
});

test('A browser session may not change things over the API from another site; a key may from anywhere', async ({
  page,
  request,
  journey,
}) => {
  await journey.open('/account');
  const post = { data: { run_id: 'R-forged', output: 'x' } };
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const answer = await page.request.post('/api/v1/runs?project=demo', { ...post, headers: foreign });
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'cross_origin' });
  expect((await page.request.get('/api/v1/runs?project=no-such')).status()).toBe(404);
  const keyed = await request.post('/api/v1/runs', { ...post, headers: { ...foreign, 'x-api-key': apiKey } });
  expect(keyed.status()).toBe(200);
});

function answerOf(page: Page, headers: Record<string, string>, body: string): Promise<APIResponse> {
  return page.request.post('/account', { headers, data: body, maxRedirects: 0 });
}
