// Finds sentences that follow a source nearly word for word, but with another name in the place of the source's.
import { type CloseReading, closeReading } from '@/lib/domain/anchor/anchor-close';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { editDistance } from '@/lib/domain/match/match-align';
import { facing, type Laid, sharedContent } from '@/lib/domain/match/match-lay';
import { isOrdinary, namesIn } from '@/lib/domain/match/match-names';
import type { Check, CheckInput, Said } from './check';
import { claimWords } from './claim-words';
import { evidenceSpace } from './evidence-space';

export const nameChanged: Check = {
  id: 'name-changed',
  version: '1',
  codes: [
    {
      code: 'name_changed',
      title: 'Name changed',
      severity: 'medium',
      explanation:
        'The output follows a sentence of a source, but says it of another person, company, place or product; the other name may well stand elsewhere in the sources.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap((reading): Said[] => {
      const close = closeReading(reading, space);
      const changed = close ? changedNames(close) : [];
      if (!close || changed.length === 0) return [];
      const { claim } = reading;
      const where = placeName({ source: close.source, place: close.range });
      const words = changed.map(([mine, theirs]) => `“${mine}” where ${where} has “${theirs}”`).join(', ');
      const anchors = claim.anchors.length > 0 ? claim.anchors : claim.candidates.slice(0, 1);
      return [{ code: 'name_changed', claimId: claim.claimId, anchors, detail: `${claimWords(claim)} has ${words}.` }];
    });
  },
};

/** Share of the sentence's other words of content that the source has in the same order. */
const FOLLOWS = 0.75;
/** And words of any kind, so that two of two do not count. */
const MIN_MET = 5;
/** Share of letters that a slip changes at most. */
const SLIP = 0.25;
const TITLES = new Set('mr mrs ms dr prof sir dame president ceo cfo chairman director senator judge'.split(' '));

/** Words that the source may have more of in the place of a name; with more, something else was said there. */
const MORE = 4;

/** Pairs of the sentence's name and the one that the source has in its place. */
export function changedNames({ sentence, stretch, laid }: CloseReading): [string, string][] {
  const theirs = namesIn(stretch);
  return namesIn(sentence).flatMap((name): [string, string][] => {
    const fresh = laid.wanted.filter(
      ({ start, end, word }, index) =>
        start >= name.start &&
        end <= name.end &&
        laid.partner[index] === -1 &&
        !isOrdinary(word) &&
        (!TITLES.has(word) || !/\s/u.test(name.name)),
    );
    const [first, last] = [fresh[0], fresh.at(-1)];
    if (!first || !last || (fresh.length === 1 && opens(sentence, first))) return [];
    const mine = { start: first.start, end: last.end };
    const place = facing(laid, mine.start, mine.end);
    const isClose = sharedContent(laid, mine) >= FOLLOWS && laid.partner.filter((at) => at >= 0).length >= MIN_MET;
    if (!place || !isClose || !hasNeighbours(laid, mine)) return [];
    const size = laid.found.filter(({ start, end }) => start < place.end && place.start < end).length;
    const other = theirs.find(({ start, end }) => start < place.end && place.start < end);
    if (!other || size > fresh.length + MORE) return [];
    const words = [
      sentence.slice(mine.start, mine.end),
      stretch.slice(Math.max(place.start, other.start), Math.min(place.end, other.end)),
    ] as const;
    return isSameName(...words, sentence, stretch) ? [] : [[name.name, other.name]];
  });
}

/** The words right before and right behind the name are the source's, as far as there are any. */
function hasNeighbours({ wanted, partner }: Laid, { start, end }: { start: number; end: number }): boolean {
  const before = wanted.findLastIndex((token) => token.end <= start);
  const after = wanted.findIndex((token) => token.start >= end);
  const isMet = (index: number) => index < 0 || (partner[index] as number) >= 0;
  // `As`, `However` in front of a name may be left without a partner when the source's name is longer.
  const isLooseStart = before < MORE && partner.slice(0, before + 1).every((at) => at < 0);
  return (isMet(before) || isLooseStart) && isMet(after);
}

/** `Press the Windows key`: the first word has a capital of its own only where another one follows it. */
const opens = (sentence: string, { start, end }: { start: number; end: number }): boolean =>
  !/[\p{L}\p{N}]/u.test(sentence.slice(0, start)) && !/^\s\p{Lu}/u.test(sentence.slice(end, end + 2));

/** Short for the other, a slip of its spelling, or named elsewhere in the sentence as often as in the source. */
function isSameName(mine: string, theirs: string, sentence: string, stretch: string): boolean {
  const initials = (name: string) => (name.match(/\p{Lu}/gu) ?? []).join('');
  const plain = (name: string) => name.replace(/[^\p{L}\p{N}]/gu, '');
  const [a, b] = [plain(mine), plain(theirs)];
  if (a.length === 0 || b.length === 0 || initials(mine) === b || initials(theirs) === a || a.includes(b) || b.includes(a)) return true;
  const count = (text: string) => text.split(theirs).length;
  if (count(sentence) >= count(stretch)) return true;
  return editDistance(a.toLowerCase(), b.toLowerCase()) <= SLIP * Math.max(a.length, b.length);
}
