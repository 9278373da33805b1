// The places of a field's value over all sources, and what is said of a claim that stands in several of them.
import { anchorKey, compareHits, type Hit, hitAnchors, isGiven, NEAR, quoteHits, type SearchSpace } from './anchor-hit';
import type { ValueKind } from './anchor-labelled';
import { type PlacedClaim, placed } from './anchor-reading';
import type { RunSource, TextRange } from './anchor-source';
import type { Anchor, Claim } from '@/lib/domain/evidence';
import { currencyPlaces } from '@/lib/domain/match/match-currency';
import type { Label } from '@/lib/domain/match/match-label';
import { findName } from '@/lib/domain/match/match-name';
import { plainNumber } from '@/lib/domain/match/match-number';
import { queryTokens } from '@/lib/domain/match/match-query';
import type { FoundText } from '@/lib/domain/match/match-text';
import { findValue, NAMED, wholeDate, wholeNumber } from '@/lib/domain/match/match-value';

const PLACES_PER_SOURCE = 24;
const MAX_SHOWN = 6;

/** Every place of a value over all sources, best first; near places of a name only where there is no other. */
export function valueHits({ sources, weigh }: SearchSpace, value: string | number, label: Label, within?: TextRange): Hit[] {
  const bounds = within ? { within } : {};
  const hits = sources.flatMap((source) => {
    const currencies = typeof value === 'string' && !within ? currencyPlaces(source.index, value) : [];
    const places: (FoundText & { label?: number })[] =
      currencies.length > 0 ? currencies : findValue(source.index, { value, label, ...bounds });
    return places.slice(0, PLACES_PER_SOURCE).map(
      (place): Hit => ({
        source,
        place,
        state: place.state,
        match: place.match,
        score: place.state === 'approximate' ? 0.9 : 1,
        label: place.label ?? NAMED,
        changes: [],
        isGiven: isGiven(source, place),
      }),
    );
  });
  if (hits.length > 0 || typeof value !== 'string' || valueKind(value) !== null || queryTokens(value, () => 1).length < 2)
    return hits.sort(compareHits);
  const named = sources.flatMap((source) => findName(source.index, value).map((place) => nameHit(source, place)));
  const inside = named.filter(({ place }) => !within || (place.start >= within.start && place.end <= within.end));
  if (inside.length > 0) return inside.sort(compareHits);
  return quoteHits({ sources, weigh }, value, { ...bounds, minimum: NEAR + 0.03 });
}

const nameHit = (source: RunSource, place: FoundText): Hit => ({
  source,
  place,
  state: place.state,
  match: place.match,
  score: place.state === 'approximate' ? 0.9 : 1,
  label: NAMED,
  changes: [],
  isGiven: isGiven(source, place),
});

/** What a claim comes to that stands in these places. `isSettled`: something else than the value itself chose the first of them. */
export function placedAt(space: SearchSpace, claim: Claim, hits: readonly Hit[], isSettled = false): PlacedClaim {
  const best = hits[0] as Hit;
  const shown = new Map<string, Anchor[]>();
  for (const hit of hits.slice(0, MAX_SHOWN)) {
    const anchors = hitAnchors(space, hit, 'found');
    if (anchors[0] && !shown.has(anchorKey(anchors[0]))) shown.set(anchorKey(anchors[0]), anchors);
  }
  const [anchors = [], ...others] = shown.values();
  const common = { best, coverage: 1, places: hits };
  if (best.state === 'approximate' && best.changes.some(({ kind }) => kind === 'number')) {
    return placed(claim, { ...common, state: 'missing', candidates: anchors });
  }
  const hasRival = others.length > 0 && hits.some((hit) => hit !== best && hit.label > best.label - 0.05);
  const isAmbiguous = !isSettled && hasRival && best.label < NAMED && isWeak(claim.value);
  return placed(claim, { ...common, state: isAmbiguous ? 'ambiguous' : best.state, anchors, candidates: others.flat() });
}

/** Short enough that it may stand in several places by chance. */
export function isWeak(value: Claim['value']): boolean {
  const text = typeof value === 'number' ? plainNumber(value) : String(value);
  const figures = text.replace(/\D/gu, '').replace(/^0+|0+$/gu, '');
  return /^[\d.,\s%-]+$/u.test(text) ? figures.length <= 2 : text.trim().length <= 3;
}

export function valueKind(value: Claim['value']): ValueKind | null {
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return null;
  return wholeDate(value) ? 'date' : wholeNumber(value, false) ? 'number' : null;
}
