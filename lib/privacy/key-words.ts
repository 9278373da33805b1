// The name of a field as words: `customerIban`, `customer_iban` and `customer.iban` are all "customer iban".

const MAX_KNOWN = 10_000;
const known = new Map<string, string>();

/** In lower case, separated by spaces. Names repeat without end, so they are kept. */
export function keyWords(key: string): string {
  if (key === '') return '';
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const words = key
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, words);
  return words;
}
