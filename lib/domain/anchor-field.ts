// Reads one field of structured output against the sources: its value where it stands, or another value where it should stand.
import { candidateAnchors, candidatesFor } from './anchor-candidate';
import { anchorKey, compareHits, type Hit, hitAnchors, isGiven, NEAR, quoteHits, type SearchSpace } from './anchor-hit';
import { labelledValues, type ValueKind } from './anchor-labelled';
import type { PlacedClaim } from './anchor-reading';
import { readSentence, readSentences } from './anchor-sentence';
import { anchorsAt } from './anchor-place';
import type { TextRange } from './anchor-source';
import { sentencesIn } from './claim-sentence';
import type { Anchor, Claim } from './evidence';
import { type Label, labelOf } from './match-label';
import { plainNumber } from './match-number';
import { queryTokens } from './match-query';
import { findValue, NAMED, wholeDate, wholeNumber } from './match-value';

/** A text of this many words is read as a sentence: differences inside it matter more than its label. */
const SENTENCE_WORDS = 6;

export function readField(space: SearchSpace, claim: Claim): PlacedClaim {
  const { value } = claim;
  if (value === null || value === '' || typeof value === 'object') return withoutSource(claim);
  if (typeof value === 'boolean') return readFlag(space, claim, value);
  if (typeof value === 'string' && !wholeDate(value) && !wholeNumber(value, false)) {
    const sentences = sentencesIn(value);
    if (sentences.length > 1)
      return readSentences(
        space,
        claim,
        sentences.map(([start, end]) => value.slice(start, end)),
      );
    if (queryTokens(value, () => 1).length >= SENTENCE_WORDS) return readSentence(space, claim, value);
  }
  const hits = valueHits(space, value, labelOf(claim.path ?? ''));
  return hits.length > 0 ? found(space, claim, hits) : notFound(space, claim);
}

/** Nothing to look for, or nothing to look in. */
export function withoutSource(claim: Claim): PlacedClaim {
  return {
    claim: { ...claim, state: 'no_source', anchors: [], candidates: [], risk: null },
    best: null,
    coverage: 0,
    changes: [],
    cited: [],
    contradictedBy: null,
  };
}

/** Every place of a value over all sources, best first. */
export function valueHits({ sources, weigh }: SearchSpace, value: string | number, label: Label, within?: TextRange): Hit[] {
  const hits = sources.flatMap((source) =>
    findValue(source.index, { value, label, ...(within ? { within } : {}) })
      .slice(0, 12)
      .map(
        (match): Hit => ({
          source,
          place: match,
          state: match.state,
          match: match.match,
          score: match.state === 'approximate' ? 0.9 : 1,
          label: match.label,
          changes: [],
          isGiven: isGiven(source, match),
        }),
      ),
  );
  if (
    hits.length === 0 &&
    typeof value === 'string' &&
    queryTokens(value, () => 1).length >= 2 &&
    !wholeNumber(value, false) &&
    !wholeDate(value)
  ) {
    return quoteHits({ sources, weigh }, value, { ...(within ? { within } : {}), minimum: NEAR + 0.03 });
  }
  return hits.sort(compareHits);
}

function found(space: SearchSpace, claim: Claim, hits: readonly Hit[]): PlacedClaim {
  const best = hits[0] as Hit;
  const places = new Map<string, Anchor[]>();
  for (const hit of hits.slice(0, 12)) {
    const anchors = hitAnchors(space, hit, 'found');
    if (anchors[0] && !places.has(anchorKey(anchors[0]))) places.set(anchorKey(anchors[0]), anchors);
  }
  const [anchors = [], ...others] = places.values();
  const second = hits.find((hit) => hit !== best && hit.label > best.label - 0.05);
  const isAmbiguous = others.length > 0 && second !== undefined && best.label < NAMED && isWeak(claim.value);
  const isOtherNumber = best.state === 'approximate' && best.changes.some(({ kind }) => kind === 'number');
  return {
    claim: {
      ...claim,
      state: isOtherNumber ? 'missing' : isAmbiguous ? 'ambiguous' : best.state,
      anchors: isOtherNumber ? [] : anchors,
      candidates: (isOtherNumber ? [anchors] : others).flat().slice(0, 3),
      risk: null,
    },
    best,
    coverage: 1,
    changes: best.changes,
    cited: [],
    contradictedBy: null,
  };
}

