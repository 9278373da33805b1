// Reads one sentence against the sources: word for word, with slips, in other words, against a source that says otherwise, or
// not at all.
import { bestCoverage, type Candidate, candidateAnchors } from './anchor-candidate';
import { candidateSentences, stretchesFor } from './candidate-sentence';
import { type Contradiction, contradictionIn, figuresOf, oppositeAt } from './anchor-contradiction';
import type { TextRange } from './anchor-source';
import { type Hit, hitAnchors, isGiven, NEAR, quoteHits, type SearchSpace } from './anchor-hit';
import { needier, type PlacedClaim, placed } from './anchor-reading';
import { type Absence, absenceIn } from '@/lib/domain/claim/claim-absence';
import type { Claim } from '@/lib/domain/evidence';
import { type DateMention, datesIn } from '@/lib/domain/match/match-date';
import { numbersIn, plainNumber } from '@/lib/domain/match/match-number';
import type { SourceIndex } from '@/lib/domain/match/match-source';

/** From here on a source sentence says the same thing, so that what differs in it is a difference and not another subject. */
const SAME_SUBJECT = 0.6;
/** Share of weight in one stretch of a source from which a sentence counts as said there in other words. */
const SAID_IN_OTHER_WORDS = 0.62;

export function readSentence(space: SearchSpace, claim: Claim, sentence: string): PlacedClaim {
  const hits = quoteHits(space, sentence, { minimum: SAME_SUBJECT });
  const anchorsOf = (hit: Hit) => hitAnchors(space, hit, 'found');
  const whole = hits.find(({ state }) => state !== 'approximate');
  if (whole) return placed(claim, { state: whole.state, anchors: anchorsOf(whole), best: whole, coverage: 1 });
  const absence = claim.kind === 'sentence' ? absenceIn(sentence) : null;
  if (absence && !absence.isPart) return readAbsence(space, claim, absence);
  const stretches = stretchesFor(space, sentence);
  const coverage = bestCoverage(stretches);
  // The closest place decides: a sentence that follows one place with another number is not borne out by a second place that it
  // follows less.
  const decisive = decisiveHit(hits, sentence);
  if (decisive && !decisive.against)
    return placed(claim, { state: 'approximate', anchors: anchorsOf(decisive.hit), best: decisive.hit, coverage });
  const candidates = candidateSentences(space, sentence, stretches);
  const isSaid = stretches[0] !== undefined && coverage >= SAID_IN_OTHER_WORDS && hasFigures(stretches[0], sentence);
  const said = isSaid && candidates[0] ? asHit(candidates[0]) : null;
  const other = decisive?.against && !isBorneOut(candidates, decisive.hit, sentence) ? decisive.against : null;
  const against = other ?? (said ? oppositeAt(said, sentence) : null);
  if (against) {
    const { hit: best, shown: contradictedBy } = against;
    return placed(claim, {
      state: 'contradicted',
      anchors: anchorsOf(best),
      candidates: candidateAnchors(candidates),
      best,
      coverage,
      contradictedBy,
    });
  }
  if (!said) return placed(claim, { state: 'missing', candidates: candidateAnchors(candidates), coverage });
  return placed(claim, {
    state: 'approximate',
    anchors: anchorsOf(said),
    candidates: candidateAnchors(candidates.slice(1)),
    best: said,
    coverage,
  });
}

/** Words that a source shares with what is said to be missing bear nothing out: they are where to look whether it is there. */
function readAbsence(space: SearchSpace, claim: Claim, { subject }: Absence): PlacedClaim {
  const stretches = stretchesFor(space, subject);
  const candidates = candidateAnchors(candidateSentences(space, subject, stretches));
  return placed(claim, { state: 'missing', candidates, coverage: bestCoverage(stretches) });
}

function decisiveHit(hits: readonly Hit[], sentence: string): { hit: Hit; against: Contradiction | null } | null {
  for (const hit of hits) {
    const against = contradictionIn(hit, sentence);
    if (against || (hit.score >= NEAR && hit.changes.every(({ kind }) => kind === 'word'))) return { hit, against };
  }
  return null;
}

function asHit({ source, range, coverage }: Candidate): Hit {
  return {
    source,
    place: range,
    state: 'approximate',
    match: 'words',
    score: coverage,
    label: 0,
    changes: [],
    isGiven: isGiven(source, range),
  };
}

/** A field that holds several sentences is as good as the one that needs a person most. */
export function readSentences(space: SearchSpace, claim: Claim, sentences: readonly string[]): PlacedClaim {
  const readings = sentences.map((sentence) => readSentence(space, claim, sentence));
  const state = readings.map((one) => one.claim.state).reduce(needier);
  const decisive = readings.find((one) => one.claim.state === state) as PlacedClaim;
  return {
    ...decisive,
    claim: {
      ...claim,
      state,
      anchors: readings.flatMap((one) => one.claim.anchors).slice(0, 12),
      candidates: decisive.claim.candidates,
      risk: null,
      terms: [],
    },
    coverage: Math.min(...readings.map((one) => one.coverage)),
    changes: readings.flatMap((one) => one.changes),
  };
}

/** Share of the sentence's weight that a source sentence with its figures has to hold, so that one with other figures contradicts nothing. */
const SAID_ELSEWHERE = 0.45;

/** Whether another sentence of the sources has the figures of this one: `500 degrees` in one recipe, `325` in the next. */
function isBorneOut(sentences: readonly Candidate[], { source, place }: Hit, sentence: string): boolean {
  const stated = figuresOf(sentence);
  if (stated.size === 0 && datesIn(sentence).length === 0) return false;
  return sentences.some(({ source: other, range, coverage }) => {
    if (coverage < SAID_ELSEWHERE || (other === source && range.start <= place.start && range.end >= place.end)) return false;
    const there = other.index.text.slice(range.start, range.end);
    const given = figuresOf(there);
    return [...stated].every((figure) => given.has(figure)) && datesMissing(there, datesIn(sentence)).length === 0;
  });
}

/** Whether every number and date of the sentence stands in or near the candidate. */
function hasFigures({ source, range }: Candidate, sentence: string): boolean {
  return figuresMissing(source.index, range, sentence).length === 0;
}

/** Figures of a sentence that a stretch of a source lacks, as written. */
export function figuresMissing(index: SourceIndex, { start, end }: TextRange, sentence: string): string[] {
  const stretch = index.text.slice(Math.max(0, start - 200), end + 200);
  const numbers = new Set(
    numbersIn(stretch, index.hasDecimalComma).flatMap(({ digits, value, scale }) => [digits, plainNumber(value * scale)]),
  );
  const stated = datesIn(sentence);
  const missingDates = datesMissing(stretch, stated);
  const isDatePart = (at: number) => stated.some(({ start: from, end: to }) => at >= from && at < to);
  const missingNumbers = numbersIn(sentence, index.hasDecimalComma).filter(
    ({ digits, value, scale, isSpelled, isAttached, start: at }) =>
      !isSpelled && !isAttached && !isDatePart(at) && !numbers.has(digits) && !numbers.has(plainNumber(value * scale)),
  );
  return [...missingDates, ...missingNumbers].map((mention) => sentence.slice(mention.start, mention.end));
}

function datesMissing(stretch: string, stated: readonly DateMention[]): DateMention[] {
  const dates = datesIn(stretch).map(({ iso }) => iso);
  return stated.filter(({ iso }) => !dates.some((date) => date === iso || date.endsWith(iso) || date.startsWith(iso)));
}
