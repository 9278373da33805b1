// Texts that were written as JSON, quotes included: some SDKs put every value of an attribute through JSON.

/** The text without its quotes; any other text as it is. */
export function quotedText(text: string): string {
  if (!/^\s*".*"\s*$/s.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
