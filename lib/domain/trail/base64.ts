// Strict standard base64: text that would decode but not print back the same is refused, so that one value has one text.

/** The bytes, or null. `length`, when given, is the only one accepted. */
export function decodeBase64(text: string, length?: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) return null;
  return length === undefined || bytes.length === length ? bytes : null;
}
