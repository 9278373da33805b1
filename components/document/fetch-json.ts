// GET from our own API in the browser; a refusal is thrown in the words of the API.

export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Error('The server cannot be reached. Check the connection and try again.');
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(detailOf(body) ?? `The server answered ${response.status}. Try again in a moment.`);
  return body as T;
}

function detailOf(body: unknown): string | null {
  const detail = typeof body === 'object' && body !== null && 'detail' in body ? body.detail : null;
  return typeof detail === 'string' ? detail : null;
}
