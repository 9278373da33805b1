// The network address that a request comes from, for the sign-in limiter.

/**
 * Behind a trusted proxy the last entry of X-Forwarded-For, which that proxy wrote. Otherwise the first: Next puts the socket's
 * address there when the client sent none. A client may then claim any address, which is why accounts have their own limit.
 */
export function clientAddress(headers: Headers, isProxyTrusted: boolean): string {
  const entries = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return (isProxyTrusted ? entries.at(-1) : entries[0]) ?? 'unknown';
}
