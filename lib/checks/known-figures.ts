// The numbers and dates that a run had in front of it: in any source, or in what it was asked.
import { type NumberMention, plainNumber } from '@/lib/domain/match/match-number';
import { indexSource, type SourceIndex } from '@/lib/domain/match/match-source';
import type { EvidenceSpace } from './evidence-space';

export interface KnownFigures {
  hasNumber: (mention: NumberMention) => boolean;
  hasDate: (iso: string) => boolean;
}

export function knownFigures({ sources, question }: EvidenceSpace): KnownFigures {
  const indexes: SourceIndex[] = [...sources.map(({ index }) => index), indexSource([{ page: null, text: question, words: null }])];
  const hasDigits = (digits: string) => indexes.some((index) => index.numbersByDigits().has(digits));
  return {
    hasNumber: ({ digits, value, scale, isPercent }) =>
      hasDigits(digits) ||
      hasDigits(plainNumber(value * scale)) ||
      (isPercent && hasDigits(plainNumber(value / 100))) ||
      indexes.some((index) => isRoundingOf(value * scale, digits, index)),
    hasDate: (iso) => indexes.some((index) => hasDate(index, iso)),
  };
}

/** `2.5 bn` for 2,512,300 thousand: every given figure is right, only fewer are given. Two figures at least, or chance decides. */
function isRoundingOf(size: number, digits: string, index: SourceIndex): boolean {
  const figures = digits.replace('.', '').replace(/^0+|0+$/gu, '').length;
  if (figures < 2) return false;
  const step = 10 ** (Math.floor(Math.log10(size)) - figures + 1);
  return index
    .numbers()
    .some(
      ({ value, scale, isAttached }) =>
        !isAttached &&
        value !== 0 &&
        [1, 1e3, 1e6].some(
          (factor) =>
            value * scale * factor !== size &&
            Math.abs(value * scale * factor - size) <= step / 2 &&
            plainNumber(value).replace(/\D/gu, '').length > figures,
        ),
    );
}

/** A date is known when a source gives it, or all of the part that the text gives. */
function hasDate(index: SourceIndex, iso: string): boolean {
  const known = index.datesByIso();
  if (known.has(iso)) return true;
  if (iso.startsWith('--')) return [...known.keys()].some((date) => date.endsWith(iso.slice(2)));
  if (iso.length === 7) return [...known.keys()].some((date) => date.startsWith(iso));
  // A source without the year: `18 April` for 18 April 2014, when the year stands there too.
  return known.has(`--${iso.slice(5)}`) && index.numbersByDigits().has(iso.slice(0, 4));
}
