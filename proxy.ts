// Before every page: the nonce of its Content Security Policy, and a short way to the sign-in page. It never decides who may see
// what; that happens where the data is read, so everything still holds with this file gone.
import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from '@/lib/auth/content-security-policy';
import { PATH_HEADER } from '@/lib/auth/path-header';
import { isSecure, sessionCookieName } from '@/lib/auth/session-cookie-name';
import { env } from '@/lib/env';
import { paths } from '@/lib/paths';

const PUBLIC_PAGES = ['/sign-in', '/join', '/reset', '/docs'];

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const isPublic = PUBLIC_PAGES.some((page) => pathname === page || pathname.startsWith(`${page}/`));
  if (!isPublic && request.method === 'GET' && !request.cookies.has(sessionCookieName())) {
    const next = pathname === '/' ? undefined : `${pathname}${search}`;
    const response = NextResponse.redirect(new URL(paths.signIn(next), request.nextUrl));
    response.headers.set('cache-control', 'private, no-store');
    return response;
  }
  const policy = contentSecurityPolicy(randomBytes(18).toString('base64'), {
    isDev: env().NODE_ENV === 'development',
    isSecure: isSecure(),
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (isSecure()) response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  return response;
}

// Neither the API nor files: the headers that never change are set in next.config.js, and a proxy in front of uploads would buffer them.
export const config = { matcher: ['/((?!api/|_next/|pdfjs/|favicon\\.ico$|icon\\.svg$|robots\\.txt$).*)'] };
