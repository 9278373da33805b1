// Looks at the place that the run itself cites for a claim: does it stand there, elsewhere, or nowhere.
import { compareHits, type Hit, hitAnchors, quoteHits, type SearchSpace } from './anchor-hit';
import { valueHits, valueKind } from './anchor-value';
import { withoutCitations } from './anchor-inline';
import { readSentence } from './anchor-sentence';
import { anchorsAt } from './anchor-place';
import type { CitedReading } from './anchor-reading';
import { pageRange, type RunSource, type TextRange } from './anchor-source';
import type { Anchor, Claim } from '@/lib/domain/evidence';
import { labelOf } from '@/lib/domain/match/match-label';
import { indexSource } from '@/lib/domain/match/match-source';
import { findValue } from '@/lib/domain/match/match-value';
import type { CitedEvidence } from '@/lib/domain/run/run';

/** A place in a passage that the answer names by its number has no document. */
export type CitedPlace = CitedEvidence & { passageOrdinal?: number };

/** Places of one quote that are kept: a word that is cited as evidence may stand in a hundred. */
const MAX_QUOTE_PLACES = 100;

export interface CitedLook extends CitedReading {
  /** Where the cited text or the claim itself was found, best first. */
  hits: Hit[];
  /** The cited place itself, when the run marks it more closely than by a page. */
  citedAnchors: Anchor[];
}

/** Looks at the cited place first, then at the rest of that document, then at every other source. */
export function lookAtCited(space: SearchSpace, claim: Claim, evidence: CitedPlace): CitedLook {
  const named = space.sources.filter((source) => isNamed(source, evidence));
  const none = { evidence, foundAt: null, shown: null, hits: [], citedAnchors: [] };
  if (named.length === 0) return { ...none, outcome: 'unknown' };
  // A passage rarely knows its page; where the document itself is there, the cited place is looked up in it.
  const documents = named.filter(({ kind }) => kind === 'document');
  const places = (documents.length > 0 ? documents : named).map((source) => ({ source, range: citedRange(source, evidence) }));
  const isMarked = evidence.start !== undefined || evidence.boxes !== undefined;
  const citedAnchors = places.flatMap(({ source, range }) => (range && isMarked ? citedAnchor(source, range, evidence) : []));
  const here = places.flatMap(({ source, range }) => (range ? lookFor({ ...space, sources: [source] }, claim, evidence, range) : []));
  const best = here.sort(compareHits)[0];
  const found = { ...none, citedAnchors };
  if (best && best.state !== 'approximate') return { ...found, ...judge(claim, evidence, here), hits: here };
  const inDocument = lookFor({ ...space, sources: named }, claim, evidence);
  // Something near where it is cited, but the very words elsewhere: it stands elsewhere.
  if (best && (evidence.quote === undefined || inDocument[0]?.state === 'approximate'))
    return { ...found, ...judge(claim, evidence, here), hits: here };
  const others = space.sources.filter((source) => !named.includes(source));
  const elsewhere = inDocument.length > 0 ? inDocument : lookFor({ ...space, sources: others }, claim, evidence);
  if (elsewhere[0]) return { ...found, outcome: 'moved', foundAt: placeName(elsewhere[0]), hits: elsewhere };
  return { ...none, outcome: 'absent', citedAnchors };
}

function isNamed(source: RunSource, { documentId, version, passageOrdinal }: CitedPlace): boolean {
  if (passageOrdinal !== undefined) return source.passageOrdinal === passageOrdinal;
  if (documentId === undefined) return true;
  return source.documentId === documentId && (version === undefined || source.version === null || source.version === version);
}

/** The cited stretch of a source; the whole source when only the document is named, null when it has no such place. */
export function citedRange(source: RunSource, { page, start, end, path, boxes }: CitedEvidence): TextRange | null {
  if (path !== undefined && source.pointerRange) return source.pointerRange(path);
  const onPage = page === undefined || source.kind === 'passage' ? null : pageRange(source, page);
  if (page !== undefined && source.kind === 'passage' && source.page !== null && source.page !== page) return null;
  if (page !== undefined && source.kind === 'document' && !onPage) return null;
  const whole = onPage ?? { start: 0, end: source.index.text.length };
  if (start !== undefined && end !== undefined && end > start) {
    const offset = onPage?.start ?? 0;
    const range = { start: offset + start, end: offset + end };
    return range.start < whole.end ? { start: range.start, end: Math.min(range.end, whole.end) } : null;
  }
  return boxes && boxes.length > 0 ? (rangeUnderBoxes(source, whole, boxes) ?? whole) : whole;
}