/** Short enough that it may stand in several places by chance. */
function isWeak(value: Claim['value']): boolean {
  const text = typeof value === 'number' ? plainNumber(value) : String(value);
  const figures = text.replace(/\D/gu, '').replace(/^0+|0+$/gu, '');
  return /^[\d.,\s%-]+$/u.test(text) ? figures.length <= 2 : text.trim().length <= 3;
}

function notFound(space: SearchSpace, claim: Claim): PlacedClaim {
  const label = labelOf(claim.path ?? '');
  const kind = valueKind(claim.value);
  const shown = kind ? shownInstead(space, label, kind) : null;
  if (shown) {
    return {
      claim: { ...claim, state: 'contradicted', anchors: hitAnchors(space, shown, 'found'), candidates: [], risk: null },
      best: shown,
      coverage: 0,
      changes: [],
      cited: [],
      contradictedBy: shown.source.index.text.slice(shown.place.start, shown.place.end),
    };
  }
  const words = `${[...label.above, ...label.own].join(' ')} ${String(claim.value)}`;
  const candidates = candidatesFor(space, words);
  return {
    claim: { ...claim, state: 'missing', anchors: [], candidates: candidateAnchors(candidates), risk: null },
    best: null,
    coverage: candidates[0]?.coverage ?? 0,
    changes: [],
    cited: [],
    contradictedBy: null,
  };
}

export function valueKind(value: Claim['value']): ValueKind | null {
  if (typeof value === 'number') return 'number';
  if (typeof value !== 'string') return null;
  return wholeDate(value) ? 'date' : wholeNumber(value, false) ? 'number' : null;
}

/** The one value that all sources give under this label; when they give several, none of them contradicts. */
function shownInstead({ sources }: SearchSpace, label: Label, kind: ValueKind): Hit | null {
  if (label.own.length === 0) return null;
  const values = sources.flatMap((source) => labelledValues(source.index, label, kind).map((value) => ({ source, value })));
  const first = values[0];
  if (!first || values.some(({ value }) => value.key !== first.value.key)) return null;
  return {
    source: first.source,
    place: first.value,
    state: 'exact',
    match: 'label',
    score: 1,
    label: 1,
    changes: [],
    isGiven: isGiven(first.source, first.value),
  };
}

/** `true` is borne out only by a source that is itself a record with that word behind the field's name. */
function readFlag(space: SearchSpace, claim: Claim, value: boolean): PlacedClaim {
  const label = labelOf(claim.path ?? '');
  const named = (word: string) => valueHits(space, word, label).find((hit) => hit.label >= 0.85 && hit.state !== 'approximate');
  const same = named(value ? 'true' : 'false') ?? named(value ? 'yes' : 'no');
  if (same) return { ...found(space, claim, [same]), coverage: 1 };
  const other = named(value ? 'false' : 'true');
  if (other) {
    const { source, place } = other;
    return {
      claim: {
        ...claim,
        state: 'contradicted',
        anchors: anchorsAt(source, place, { score: 1, origin: 'found', match: 'label' }),
        candidates: [],
        risk: null,
      },
      best: other,
      coverage: 0,
      changes: [],
      cited: [],
      contradictedBy: String(!value),
    };
  }
  const candidates = candidatesFor(space, [...label.above, ...label.own].join(' '));
  return {
    claim: { ...claim, state: 'missing', anchors: [], candidates: candidateAnchors(candidates), risk: null },
    best: null,
    coverage: candidates[0]?.coverage ?? 0,
    changes: [],
    cited: [],
    contradictedBy: null,
  };
}
