// What a field is called, as words that may stand beside its value in a document: `/amount_untaxed` near `Subtotal`.
import { groupBy } from '@/lib/domain/group-by';
import { pointerKeys } from '@/lib/domain/claim/claim-leaves';
import { isFunctionWord, lexeme } from './match-lexeme';
import { queryTokens } from './match-query';
import type { SourceIndex } from './match-source';

/** Words that name the same thing on forms; each row is one meaning. */
const MEANINGS = [
  'total sum amount due payable balance betrag summe gesamt gesamtbetrag montant somme totaal bedrag importe importo valor jumlah grand',
  'subtotal untaxed net netto exclusive excluding excl ht zwischensumme nettobetrag before',
  'tax vat gst mwst ust tva btw iva sst',
  'date dated datum fecha data day issued',
  'invoice bill rechnung facture factuur factura fattura receipt',
  'number no nr num numero nummer numéro id reference ref code',
  'vendor supplier seller issuer merchant company partner lieferant fournisseur firm name',
  'customer buyer client recipient kunde klant cliente',
  'quantity qty menge quantite aantal units pieces',
  'price cost rate unit preis prix prijs fee',
  'address street anschrift adresse adres',
  'term duration period laufzeit length',
  'deadline due until before by',
  'phone telephone tel mobile',
];
const MEANING_OF = groupBy(
  MEANINGS.flatMap((row, meaning) => row.split(' ').map((word) => ({ word, meaning }))),
  ({ word }) => lexeme(word),
  ({ meaning }) => meaning,
);

/** Words of field names that hardly tell fields apart. */
const GENERIC = new Set(
  ['amount', 'value', 'number', 'date', 'name', 'text', 'type', 'field', 'info', 'data', 'code', 'no', 'id'].map(lexeme),
);

const REACH_BEFORE = 90;
const REACH_AFTER = 24;

export interface Label {
  /** Lexemes of the field's own name, last key first in weight. */
  own: string[];
  /** Lexemes of the keys above it. */
  above: string[];
}

export function labelOf(path: string): Label {
  const keys = pointerKeys(path).filter((key) => !/^\d+$/u.test(key));
  const words = (key: string) =>
    queryTokens(key.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_.\-/]+/gu, ' '), () => 1)
      .filter(({ word, isNumber }) => !isNumber && (!isFunctionWord(word) || word === 'no' || word === 'by'))
      .map(({ lexeme: form }) => form);
  return { own: words(keys.at(-1) ?? ''), above: keys.slice(0, -1).flatMap(words) };
}

/** How well the words around `[start, end)` name the field, in [0, 1]; nearer words count more. */
export function labelScore(source: SourceIndex, start: number, end: number, { own, above }: Label): number {
  if (own.length === 0) return 0;
  const before = source.text.slice(Math.max(0, start - REACH_BEFORE), start);
  const after = source.text.slice(end, end + REACH_AFTER).split('\n', 1)[0] ?? '';
  const words = [...nearness(before), ...behind(after)];
  const best = (wanted: string) => Math.max(0, ...words.map(({ form, weight }) => weight * sameness(wanted, form)));
  const context = above.length === 0 ? 0 : above.reduce((sum, wanted) => sum + best(wanted), 0) / above.length;
  return Math.min(1, mean(own, best) + 0.15 * context);
}

/** `amount` in `amount_untaxed` tells less than `untaxed`. */
function mean(own: readonly string[], best: (wanted: string) => number): number {
  const weights = own.map((word) => (own.length > 1 && GENERIC.has(word) ? 0.4 : 1));
  return (
    own.reduce((sum, word, index) => sum + best(word) * (weights[index] as number), 0) / weights.reduce((sum, weight) => sum + weight, 0)
  );
}

/** Words before a value, nearest first. Beyond another value, or a line up, they name it less. */
function nearness(before: string): { form: string; weight: number }[] {
  let weight = 1;
  let at = before.length;
  return queryTokens(before, () => 1)
    .reverse()
    .map(({ lexeme: form, isNumber, start, end }) => {
      if (before.slice(end, at).includes('\n')) weight *= 0.85;
      at = start;
      const here = weight;
      weight *= isNumber ? 0.5 : 0.88;
      return { form, weight: here };
    });
}

function behind(after: string): { form: string; weight: number }[] {
  return queryTokens(after, () => 1).map(({ lexeme: form }, index) => ({ form, weight: 0.5 / (1 + index * 0.3) }));
}

/** 1 for the same word, less for another word of the same meaning. */
export function sameness(wanted: string, found: string): number {
  if (wanted === found) return 1;
  const meanings = MEANING_OF.get(wanted);
  return meanings && MEANING_OF.get(found)?.some((meaning) => meanings.includes(meaning)) ? 0.6 : 0;
}
