import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { globalDatabase, withProject } from '@/lib/data/database';
import { hashPassword } from '@/lib/data/people/password-hash';
import type { Actor } from '@/lib/domain/policy';
import { resetEnv } from '@/lib/env';
import type { TestDatabase } from '@/prisma/test-database';
import { testDatabase } from '@/prisma/test-database';
import { requireApiActor } from './api-actor';
import { handleAuth } from './auth-handler';
import { sessionCookieName } from './session-cookie-name';
import { ORIGIN, TestBrowser } from './test-browser';

const PASSWORD = 'a long enough password';
let db: TestDatabase;
let passwordHash: string;
beforeAll(async () => {
  vi.stubEnv('COUNTERSIGN_SECRET', 'a secret of the tests, 32 characters and more');
  resetEnv();
  db = await testDatabase();
  passwordHash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await db.close();
  vi.unstubAllEnvs();
  resetEnv();
});

async function person(): Promise<Actor & { email: string; userId: string }> {
  const owner = await db.createProject();
  const userId = owner.userId ?? '';
  const { email } = await globalDatabase().user.update({ where: { id: userId }, data: { passwordHash } });
  return { ...owner, userId, email };
}

const trailOf = (projectId: string) =>
  withProject(projectId, async (tx) =>
    (await tx.trailEntry.findMany({ where: { projectId }, orderBy: { idx: 'asc' } })).map(({ type, payload }) => ({
      type,
      ...JSON.parse(payload).facts,
    })),
  );
const apiRequest = (browser: TestBrowser) =>
  new Request(`${ORIGIN}/api/v1/runs`, { headers: { cookie: browser.cookie, host: 'localhost:3000' } });

describe('signing in with a password', () => {
  it('starts a session that the API accepts, and signing out ends it at once', async () => {
    const { email, userId, projectId } = await person();
    const browser = new TestBrowser();
    expect((await browser.signIn(email.toUpperCase(), PASSWORD)).pathname).toBe('/');
    expect((await browser.session()).user?.email).toBe(email);
    expect(await requireApiActor(apiRequest(browser), 'run.read')).toMatchObject({ userId, via: 'session' });

    const kept = browser.cookies.get(sessionCookieName()) ?? '';
    await browser.submit('/api/auth/signout');
    expect(browser.cookies.has(sessionCookieName())).toBe(false);
    browser.cookies.set(sessionCookieName(), kept);
    await expect(requireApiActor(apiRequest(browser), 'run.read')).rejects.toMatchObject({ status: 401 });
    expect((await browser.session()).user).toBeUndefined();
    expect((await trailOf(projectId)).map(({ type }) => type)).toEqual(['session.started', 'session.ended']);
  });

  it('makes a new session each time and ends the one that this browser had', async () => {
    const { email, userId } = await person();
    const browser = new TestBrowser();
    await browser.signIn(email, PASSWORD);
    const first = browser.cookies.get(sessionCookieName());
    await browser.signIn(email, PASSWORD);
    expect(browser.cookies.get(sessionCookieName())).not.toBe(first);
    const sessions = await globalDatabase().session.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } });
    expect(sessions.map(({ revokedAt }) => revokedAt === null)).toEqual([false, true]);
  });

  it('holds nothing but a session id in the cookie, which scripts cannot read and other sites cannot send', async () => {
    const { email } = await person();
    const browser = new TestBrowser();
    const { csrfToken } = (await (await browser.ask('/api/auth/csrf')).json()) as { csrfToken: string };
    const response = await browser.ask('/api/auth/callback/credentials', { email, password: PASSWORD, csrfToken, json: 'true' });
    const line = response.headers.getSetCookie().find((each) => each.startsWith(sessionCookieName())) ?? '';
    expect(line).toMatch(/; HttpOnly/);
    expect(line).toMatch(/; SameSite=Lax/);
    expect(line).toMatch(/; Path=\//);
    expect(line).not.toContain(email);
  });

  it('uses __Host- cookies over https', async () => {
    vi.stubEnv('COUNTERSIGN_PUBLIC_URL', 'https://review.example');
    resetEnv();
    const url = 'http://10.0.0.1:3000/api/auth/csrf';
    const response = await handleAuth(new Request(url, { headers: { host: 'evil.example' } }), ['csrf']);
    vi.stubEnv('COUNTERSIGN_PUBLIC_URL', '');
    resetEnv();
    const lines = response.headers.getSetCookie();
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^__Host-countersign\..*; Path=\/; HttpOnly; Secure; SameSite=Lax/);
    expect(lines.join()).toContain(encodeURIComponent('https://review.example'));
    expect(lines.join()).not.toContain('evil.example');
  });

  it('refuses a form from another site, one without its token, and unknown actions', async () => {
    const { email } = await person();
    const post = (headers: Record<string, string>) =>
      handleAuth(
        new Request(`${ORIGIN}/api/auth/callback/credentials`, {
          method: 'POST',
          headers: { host: 'localhost:3000', ...headers },
          body: new URLSearchParams({ email, password: PASSWORD }),
        }),
        ['callback', 'credentials'],
      );
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ origin: ORIGIN })).headers.get('location')).toMatch(/csrf=true/);
    expect((await handleAuth(new Request(`${ORIGIN}/api/auth/_log`, { method: 'POST' }), ['_log'])).status).toBe(404);
    expect(await globalDatabase().session.count({ where: { user: { email } } })).toBe(0);
  });
});

