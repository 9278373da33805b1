// Whether a request comes from our own pages. A browser session alone does not prove that: other sites can make a browser send it.

/** What has to be known about where we are served: fixed by configuration, or else taken from the request's own Host. */
export interface OwnOrigin {
  publicUrl: string | undefined;
  isProxyTrusted: boolean;
}

/** The origin that browsers see us at, e.g. `https://review.example`. The Host header is believed only where no public URL is set. */
export function ownOrigin(headers: Headers, { publicUrl, isProxyTrusted }: OwnOrigin): string {
  if (publicUrl) return new URL(publicUrl).origin;
  const forwarded = isProxyTrusted ? headers.get('x-forwarded-host') : null;
  const protocol = isProxyTrusted ? headers.get('x-forwarded-proto') : null;
  return `${protocol === 'https' ? 'https' : 'http'}://${forwarded ?? headers.get('host') ?? 'localhost'}`;
}

/**
 * True when the headers prove that one of our own pages sent the request. `Origin: null` (sandboxed frames, data: pages) and a
 * request with neither `Origin` nor `Sec-Fetch-Site` prove nothing, so both are refused.
 */
export function isSameOrigin(headers: Headers, own: OwnOrigin): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  if (origin === null) return site === 'same-origin';
  return origin === ownOrigin(headers, own);
}
