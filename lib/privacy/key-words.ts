// The name of a field as words: `customerIban`, `customer_iban` and `customer.iban` are all "customer iban".

const MAX_KNOWN = 10_000;
/** Longer names are data, and not kept. */
const MAX_NAME = 200;
const known = new Map<string, string>();

/** In lower case, separated by spaces. Names repeat without end, so they are kept. */
export function keyWords(key: string): string {
  if (key === '') return '';
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const words = key
    .slice(0, MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
  if (key.length > MAX_NAME) return words;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(key, words);
  return words;
}
