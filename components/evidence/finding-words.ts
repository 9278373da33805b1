// What a check says about a claim that stands right above it: without naming the claim again.

/** `“The rent is 5 EUR.” states 1 number …` → `States 1 number …`; a sentence that begins otherwise stays as it is. */
export function findingWords(detail: string, { text, path }: { text: string; path: string | null }): string {
  const rest = path === null ? afterQuote(detail, text) : afterPath(detail, text, path);
  const words = rest?.replace(/^:?\s+/u, '') ?? '';
  return words === '' ? detail : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** Findings quote the beginning of a long claim, on one line. */
function afterQuote(detail: string, text: string): string | null {
  if (!detail.startsWith('“')) return null;
  const flat = flattened(text);
  if (detail.startsWith(`“${flat}”`)) return detail.slice(flat.length + 2);
  const end = detail.indexOf('…”');
  return end > 1 && flat.startsWith(detail.slice(1, end)) ? detail.slice(end + 2) : null;
}

function afterPath(detail: string, text: string, path: string): string | null {
  const start = `${path === '' ? 'The output' : path} (`;
  if (!detail.startsWith(start)) return null;
  const [rest, flat] = [detail.slice(start.length), flattened(text)];
  if (rest.startsWith(`${flat})`)) return rest.slice(flat.length + 1);
  const end = rest.indexOf('…)');
  return end > 0 && flat.startsWith(rest.slice(0, end)) ? rest.slice(end + 2) : null;
}

const flattened = (text: string): string => text.replace(/\s+/gu, ' ').trim();
