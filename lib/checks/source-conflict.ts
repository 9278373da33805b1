// Finds sources that give different values for the same thing: a contract and its amendment, two versions of a policy.
import { sentenceAround } from '@/lib/domain/anchor/anchor-candidate';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { type Hit, hitAnchors, quoteHits } from '@/lib/domain/anchor/anchor-hit';
import { labelledValues } from '@/lib/domain/anchor/anchor-labelled';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { valueKind } from '@/lib/domain/anchor/anchor-value';
import type { RunSource, TextRange } from '@/lib/domain/anchor/anchor-source';
import { labelOf } from '@/lib/domain/match/match-label';
import { numbersIn } from '@/lib/domain/match/match-number';
import { numberOf, spelledNumbers } from '@/lib/domain/match/match-number-words';
import { statedNumbers } from '@/lib/domain/match/match-stated-number';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';

export const sourceConflict: Check = {
  id: 'source-conflict',
  version: '1',
  codes: [
    {
      code: 'source_conflict',
      title: 'Sources in conflict',
      severity: 'high',
      explanation:
        'Two sources give different values for what the claim says. A person has to decide which one holds; both places are shown.',
    },
    {
      code: 'source_superseded',
      title: 'Superseded source',
      severity: 'high',
      explanation: 'The claim follows a source that a later or higher one overrides with another value.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    if (new Set(space.sources.map(origin)).size < 2) return [];
    const looked = new Map<string, Hit | null>();
    return input.readings.flatMap((reading) => conflictOf(reading, space, looked));
  },
};

/** Sentences looked up in other sources, at most; a run with more figures than this gets the first ones checked. */
const MAX_LOOKUPS = 60;
const MAX_SENTENCE = 600;
/** So alike are two sentences about one thing with one number changed. */
const SAME_SENTENCE = 0.62;

const origin = (source: RunSource): string =>
  source.documentId === null ? `passage ${source.passageOrdinal}` : `${source.documentId} ${source.version ?? ''}`;

function conflictOf(reading: ClaimReading, space: EvidenceSpace, looked: Map<string, Hit | null>): Said[] {
  const { claim, best } = reading;
  if (!best || claim.anchors.length === 0) return [];
  const other = otherValue(reading, best, space) ?? otherSentence(reading, best, space, looked);
  if (!other) return [];
  const [mine, theirs] = [textAt(best), textAt(other)];
  const order = precedence(other.source, best.source);
  const anchors = [...claim.anchors, ...hitAnchors(space, other, 'found')];
  const both = `${placeName(best)} has “${shorten(mine, 70)}”, ${placeName(other)} has “${shorten(theirs, 70)}”`;
  if (order?.wins === other.source)
    return [{ code: 'source_superseded', claimId: claim.claimId, anchors, detail: `${claimWords(claim)}: ${both}; ${order.why}.` }];
  return [
    {
      code: 'source_conflict',
      claimId: claim.claimId,
      anchors,
      ...(order ? { severity: 'medium' as const } : {}),
      detail: `${claimWords(claim)}: ${both}${order ? `; ${order.why}` : ''}.`,
    },
  ];
}

const textAt = ({ source, place }: Hit): string => source.index.text.slice(place.start, place.end);

/** Another value behind the field's own name in a source of another origin. */
function otherValue({ claim }: ClaimReading, best: Hit, space: EvidenceSpace): Hit | null {
  const kind = claim.kind === 'field' ? valueKind(claim.value) : null;
  if (kind === null || best.label < 0.5) return null;
  const label = labelOf(claim.path ?? '');
  const ownKeys = new Set(labelledValues(best.source.index, label, kind).map(({ key }) => key));
  if (ownKeys.size !== 1) return null;
  for (const source of space.sources) {
    if (!isOtherOrigin(source, best.source)) continue;
    const values = labelledValues(source.index, label, kind);
    const [value] = values;
    if (value && new Set(values.map(({ key }) => key)).size === 1 && !ownKeys.has(value.key)) {
      return { source, place: value, state: 'exact', match: 'label', score: 1, label: 1, changes: [], isGiven: true };
    }
  }
  return null;
}

/** The sentence around the evidence, said elsewhere with another number in the place of one that the claim states. */
function otherSentence({ claim }: ClaimReading, best: Hit, space: EvidenceSpace, looked: Map<string, Hit | null>): Hit | null {
  const range = sentenceAround(best.source.index, best.place);
  const sentence = best.source.index.text.slice(range.start, range.end);
  const claimed = new Set(numbersIn(claim.text).map(({ value }) => value));
  const figures = statedNumbers(sentence).filter(({ value }) => claimed.has(value));
  if (figures.length === 0 || sentence.length > MAX_SENTENCE) return null;
  const known = looked.get(sentence);
  if (known !== undefined) return known;
  if (looked.size >= MAX_LOOKUPS) return null;
  const among = (sources: readonly RunSource[]) => quoteHits({ sources, weigh: space.weigh }, sentence, { minimum: SAME_SENTENCE });
  const isOther = (hit: Hit) => saysOtherwise(hit, sentence, claimed);
  const hits = among(space.sources.filter((source) => isOtherOrigin(source, best.source)));
  // Where the very same sentence stands too, the near ones are about something else; so are they in a source that repeats
  // its own sentence with other numbers, as tables and forecasts do.
  const repeats = hits.some(({ state }) => state !== 'approximate') || hasVariants(best.source, range, sentence, space, isOther);
  const found = repeats ? null : (hits.find(isOther) ?? null);
  looked.set(sentence, found);
  return found;
}

function hasVariants(
  source: RunSource,
  { start, end }: TextRange,
  sentence: string,
  { weigh }: EvidenceSpace,
  isOther: (hit: Hit) => boolean,
): boolean {
  const rest = [
    { start: 0, end: start },
    { start: end, end: source.index.text.length },
  ];
  return rest.some(
    (within) =>
      within.end > within.start && quoteHits({ sources: [source], weigh }, sentence, { within, minimum: SAME_SENTENCE }).some(isOther),
  );
}

/** Passages of one document do not contradict each other, or the document, by repeating it. */
function isOtherOrigin(source: RunSource, own: RunSource): boolean {
  if (source.documentId === null || own.documentId === null) return origin(source) !== origin(own);
  return source.documentId !== own.documentId || (source.version !== null && own.version !== null && source.version !== own.version);
}

function saysOtherwise({ changes, match, source, place, state }: Hit, sentence: string, claimed: ReadonlySet<number>): boolean {
  if (match === 'pieces' || state !== 'approximate') return false;
  const words = changes.filter(({ kind, wanted }) => kind === 'word' && wanted !== null).length;
  const numbers = changes.flatMap(({ kind, wanted, found }) =>
    kind === 'number' && wanted !== null && found !== null ? [[numberOf(wanted), numberOf(found)] as const] : [],
  );
  if (numbers.length === 0 || numbers.length > 2 || words > 2) return false;
  const valuesOf = (text: string) => new Set([...statedNumbers(text), ...spelledNumbers(text)].map(({ value }) => value));
  const [there, here] = [valuesOf(source.index.text.slice(place.start, place.end)), valuesOf(sentence)];
  const isChanged = ([wanted, found]: readonly [number | null, number | null]) =>
    wanted !== null && found !== null && !there.has(wanted) && there.has(found) && !here.has(found);
  return numbers.every(isChanged) && numbers.some(([wanted]) => wanted !== null && claimed.has(wanted));
}

/** Which of two sources holds, by the day from which they hold, then by authority; null when neither says. */
function precedence(a: RunSource, b: RunSource): { wins: RunSource; why: string } | null {
  if (a.effectiveFrom !== null && b.effectiveFrom !== null && a.effectiveFrom !== b.effectiveFrom) {
    const wins = a.effectiveFrom > b.effectiveFrom ? a : b;
    return { wins, why: `${wins.title} holds from ${(wins.effectiveFrom as string).slice(0, 10)}, the later day` };
  }
  const [rankA, rankB] = [authorityRank(a.authority), authorityRank(b.authority)];
  if (rankA === null || rankB === null || rankA === rankB) return null;
  const wins = rankA > rankB ? a : b;
  return { wins, why: `${wins.title} has the higher authority (${wins.authority})` };
}

/** Words for authority from weakest to strongest; numbers speak for themselves. */
const AUTHORITY = [
  ['draft', 'informal', 'note', 'email', 'chat'],
  ['secondary', 'summary', 'guidance', 'low'],
  ['internal', 'standard', 'medium', 'original', 'contract'],
  ['primary', 'official', 'signed', 'high', 'amendment'],
  ['law', 'binding', 'statute', 'regulation', 'final'],
];

function authorityRank(authority: string | null): number | null {
  if (authority === null) return null;
  if (/^\d+(?:\.\d+)?$/u.test(authority)) return Number(authority);
  const rank = AUTHORITY.findIndex((words) => words.some((word) => authority.toLowerCase().includes(word)));
  return rank < 0 ? null : rank;
}
