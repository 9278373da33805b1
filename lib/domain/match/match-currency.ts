// Where a source shows the currency that an ISO code names: the code itself, a sign or a word beside an amount.
import { isCurrencyCode } from './match-number';
import type { SourceIndex } from './match-source';
import { findText, type FoundText } from './match-text';

const MAX_PLACES = 12;

/** Empty when the text is no currency code. */
export function currencyPlaces(source: SourceIndex, text: string): FoundText[] {
  const code = text.trim();
  if (!isCurrencyCode(code)) return [];
  const written = findText(source, code, { limit: MAX_PLACES }).filter(({ state }) => state === 'exact');
  const signs = source
    .numbers()
    .filter(({ currency }) => currency === code)
    .map(({ start, end }): FoundText => ({ start, end, state: 'normalised', match: 'currency sign' }));
  return [...written, ...signs].slice(0, MAX_PLACES);
}
