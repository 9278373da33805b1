// What a page may load and run. Everything is forbidden first; then our own scripts by nonce, and our own origin for the rest.

/**
 * The policy for one response. Styles may be inline: virtual lists, page overlays and dialogs set them as attributes and
 * elements at run time. Nothing from another host can load, so an injected style has nowhere to send what it reads.
 */
export function contentSecurityPolicy(nonce: string, { isDev, isSecure }: { isDev: boolean; isSecure: boolean }): string {
  return [
    "default-src 'none'",
    // Development builds evaluate code to map stack traces and reload through a socket; production needs neither.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    // Sound out of traces.
    "media-src 'self'",
    "font-src 'self' data:",
    `connect-src 'self'${isDev ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
