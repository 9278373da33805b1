// The review part of the public API as one client of it sees it: refusals are values, a dead connection is an error.

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
}
export type Counts = Record<'waiting' | 'leased' | 'escalated' | 'done' | 'removed', number>;

export class ReviewApi {
  constructor(
    readonly baseUrl: string,
    private readonly key: string,
  ) {}

  async ask<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    more: { headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<Answer<T>> {
    const response = await this.fetch(method, path, body, more);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T };
  }

  async bytes(path: string): Promise<Uint8Array> {
    const response = await this.fetch('GET', path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  async must<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { status, body: answer } = await this.ask<T>(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(answer).slice(0, 500)}`);
    return answer;
  }

  async counts(queue: string): Promise<Counts> {
    return (await this.must<{ counts: Counts }>('GET', `/api/v1/queues/${queue}`)).counts;
  }

  private fetch(
    method: string,
    path: string,
    body?: unknown,
    { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
  ): Promise<Response> {
    return fetch(`${this.baseUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  }
}
