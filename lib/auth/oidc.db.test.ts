import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { globalDatabase, withProject } from '@/lib/data/database';
import { hashPassword } from '@/lib/data/people/password-hash';
import { resetEnv } from '@/lib/env';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { ORIGIN, TestBrowser } from './test-browser';

interface Claims {
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** Who the provider knows, by login name; tests change it. */
const people = new Map<string, Claims>();
let db: TestDatabase;
let server: Server;
let issuer: string;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('request', provider(issuer).callback());
  vi.stubEnv('COUNTERSIGN_SECRET', 'a secret of the tests, 32 characters and more');
  vi.stubEnv('COUNTERSIGN_OIDC_ISSUER', issuer);
  vi.stubEnv('COUNTERSIGN_OIDC_CLIENT_ID', 'countersign');
  vi.stubEnv('COUNTERSIGN_OIDC_CLIENT_SECRET', 'client secret');
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  await new Promise((resolve) => server.close(resolve));
  vi.unstubAllEnvs();
  resetEnv();
});
beforeEach(() => people.clear());

/** A certified OpenID provider, with its own pages for signing in and consent. */
function provider(url: string): Provider {
  return new Provider(url, {
    clients: [{ client_id: 'countersign', client_secret: 'client secret', redirect_uris: [`${ORIGIN}/api/auth/callback/oidc`] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['a key of the tests'] },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
  });
}

/** Goes through the provider's pages as `login` and comes back to us; answers where that ends. */
async function signInAs(login: string, browser = new TestBrowser()): Promise<{ browser: TestBrowser; landed: URL }> {
  const providerCookies = new Map<string, string>();
  let url = await browser.submit('/api/auth/signin/oidc', { callbackUrl: '/account' });
  for (let hop = 0; hop < 20 && url.origin === issuer; hop += 1) url = await providerStep(url, login, providerCookies);
  const response = await browser.ask(`${url.pathname}${url.search}`);
  return { browser, landed: new URL(response.headers.get('location') ?? '', ORIGIN) };
}

async function providerStep(url: URL, login: string, cookies: Map<string, string>): Promise<URL> {
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const page = keep(await fetch(url, { headers: { cookie: cookie() }, redirect: 'manual' }));
  const location = page.headers.get('location');
  if (location) return new URL(location, issuer);
  const html = await page.text();
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
  const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const body = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'any' } : { prompt });
  const answer = keep(await fetch(new URL(action, issuer), { method: 'POST', headers: { cookie: cookie() }, body, redirect: 'manual' }));
  return new URL(answer.headers.get('location') ?? '', issuer);
}

describe('signing in at an OpenID provider', () => {
  it('makes an account without any project for somebody new, and finds it again by subject', async () => {
    people.set('ada', { email: 'Ada@Example.test', email_verified: true, name: 'Ada Lovelace' });
    const { browser, landed } = await signInAs('ada');
    expect(landed.pathname).toBe('/account');
    expect((await browser.session()).user?.email).toBe('ada@example.test');
    const user = await globalDatabase().user.findUniqueOrThrow({
      where: { email: 'ada@example.test' },
      include: { memberships: true, sessions: true },
    });
    expect(user).toMatchObject({ name: 'Ada Lovelace', oidcSubject: `${issuer}#ada`, passwordHash: null, memberships: [], isAdmin: false });
    expect(user.sessions[0]?.provider).toBe('oidc');

    people.set('ada', { email: 'new-address@example.test', email_verified: true });
    await signInAs('ada');
    expect(await globalDatabase().session.count({ where: { userId: user.id } })).toBe(2);
    expect(await globalDatabase().user.count({ where: { email: 'new-address@example.test' } })).toBe(0);
  });

  it('links an account by verified e-mail, ends what its password had opened, and records it in each project', async () => {
    const owner = await db.createProject();
    const email = 'grace@example.test';
    await globalDatabase().user.update({
      where: { id: owner.userId ?? '' },
      data: { email, passwordHash: await hashPassword('chosen by whoever came first') },
    });
    const earlier = new TestBrowser();
    await earlier.signIn(email, 'chosen by whoever came first');
    people.set('grace', { email, email_verified: true });
    const { browser } = await signInAs('grace');
    expect((await browser.session()).user?.email).toBe(email);
    expect((await earlier.session()).user).toBeUndefined();
    expect((await new TestBrowser().signIn(email, 'chosen by whoever came first')).searchParams.get('error')).toBe('CredentialsSignin');
    const types = await withProject(owner.projectId, (tx) =>
      tx.trailEntry.findMany({ where: { projectId: owner.projectId }, orderBy: { idx: 'asc' }, select: { type: true } }),
    );
    expect(types.map(({ type }) => type)).toEqual(['session.started', 'account.linked', 'session.started']);
  });

  it.each([
    ['an address that the provider does not vouch for', { email: 'mallory@example.test', email_verified: false }],
    ['no word about verification', { email: 'mallory@example.test' }],
    ['no address', {}],
  ])('neither links nor makes an account with %s', async (_name, claims) => {
    people.set('mallory', claims);
    const { browser, landed } = await signInAs('mallory');
    expect(`${landed.pathname}${landed.search}`).toBe('/sign-in?error=email_unverified');
    expect((await browser.session()).user).toBeUndefined();
    expect(await globalDatabase().user.count({ where: { email: 'mallory@example.test' } })).toBe(0);
  });

  it('does not take over an account that another subject has, nor let a disabled one in', async () => {
    people.set('first', { email: 'shared@example.test', email_verified: true });
    people.set('second', { email: 'shared@example.test', email_verified: true });
    await signInAs('first');
    expect((await signInAs('second')).landed.search).toBe('?error=email_taken');
    await globalDatabase().user.update({ where: { email: 'shared@example.test' }, data: { isDisabled: true } });
    expect((await signInAs('first')).landed.search).toBe('?error=disabled');
  });

  it('refuses a callback that this browser did not start', async () => {
    people.set('ada', { email: 'ada@example.test', email_verified: true });
    const started = new TestBrowser();
    const providerCookies = new Map<string, string>();
    let url = await started.submit('/api/auth/signin/oidc', { callbackUrl: '/' });
    for (let hop = 0; hop < 20 && url.origin === issuer; hop += 1) url = await providerStep(url, 'ada', providerCookies);
    const victim = new TestBrowser();
    const response = await victim.ask(`${url.pathname}${url.search}`);
    expect(response.headers.get('location')).toContain('error=OAuthCallback');
    expect((await victim.session()).user).toBeUndefined();
  });
});
