// Finds the API key in a request, wherever the tracers' SDKs put it.

/**
 * The key that a request presents, or null: `Authorization: Bearer`, HTTP Basic with the key as password (Langfuse style),
 * `x-api-key` (LangSmith style), `api_key` (Phoenix style), `Helicone-Auth: Bearer`, `Authorization` with the bare key (Opik style).
 * Where several are sent, one that has the form of our keys goes first: a gateway in between may use `Authorization` for itself.
 */
export function presentedKey(headers: Headers): string | null {
  const found = [
    fromAuthorization(headers.get('authorization')),
    headers.get('x-api-key'),
    headers.get('api_key'),
    fromAuthorization(headers.get('helicone-auth')),
  ]
    .map((value) => value?.trim() ?? '')
    .filter((value) => value !== '');
  return found.find((value) => value.startsWith('cs_')) ?? found[0] ?? null;
}

function fromAuthorization(value: string | null): string | null {
  const text = value?.trim() ?? '';
  // Opik sends the key and no word before it.
  if (/^[^\s,=]+$/.test(text) && !/^(bearer|basic)$/i.test(text)) return text;
  const match = /^(bearer|basic)\s+(\S+)$/i.exec(text);
  if (!match?.[1] || !match[2]) return null;
  if (match[1].toLowerCase() === 'bearer') return match[2];
  const decoded = Buffer.from(match[2], 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon === -1 ? null : decoded.slice(colon + 1);
}