/** From the first to the last word that a box covers by more than half. */
function rangeUnderBoxes(source: RunSource, whole: TextRange, boxes: NonNullable<CitedEvidence['boxes']>): TextRange | null {
  const page = source.index.pages.find(({ start, words }) => start === whole.start && words);
  const covered = (page?.words ?? []).filter(({ box: [x0, y0, x1, y1] }) =>
    boxes.some(([a, b, c, d]) => {
      const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
      return x >= a && x <= c && y >= b && y <= d;
    }),
  );
  const [first, last] = [covered[0], covered.at(-1)];
  return page && first && last ? { start: page.start + first.start, end: page.start + last.end } : null;
}

function citedAnchor(source: RunSource, range: TextRange, { boxes }: CitedEvidence): Anchor[] {
  return anchorsAt(source, range, { score: 1, origin: 'cited', match: 'cited' }).map((anchor) => (boxes ? { ...anchor, boxes } : anchor));
}

/** The quote when the run gives one, otherwise the claim itself. */
function lookFor(space: SearchSpace, claim: Claim, { quote }: CitedEvidence, within?: TextRange): Hit[] {
  // A marked stretch is never so exact that a letter more could not belong to the word.
  const bounds = within ? { within: { start: Math.max(0, within.start - 1), end: within.end + 1 } } : {};
  if (quote !== undefined && quote.trim() !== '') return quoteHits(space, quote, { ...bounds, limit: MAX_QUOTE_PLACES });
  if (claim.kind === 'sentence') return sentenceHits(space, claim, within);
  if (typeof claim.value === 'string' || typeof claim.value === 'number')
    return valueHits(space, claim.value, labelOf(claim.path ?? ''), bounds.within);
  return [];
}

function sentenceHits(space: SearchSpace, claim: Claim, within: TextRange | undefined): Hit[] {
  const { best, claim: read } = readSentence(space, claim, withoutCitations(claim.text));
  if (!best || read.state === 'contradicted' || read.state === 'missing') return [];
  return within && (best.place.start >= within.end || best.place.end <= within.start) ? [] : [best];
}

/** A quote that stands where cited must also show the value: the same, or at least no other of its kind. */
function judge(claim: Claim, { quote }: CitedEvidence, hits: readonly Hit[]): Pick<CitedReading, 'outcome' | 'shown'> {
  const { value } = claim;
  if (quote === undefined || (typeof value !== 'string' && typeof value !== 'number') || value === '')
    return { outcome: 'here', shown: null };
  const best = hits[0] as Hit;
  const text = best.source.index.text.slice(best.place.start, best.place.end);
  const index = indexSource([{ page: null, text, words: null }]);
  if (findValue(index, { value, label: labelOf('') }).length > 0) return { outcome: 'here', shown: null };
  const kind = valueKind(value);
  if (kind === null)
    return {
      outcome:
        quoteHits({ sources: [{ ...best.source, index, given: null }], weigh: () => 1 }, String(value), { minimum: 0.6 }).length > 0
          ? 'here'
          : 'silent',
      shown: null,
    };
  const others = kind === 'date' ? index.dates() : index.numbers().filter(({ isAttached, isSpelled }) => !isAttached && !isSpelled);
  const shown = others.map(({ start, end }) => text.slice(start, end));
  return shown.length > 0 ? { outcome: 'differs', shown: shown.slice(0, 3).join(', ') } : { outcome: 'silent', shown: null };
}

/** `page 7 of lease-2024`, `passage 3`. */
export function placeName({ source, place }: Pick<Hit, 'source' | 'place'>): string {
  if (source.documentId === null || source.kind === 'passage')
    return `passage ${(source.passageOrdinal ?? 0) + 1}${source.documentId ? ` of ${source.documentId}` : ''}`;
  const page = source.index.pages.find(({ start, end }) => place.start >= start && place.start <= end);
  return source.index.pages.length > 1 && page?.page ? `page ${page.page} of ${source.documentId}` : source.documentId;
}

/** The places of a cited quote, when it stands in several of one source and the run does not mark which of them it means. */
export function rivalsOfLook({ evidence, hits }: CitedLook): Hit[] {
  const [best] = hits;
  if (!best || best.state === 'approximate' || evidence.quote === undefined || evidence.start !== undefined || evidence.boxes !== undefined)
    return [];
  const alike = hits.filter(({ source, state }) => source === best.source && state === best.state);
  return alike.length > 1 ? alike : [];
}

export const anchorsOfLook = (space: SearchSpace, look: CitedLook, origin: Anchor['origin']): Anchor[] => {
  const best = look.hits[0];
  return best ? hitAnchors(space, best, origin) : [];
};
