// next-auth as one function from Request to Response, so that the route and the tests call the same thing.
import 'server-only';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { env, setLibraryVariable } from '@/lib/env';
import { authOptions } from './auth-options';
import { isSameOrigin, ownOrigin } from './same-origin';

// next-auth asks its surroundings whether it may believe the host it is told. It may: `ownOrigin` has decided before.
setLibraryVariable('AUTH_TRUST_HOST', 'true');

const MAX_BODY_BYTES = 16 * 1024;
const ACTIONS = new Set(['csrf', 'providers', 'signin', 'signout', 'callback', 'session', 'error']);

/** Answers `/api/auth/<action>/<provider>`. Everything but the actions of signing in and out is 404. */
export async function handleAuth(request: Request, nextauth: string[]): Promise<Response> {
  if (!ACTIONS.has(nextauth[0] ?? '') || nextauth.length > 2) return new Response('Not found', { status: 404 });
  const own = { publicUrl: env().COUNTERSIGN_PUBLIC_URL, isProxyTrusted: env().COUNTERSIGN_TRUST_PROXY === 'on' };
  // next-auth's own token guards forms; a browser that says outright that another site sent this is refused before that.
  const isForeign = request.headers.has('origin') || request.headers.has('sec-fetch-site');
  if (request.method === 'POST' && isForeign && !isSameOrigin(request.headers, own))
    return new Response('Sent from another site', { status: 403 });
  const body = await readBody(request);
  if (body === null) return new Response('Too large or not a form', { status: 413 });
  const { response, answer } = collectResponse();
  await NextAuth(asApiRequest(request, nextauth, body, ownOrigin(request.headers, own)), response, authOptions(request.headers));
  return answer();
}

async function readBody(request: Request): Promise<Record<string, unknown> | null> {
  if (request.method !== 'POST') return {};
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return null;
  const text = await request.text();
  if (text.length > MAX_BODY_BYTES) return null;
  if (!request.headers.get('content-type')?.includes('application/json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function asApiRequest(request: Request, nextauth: string[], body: Record<string, unknown>, origin: string): NextApiRequest {
  const { host, protocol } = new URL(origin);
  const headers = { ...Object.fromEntries(request.headers), 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) };
  const query = { ...Object.fromEntries(new URL(request.url).searchParams), nextauth };
  return { method: request.method, headers, body, query, cookies: readCookies(request.headers.get('cookie')) } as unknown as NextApiRequest;
}

function readCookies(header: string | null): Record<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0) cookies.set(pair.slice(0, equals).trim(), decode(pair.slice(equals + 1).trim()));
  }
  return Object.fromEntries(cookies);
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The part of Node's response that next-auth uses, kept until it becomes a Response. */
function collectResponse() {
  let [status, body]: [number, string] = [200, ''];
  const headers = new Headers({ 'cache-control': 'private, no-store' });
  const setHeader = (name: string, value: string | string[]) => {
    headers.delete(name);
    for (const each of Array.isArray(value) ? value : [value]) headers.append(name, each);
    return response;
  };
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? headers.getSetCookie() : headers.get(name)),
    setHeader,
    json: (value: unknown) => {
      setHeader('content-type', 'application/json');
      body = JSON.stringify(value);
    },
    send: (value: unknown) => {
      body = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
    },
    end: () => undefined,
  };
  return { response: response as unknown as NextApiResponse, answer: () => new Response(body === '' ? null : body, { status, headers }) };
}
