import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resetEnv } from '@/lib/env';
import { ticketProject, uploadUrl } from './upload-ticket';

const PROJECT = '01a1fc42-9454-7000-8000-001c30dac74d';
const HASH = 'ab'.repeat(32);
beforeEach(() => {
  vi.stubEnv('COUNTERSIGN_SECRET', 'a secret of the tests, 32 characters and more');
  resetEnv();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  resetEnv();
});
const urlFor = (headers: Record<string, string> = { host: 'traces.example:4318' }) =>
  new URL(uploadUrl(new Headers(headers), '/lf/api/public/media', PROJECT, HASH));
const ticketOf = (url: URL) => url.searchParams.get('ticket') ?? '';

describe('an address for an upload', () => {
  it('is where the sender came from, and its ticket is for that project and hash only', () => {
    const url = urlFor();
    expect(`${url.origin}${url.pathname}`).toBe(`http://traces.example:4318/lf/api/public/media/upload/${HASH}`);
    expect(ticketProject(ticketOf(url), HASH)).toBe(PROJECT);
    expect(ticketProject(ticketOf(url), 'cd'.repeat(32))).toBeNull();
    const other = ticketOf(url).replace(PROJECT, PROJECT.replace('4d', '4e'));
    expect(other).not.toBe(ticketOf(url));
    expect(ticketProject(other, HASH)).toBeNull();
  });

  it.each(['', 'x', 'a.b.c', `${PROJECT}.9999999999999.`])('is not had with the ticket %j', (ticket) => {
    expect(ticketProject(ticket, HASH)).toBeNull();
  });

  it('is good for an hour', () => {
    const ticket = ticketOf(urlFor());
    vi.useFakeTimers({ now: Date.now() + 61 * 60 * 1000 });
    expect(ticketProject(ticket, HASH)).toBeNull();
  });

  it('believes a proxy only when it is told to', () => {
    const headers = { host: 'inner', 'x-forwarded-host': 'outer.example', 'x-forwarded-proto': 'https' };
    expect(urlFor(headers).origin).toBe('http://inner');
    vi.stubEnv('COUNTERSIGN_TRUST_PROXY', 'on');
    resetEnv();
    expect(urlFor(headers).origin).toBe('https://outer.example');
  });
});