describe('guessing passwords', () => {
  it('gets the same answer for a wrong password, an unknown, a disabled and a password-less account', async () => {
    const [known, disabled, without] = [await person(), await person(), await person()];
    await globalDatabase().user.update({ where: { id: disabled.userId }, data: { isDisabled: true } });
    await globalDatabase().user.update({ where: { id: without.userId }, data: { passwordHash: null } });
    const answers = new Set<string>();
    for (const [email, password] of [
      [known.email, 'wrong'],
      ['nobody@example.test', PASSWORD],
      [disabled.email, PASSWORD],
      [without.email, PASSWORD],
    ] as const) {
      answers.add((await new TestBrowser().signIn(email, password)).search);
    }
    expect([...answers]).toEqual(['?error=CredentialsSignin&provider=credentials']);
  });

  it('takes as long for an unknown account as for a known one', async () => {
    const times: Record<string, number[]> = { known: [], unknown: [] };
    for (let round = 0; round < 9; round += 1) {
      const { email } = await person();
      for (const [kind, tried] of [
        ['known', email],
        ['unknown', `nobody-${round}@example.test`],
      ] as const) {
        const browser = new TestBrowser();
        browser.address = `198.51.100.${round}`;
        await browser.ask('/api/auth/csrf');
        const startedAt = performance.now();
        await browser.signIn(tried, 'wrong');
        times[kind]?.push(performance.now() - startedAt);
      }
    }
    const median = (values: number[] = []) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const ratio = median(times.unknown) / median(times.known);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('is stopped after a few tries on one account, even when they come all at once and from everywhere', async () => {
    const { email, userId, projectId } = await person();
    const guess = async (index: number, password = `guess ${index}`) => {
      const browser = new TestBrowser();
      browser.address = `192.0.2.${index}`;
      return (await browser.signIn(email, password)).searchParams.get('error') ?? 'in';
    };
    const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => guess(index)));
    expect(answers.filter((answer) => answer === 'CredentialsSignin').length).toBe(5);
    expect(answers.filter((answer) => answer.startsWith('too_many_tries.')).length).toBe(35);

    // The right password does not open a blocked account either, and says so in the same words.
    expect(await guess(50, PASSWORD)).toMatch(/^too_many_tries\.\d+$/);
    await vi.waitFor(async () =>
      expect((await trailOf(projectId)).filter(({ type }) => type === 'session.refused')).toMatchObject([{ user_id: userId, failures: 5 }]),
    );

    await globalDatabase().signInAttempt.updateMany({ data: { freeAt: new Date(Date.now() - 1000) } });
    expect((await new TestBrowser().signIn(email, PASSWORD)).pathname).toBe('/');
    expect((await trailOf(projectId)).at(-1)).toMatchObject({ type: 'session.started' });
  });

  it('waits longer after each further failure, up to fifteen minutes', async () => {
    const email = 'target@example.test';
    const waits: number[] = [];
    for (let round = 0; round < 14; round += 1) {
      await new TestBrowser().signIn(email, `guess ${round}`);
      const answer = (await new TestBrowser().signIn(email, 'again')).searchParams.get('error') ?? '';
      if (answer.startsWith('too_many_tries.')) waits.push(Number(answer.split('.')[1]));
      await globalDatabase().signInAttempt.updateMany({ data: { freeAt: new Date(Date.now() - 1000) } });
    }
    expect(waits.length).toBeGreaterThan(5);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(Math.max(...waits)).toBe(900);
  });

  it('is stopped per address over many accounts', async () => {
    await globalDatabase().signInAttempt.deleteMany({});
    const browser = new TestBrowser();
    browser.address = '198.51.100.200';
    const answers: string[] = [];
    for (let index = 0; index < 55; index += 1)
      answers.push((await browser.signIn(`spray-${index}@example.test`, 'Winter2026!')).searchParams.get('error') ?? '');
    expect(answers.slice(0, 50).every((answer) => answer === 'CredentialsSignin')).toBe(true);
    expect(answers.slice(50).every((answer) => answer.startsWith('too_many_tries.'))).toBe(true);
  });

  it('leaves nothing behind for ever', async () => {
    await globalDatabase().signInAttempt.updateMany({ data: { freeAt: new Date(Date.now() - 2 * 3_600_000) } });
    expect(await globalDatabase().signInAttempt.count()).toBeGreaterThan(5);
    await new TestBrowser().signIn('somebody-new@example.test', 'guess');
    expect(await globalDatabase().signInAttempt.count()).toBe(2);
  });
});
