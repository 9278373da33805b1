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
import { queryTokens } from '@/lib/domain/match/match-query';
import { numberOf, spelledNumbers } from '@/lib/domain/match/match-number-words';
import { statedNumbers } from '@/lib/domain/match/match-stated-number';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';
import { isContent } from './followed-sentence';
import { opposedSentence } from './opposed-sentence';
import { precedence } from './source-precedence';

export const sourceConflict: Check = {
  id: 'source-conflict',
  version: '2',
  codes: [
    {
      code: 'source_conflict',
      title: 'Sources in conflict',
      severity: 'high',
      explanation:
        'Two sources say different things about what the claim says: another number or date, more or less, all or some, yes or no. The finding names the one that the answer followed; a person has to decide which one holds. Medium when the answer followed the later or higher one.',
    },
    {
      code: 'source_superseded',
      title: 'Superseded source',
      severity: 'high',
      explanation:
        'The claim follows a source that another one overrides: a later version, one that holds from a later day, or one of higher authority.',
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
/** Share of its words that a claim without figures has to have from the sentence that is looked up for it. */
const FOLLOWED = 0.7;
const MIN_NAMED = 4;
/** So alike are two sentences about one thing with one number changed. */
const SAME_SENTENCE = 0.62;
/** A date takes three words; sentences this near are laid along each other word by word. */
const LIKE_SENTENCE = 0.5;

const origin = (source: RunSource): string =>
  source.documentId === null ? `passage ${source.passageOrdinal}` : `${source.documentId} ${source.version ?? ''}`;

function conflictOf(reading: ClaimReading, space: EvidenceSpace, looked: Map<string, Hit | null>): Said[] {
  const { claim, best } = reading;
  if (!best || claim.anchors.length === 0) return [];
  const other = otherValue(reading, best, space) ?? otherSentence(reading, best, space, looked);
  if (!other) return [];
  const [mine, theirs] = [textAt(best), textAt(other)].map((text) => text.replace(/[.\s]+$/u, '')) as [string, string];
  const order = precedence(other.source, best.source);
  const anchors = [...claim.anchors, ...hitAnchors(space, other, 'found')];
  const both = `the answer follows ${nameOf(best, other)}, which has “${shorten(mine, 70)}”; ${nameOf(other, best)} has “${shorten(theirs, 70)}”`;
  if (order?.wins === other.source)
    return [{ code: 'source_superseded', claimId: claim.claimId, anchors, detail: `${claimWords(claim)}: ${both}; ${order.why}.` }];
  return [
    {
      code: 'source_conflict',
      claimId: claim.claimId,
      anchors,
      ...(order ? { severity: 'medium' as const } : {}),
      detail: `${claimWords(claim)}: ${both}; ${order?.why ?? 'nothing says which of them holds'}.`,
    },
  ];
}

/** Two versions of one document have one name. */
function nameOf(hit: Hit, beside: Hit): string {
  const { documentId, version } = hit.source;
  return documentId !== null && documentId === beside.source.documentId ? `${placeName(hit)} (version ${version})` : placeName(hit);
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

/** The sentence around the evidence, said elsewhere with another number, date, direction or quantifier, or with a `not`. */
function otherSentence({ claim, coverage }: ClaimReading, best: Hit, space: EvidenceSpace, looked: Map<string, Hit | null>): Hit | null {
  const range = sentenceAround(best.source.index, best.place);
  const sentence = best.source.index.text.slice(range.start, range.end);
  const claimed = new Set(numbersIn(claim.text).map(({ value }) => value));
  const hasFigures = statedNumbers(sentence).some(({ value }) => claimed.has(value));
  if (sentence.length > MAX_SENTENCE || namedIn(sentence) < MIN_NAMED || (!hasFigures && coverage < FOLLOWED)) return null;
  const known = looked.get(sentence);
  if (known !== undefined) return known;
  if (looked.size >= MAX_LOOKUPS) return null;
  const among = (sources: readonly RunSource[]) => quoteHits({ sources, weigh: space.weigh }, sentence, { minimum: LIKE_SENTENCE });
  const isOther = (hit: Hit) =>
    (hasFigures && hit.score >= SAME_SENTENCE && saysOtherwise(hit, sentence, claimed)) || saysOpposite(hit, sentence);
  const hits = among(space.sources.filter((source) => isOtherOrigin(source, best.source)));
  // Where the very same sentence stands too, the near ones are about something else; so are they in a source that repeats
  // its own sentence with other numbers, as tables and forecasts do.
  const repeats = hits.some(({ state }) => state !== 'approximate') || hasVariants(best.source, range, sentence, space);
  const found = repeats
    ? null
    : (hits.find((hit) => isOther(hit) && !hasVariants(hit.source, sentenceAround(hit.source.index, hit.place), sentence, space)) ?? null);
  looked.set(sentence, found);
  return found;
}

/** The same words but for one that excludes the other's. */
function saysOpposite({ source, place, state }: Hit, sentence: string): boolean {
  if (state !== 'approximate') return false;
  const { start, end } = sentenceAround(source.index, place);
  return end - start <= MAX_SENTENCE && opposedSentence(sentence, source.index.text.slice(start, end)) !== null;
}

/** Words that name something; `Simmer for 5 minutes` may speak of any pot. */
const namedIn = (sentence: string): number =>
  new Set(
    queryTokens(sentence, () => 1).flatMap((token) => (isContent(token) && !token.isNumber && token.word.length > 2 ? token.lexeme : [])),
  ).size;

/** Whether a source repeats its own sentence in near words, as tables and forecasts do: then it speaks of several things. */
function hasVariants(source: RunSource, { start, end }: TextRange, sentence: string, { weigh }: EvidenceSpace): boolean {
  const rest = [
    { start: 0, end: start },
    { start: end, end: source.index.text.length },
  ];
  return rest.some(
    (within) =>
      within.end > within.start && quoteHits({ sources: [source], weigh }, sentence, { within, minimum: SAME_SENTENCE }).length > 0,
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
