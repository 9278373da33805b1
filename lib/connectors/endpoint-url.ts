// What the address of a connector must look like, before anything is looked up.

/** A sentence for the form, or null. Where the host leads is checked when it is sent to: names change their addresses. */
export function endpointProblem(text: string): string | null {
  if (/[\u0000-\u0020\u007f\\]/u.test(text)) return 'An address has no spaces, control characters or backslashes.';
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return 'This is not an address. Write it in full, as in https://collector.example.com.';
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'Only https:// and http:// addresses can be sent to.';
  if (!/^https?:\/\/[^/]/i.test(text)) return 'This is not an address. Write it in full, as in https://collector.example.com.';
  if (url.username !== '' || url.password !== '') return 'Put user and password into the credential, not into the address.';
  if (url.hash !== '') return 'Leave out what follows the #.';
  if (url.search !== '') return 'Leave out what follows the ?.';
  return null;
}

/** The host without brackets, as the system's resolver takes it. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
