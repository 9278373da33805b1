// Checks statements of absence the other way round: `the policy does not mention pets` is wrong when a source speaks of pets.
import { type Candidate, candidatesFor } from '@/lib/domain/anchor/anchor-candidate';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { withoutCitations } from '@/lib/domain/anchor/anchor-inline';
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import { markTerms, type MarkTerm } from '@/lib/domain/anchor/mark-terms';
import { sentenceRanges } from '@/lib/domain/anchor/sentence-ranges';
import { type Absence, absenceIn } from '@/lib/domain/claim/claim-absence';
import { datesIn } from '@/lib/domain/match/match-date';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { numbersIn } from '@/lib/domain/match/match-number';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';

/** Words that say how the thing is missing, not what it is. */
const OF_THE_FRAME = new Set(
  `note notes please passage passages provided information specific specifically exact exactly detail details detailed instructions guidance question text mention
mentioned context document documents article source sources policy explicitly directly direct additionally unfortunately answer related following given based steps
step various whether therefore overall may example data report contract lease agreement precise anything something`.split(/\s+/u),
);
/** What is asked for by these stands in the source as a figure of a kind, not as the word. */
const FIGURES: [asked: RegExp, behind: RegExp][] = [
  [/^(?:amount|number|quantity|many|much|age)$/u, /^/u],
  [/^(?:cost|price|fee)$/u, /^[^.]{0,3}(?:\p{Sc}|[A-Z]{3}\b|euros?|dollars?|pounds?)/u],
  [/^temperature$/u, /^\s?(?:°|degrees?|c\b|f\b)/iu],
  [/^(?:duration|long|time)$/u, /^(?:\s?(?:to|-|–)\s?\d+)?[\s-]?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)/iu],
  [/^(?:percentage|rate)$/u, /^\s?(?:%|percent)/iu],
];
const DAY = /^(?:date|day|year)$/u;
/** `null` in a record is not known: saying so is right. */
const UNKNOWN = /:\s*(?:null|""|"?(?:n\/a|unknown)"?)\s*,?\s*$/iu;
const PASSAGES = /\bpassages?\s+((?:\d{1,2}(?:\s*(?:,|and|or|&)\s*)?)+)/giu;
/** A figure further than this from the words it is asked for belongs to something else. Characters. */
const BESIDE = 40;
const STRETCHES = 6;
const MIN_COVERAGE = 0.3;

export const absenceDenied: Check = {
  id: 'absence-denied',
  version: '1',
  codes: [
    {
      code: 'absence_contradicted',
      title: 'Said to be missing, but there',
      severity: 'medium',
      explanation:
        'The answer says that the sources do not mention something, and one sentence of a source holds all the words for it. Low where the answer only says that details are missing: the words may be there without the detail.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap(({ claim }): Said[] => {
      const absence = claim.kind === 'sentence' ? absenceIn(claim.text) : null;
      const about = absence && spokenOf(space, claim.text);
      const place = absence && about && placeOf(about, absence);
      if (!absence || !place) return [];
      const { source, range } = place;
      const quote = shorten(source.index.text.slice(range.start, range.end), 120);
      return [
        {
          code: 'absence_contradicted',
          severity: absence.asserts === 'mention' ? 'medium' : 'low',
          claimId: claim.claimId,
          anchors: anchorsAt(source, range, { score: 1, origin: 'found', match: 'words' }),
          detail: `${claimWords(claim)}, but ${placeName({ source, place: range })} has “${quote}”.`,
        },
      ];
    });
  },
};

/** The first sentence of a source that holds everything which is said to be missing. */
function placeOf(space: EvidenceSpace, { subject, asserts }: Absence): Omit<Candidate, 'coverage'> | null {
  const wanted = markTerms(withoutCitations(subject)).filter(({ word }) => !isFunctionWord(word) && !OF_THE_FRAME.has(word));
  const asked = wanted.filter(({ word }) => DAY.test(word) || FIGURES.some(([pattern]) => pattern.test(word)));
  const named = wanted.filter((term) => !asked.includes(term));
  const distinct = new Set(named.map(({ keys }) => keys[0])).size;
  // A single word is enough to be spoken of, not to be a detail.
  if (distinct < (asserts === 'mention' || asked.length > 0 ? 1 : 2)) return null;
  const text = named.map(({ start, end }) => withoutCitations(subject).slice(start, end)).join(' ');
  for (const { source, range: stretch } of candidatesFor(space, text, STRETCHES, MIN_COVERAGE)) {
    for (const range of sentenceRanges(source.index, stretch)) {
      if (
        !UNKNOWN.test(source.index.text.slice(range.start, range.end)) &&
        holds(source.index.text.slice(range.start, range.end), named, asked)
      )
        return { source, range };
    }
  }
  return null;
}

function holds(sentence: string, named: readonly MarkTerm[], asked: readonly MarkTerm[]): boolean {
  const terms = markTerms(sentence);
  const keys = new Set(terms.flatMap((term) => term.keys));
  if (!named.every((term) => term.keys.some((key) => keys.has(key)))) return false;
  const wanted = new Set(named.flatMap((term) => term.keys));
  const places = terms.filter((term) => term.keys.some((key) => wanted.has(key)));
  const isBeside = ({ start, end }: { start: number; end: number }) =>
    places.some((place) => Math.max(start - place.end, place.start - end) <= BESIDE);
  return asked.every(({ word, keys: own }) => {
    if (DAY.test(word)) return datesIn(sentence).some(isBeside);
    const behind = FIGURES.find(([pattern]) => pattern.test(word))?.[1] ?? /^/u;
    const isFigure = ({ start, end, isAttached }: ReturnType<typeof numbersIn>[number]) =>
      !isAttached &&
      isBeside({ start, end }) &&
      (behind.test(sentence.slice(end, end + 24)) || /\p{Sc}\s?$/u.test(sentence.slice(0, start)));
    return own.some((key) => keys.has(key)) || numbersIn(sentence).some(isFigure);
  });
}

/** The sources that the statement is about: all of them, or the passages it names by number; `this passage` alone says too little. */
function spokenOf(space: EvidenceSpace, sentence: string): EvidenceSpace | null {
  const ordinals = [...sentence.matchAll(PASSAGES)].flatMap(([, list]) => (list?.match(/\d+/gu) ?? []).map((number) => Number(number) - 1));
  if (ordinals.length === 0)
    return /\b(?:this|that) (?:passage|document|section|page)\b/iu.test(sentence) && space.sources.length > 1 ? null : space;
  return { ...space, sources: space.sources.filter(({ passageOrdinal }) => passageOrdinal !== null && ordinals.includes(passageOrdinal)) };
}
