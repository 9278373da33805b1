// Looks for a text in several sources at once and brings the places into one order: what the run was given before what it was
// not, whole matches before near ones.
import type { RunSource, TextRange } from './anchor-source';
import { anchorsAt, inDocument, type Place, type PlaceMark } from './anchor-place';
import type { Anchor } from '@/lib/domain/evidence';
import type { Change } from '@/lib/domain/match/match-align';
import { type ApproximateMatch, findApproximate } from '@/lib/domain/match/match-approximate';
import { layBeside } from '@/lib/domain/match/match-lay';
import { queryReader, type Weigh } from '@/lib/domain/match/match-query';
import { findText } from '@/lib/domain/match/match-text';

export interface Hit {
  source: RunSource;
  place: Place;
  state: 'exact' | 'normalised' | 'approximate';
  match: string;
  score: number;
  /** How well the words around a value name its field; 0 for quotes. */
  label: number;
  changes: Change[];
  /** Whether the run had this place in front of it. */
  isGiven: boolean;
}

/** All sources of a run and the weight of words among them. */
export interface SearchSpace {
  sources: readonly RunSource[];
  weigh: Weigh;
}

/** A text this similar stands there with slips; below, it is only a candidate. */
export const NEAR = 0.82;
const STATE_RANK = { exact: 0, normalised: 1, approximate: 2 } as const;
const HITS_PER_SOURCE = 6;

/** Whole matches of a quote; where there are none, the near ones, down to `minimum`. */
export function quoteHits(
  { sources, weigh }: SearchSpace,
  quote: string,
  options: { within?: TextRange; minimum?: number; limit?: number } = {},
): Hit[] {
  const bounds = options.within ? { within: options.within } : {};
  const whole = sources.flatMap((source) =>
    findText(source.index, quote, { ...bounds, limit: options.limit ?? HITS_PER_SOURCE }).map(
      (found): Hit => ({
        source,
        place: found,
        state: found.state,
        match: found.match,
        score: found.state === 'approximate' ? 0.95 : 1,
        label: 0,
        changes: [],
        isGiven: isGiven(source, found),
      }),
    ),
  );
  if (whole.length > 0) return whole.sort(compareHits);
  const minimum = options.minimum ?? NEAR;
  const queryFor = queryReader(quote, weigh);
  return sources
    .flatMap((source) =>
      findApproximate(source.index, quote, { weigh, ...bounds, limit: 2, queryFor })
        .filter(({ similarity }) => similarity >= minimum)
        .map(
          (found): Hit => ({
            source,
            place: found,
            ...nearState(found, quote, source),
            score: found.similarity,
            label: 0,
            changes: found.changes,
            isGiven: isGiven(source, found),
          }),
        ),
    )
    .sort(compareHits);
}

/** `90 days` against `ninety days`: another form of a word, and no other word, not even of grammar: `some` is not `all`. */
function nearState(
  { similarity, changes, match, start, end }: ApproximateMatch,
  quote: string,
  { index }: RunSource,
): Pick<Hit, 'state' | 'match'> {
  if (similarity <= 0.995 || changes.length > 0 || match !== 'approximate') return { state: 'approximate', match };
  const laid = layBeside(quote, index.text.slice(start, end), index.hasDecimalComma);
  const met = new Set(laid?.partner);
  const isSame = laid?.partner.every((at) => at >= 0) && laid.found.every(({ isNumber }, at) => isNumber || met.has(at));
  return isSame ? { state: 'normalised', match: 'number words' } : { state: 'approximate', match };
}

export function compareHits(a: Hit, b: Hit): number {
  const near = (hit: Hit) => (hit.state === 'approximate' ? 1 : 0);
  return (
    near(a) - near(b) ||
    Number(b.isGiven) - Number(a.isGiven) ||
    b.label - a.label ||
    b.score - a.score ||
    STATE_RANK[a.state] - STATE_RANK[b.state]
  );
}

export function isGiven({ given }: RunSource, { start, end }: TextRange): boolean {
  return given === null || given.some((range) => start < range.end && range.start < end);
}

/** Anchors of a hit; a hit in a passage is shown in the document it was cut from, where that is known. */
export function hitAnchors({ sources }: Pick<SearchSpace, 'sources'>, hit: Hit, origin: Anchor['origin']): Anchor[] {
  const mark: PlaceMark = { score: hit.state === 'approximate' ? Math.min(hit.score, 0.99) : 1, origin, match: hit.match };
  const documents = sources.filter(({ kind }) => kind === 'document');
  const shown = inDocument(
    hit.source,
    hit.place,
    documents,
    (source, text, within) => findText(source.index, text, { ...(within ? { within } : {}), limit: 1 })[0] ?? null,
  );
  return shown ? anchorsAt(shown.source, shown.place, mark) : anchorsAt(hit.source, hit.place, mark);
}

/** Key of a place for telling places apart; the same words in a passage and in its document are one place. */
export function anchorKey({ documentId, version, page, passageOrdinal, start }: Anchor): string {
  return JSON.stringify([documentId, version, page, documentId === null || page === null ? passageOrdinal : null, start]);
}
