// A browser as far as signing in needs one: it keeps cookies and asks our handler directly. For tests.
import { handleAuth } from './auth-handler';

export const ORIGIN = 'http://localhost:3000';

export class TestBrowser {
  readonly cookies = new Map<string, string>();
  address = '203.0.113.7';

  /** The Cookie header that this browser would send. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async ask(path: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(path, ORIGIN);
    const headers = new Headers({ host: url.host, cookie: this.cookie, 'user-agent': 'test browser', 'x-forwarded-for': this.address });
    const init = form ? { method: 'POST', body: new URLSearchParams(form) } : {};
    if (form) headers.set('origin', ORIGIN);
    const response = await handleAuth(new Request(url, { ...init, headers }), url.pathname.split('/').slice(3));
    this.keep(response);
    return response;
  }

  /** Posts a form with next-auth's token, as the sign-in page does; answers the address to go to. */
  async submit(path: string, form: Record<string, string> = {}): Promise<URL> {
    const { csrfToken } = (await (await this.ask('/api/auth/csrf')).json()) as { csrfToken: string };
    const response = await this.ask(path, { ...form, csrfToken, json: 'true' });
    return new URL(((await response.json()) as { url: string }).url, ORIGIN);
  }

  signIn(email: string, password: string): Promise<URL> {
    return this.submit('/api/auth/callback/credentials', { email, password, callbackUrl: '/' });
  }

  /** What next-auth's own session endpoint says about this browser. */
  async session(): Promise<{ user?: { email: string } }> {
    return (await (await this.ask('/api/auth/session')).json()) as { user?: { email: string } };
  }

  keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';', 1)[0] ?? '';
      const equals = pair.indexOf('=');
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
