// Where to go after signing in. Only a path of our own: anything else would make the sign-in page a stepping stone to other sites.

/** The path when it stays on this site, otherwise `/`. */
export function safeNextPath(next: string | undefined): string {
  if (!next?.startsWith('/') || next.startsWith('//') || /[\\\u0000-\u001f]/.test(next)) return '/';
  const url = new URL(next, 'http://here.invalid');
  return url.host === 'here.invalid' ? `${url.pathname}${url.search}${url.hash}` : '/';
}
