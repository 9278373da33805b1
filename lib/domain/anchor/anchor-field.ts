// Reads one field of structured output against the sources: its value where it stands, or another value where it should stand.
import { bestCoverage, candidateAnchors } from './anchor-candidate';
import { candidateSentences, stretchesFor } from './candidate-sentence';
import { type Hit, hitAnchors, isGiven, type SearchSpace } from './anchor-hit';
import { labelledValues, type ValueKind } from './anchor-labelled';
import { type PlacedClaim, placed } from './anchor-reading';
import { readSentence, readSentences } from './anchor-sentence';
import { placedAt, valueHits, valueKind } from './anchor-value';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import type { Claim } from '@/lib/domain/evidence';
import { type Label, labelOf } from '@/lib/domain/match/match-label';
import { queryTokens } from '@/lib/domain/match/match-query';

/** A text of this many words is read as a sentence: differences inside it matter more than its label. */
const SENTENCE_WORDS = 6;
/** From here on a word stands right behind the name of a field, as in a record. */
const RIGHT_BEHIND = 0.85;

export function readField(space: SearchSpace, claim: Claim): PlacedClaim {
  const { value } = claim;
  if (value === null || value === '' || typeof value === 'object') return placed(claim, { state: 'no_source' });
  if (typeof value === 'boolean') return readFlag(space, claim, value);
  if (typeof value === 'string' && valueKind(value) === null) {
    const sentences = sentencesIn(value).map(([start, end]) => value.slice(start, end));
    if (sentences.length > 1) return readSentences(space, claim, sentences);
    if (queryTokens(value, () => 1).length >= SENTENCE_WORDS) return readSentence(space, claim, value);
  }
  const hits = valueHits(space, value, labelOf(claim.path ?? ''));
  return hits.length > 0 ? placedAt(space, claim, hits) : notFound(space, claim);
}

function notFound(space: SearchSpace, claim: Claim): PlacedClaim {
  const label = labelOf(claim.path ?? '');
  const kind = valueKind(claim.value);
  // The head of a column names many values, none of which contradicts a line of the table.
  const isInList = /\/\d+\//u.test(claim.path ?? '');
  const shown = kind && !isInList ? shownInstead(space, label, kind) : null;
  if (shown) {
    const contradictedBy = shown.source.index.text.slice(shown.place.start, shown.place.end);
    return placed(claim, { state: 'contradicted', anchors: hitAnchors(space, shown, 'found'), best: shown, contradictedBy });
  }
  return missing(space, claim, `${[...label.above, ...label.own].join(' ')} ${String(claim.value)}`);
}

function missing(space: SearchSpace, claim: Claim, words: string): PlacedClaim {
  const stretches = stretchesFor(space, words);
  const candidates = candidateAnchors(candidateSentences(space, words, stretches));
  return placed(claim, { state: 'missing', candidates, coverage: bestCoverage(stretches) });
}

/** The one value that all sources give under this label; when they give several, none of them contradicts. */
function shownInstead({ sources }: SearchSpace, label: Label, kind: ValueKind): Hit | null {
  if (label.own.length === 0) return null;
  const values = sources.flatMap((source) => labelledValues(source.index, label, kind).map((value) => ({ source, value })));
  const first = values[0];
  if (!first || values.some(({ value }) => value.key !== first.value.key)) return null;
  const { source, value } = first;
  return { source, place: value, state: 'exact', match: 'label', score: 1, label: 1, changes: [], isGiven: isGiven(source, value) };
}

/** `true` is borne out only by a source that is itself a record with that word behind the field's name. */
function readFlag(space: SearchSpace, claim: Claim, value: boolean): PlacedClaim {
  const label = labelOf(claim.path ?? '');
  const named = (word: string) => valueHits(space, word, label).find((hit) => hit.label >= RIGHT_BEHIND && hit.state !== 'approximate');
  const same = named(value ? 'true' : 'false') ?? named(value ? 'yes' : 'no');
  if (same) return placedAt(space, claim, [same]);
  const other = named(value ? 'false' : 'true');
  if (other)
    return placed(claim, {
      state: 'contradicted',
      anchors: hitAnchors(space, other, 'found'),
      best: other,
      contradictedBy: String(!value),
    });
  return missing(space, claim, [...label.above, ...label.own].join(' '));
}
