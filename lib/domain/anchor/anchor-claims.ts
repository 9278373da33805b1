// Anchors every claim of a run: places the run cites first, then every source it had. One state a claim, with the way it came.
import { anchorsOfLook, type CitedLook, lookAtCited, rivalsOfLook } from './anchor-cited';
import { readField } from './anchor-field';
import { hitAnchors, type SearchSpace } from './anchor-hit';
import { inlineCitations, withoutCitations } from './anchor-inline';
import { type ClaimReading, type PlacedClaim, placed } from './anchor-reading';
import { settleRecords } from './anchor-record';
import { readSentence } from './anchor-sentence';
import type { RunSource } from './anchor-source';
import type { AnchoredClaim, Claim, EvidenceState } from '@/lib/domain/evidence';
import { countIn, weighIn } from '@/lib/domain/match/match-collection';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { queryTokens } from '@/lib/domain/match/match-query';
import type { SourceIndex } from '@/lib/domain/match/match-source';
import type { CitedEvidence } from '@/lib/domain/run/run';

export interface ClaimsToAnchor {
  claims: readonly Claim[];
  sources: readonly RunSource[];
  /** Evidence that the run states, for single claims or for all of it. */
  evidence: readonly CitedEvidence[];
  /** What was asked, as text: its words count as known. */
  question?: string;
}

/** One reading a claim, in order. */
export function anchorClaims({ claims, sources, evidence, question = '' }: ClaimsToAnchor): ClaimReading[] {
  const readable = sources.filter(({ index }) => index.text.trim() !== '');
  const space: SearchSpace = {
    sources: readable,
    weigh: weighIn(
      readable.map(({ index }) => index),
      question,
    ),
  };
  const isKnown = knownWords(
    readable.map(({ index }) => index),
    question,
  );
  const readings = settleRecords(
    space,
    claims.map((claim) => readClaim(space, claim, evidence)),
  );
  return readings.map(({ places: _places, ...reading }) => ({
    ...reading,
    fresh: readable.length === 0 ? [] : freshWords(reading.claim.text, isKnown),
  }));
}

/** Content words of a text that are neither in a source nor in the question, each once, as written. */
function freshWords(text: string, isKnown: (lexeme: string) => boolean): string[] {
  const words = queryTokens(withoutCitations(text), () => 1).filter(
    ({ word, isNumber, lexeme }) => !isNumber && !isFunctionWord(word) && !isKnown(lexeme),
  );
  return [...new Set(words.map(({ start, end }) => text.slice(start, end)))];
}

function knownWords(indexes: readonly SourceIndex[], question: string): (lexeme: string) => boolean {
  const asked = new Set(queryTokens(question, () => 1).map(({ lexeme }) => lexeme));
  const countOf = countIn(indexes);
  return (lexeme) => asked.has(lexeme) || countOf(lexeme) > 0;
}

function readClaim(space: SearchSpace, claim: Claim, evidence: readonly CitedEvidence[]): PlacedClaim {
  const own = evidence.filter((one) => isFor(one, claim));
  const cited = [...own, ...(claim.kind === 'sentence' && own.length === 0 ? inlineCitations(claim.text, space.sources) : [])];
  const isEmpty = claim.value === '' || (claim.kind === 'field' && claim.value === null);
  if (space.sources.length === 0 || isEmpty) return { ...placed(claim, { state: 'no_source' }), cited: cited.map(unknown) };
  const looks = cited.map((one) => lookAtCited(space, claim, one));
  const free = claim.kind === 'field' ? readField(space, claim) : readSentence(space, claim, withoutCitations(claim.text));
  const known = looks.filter(({ outcome }) => outcome !== 'unknown');
  if (known.length === 0) return { ...withRunEvidence(free, evidence), cited: looks };
  return decide(space, claim, free, known, looks);
}

const unknown = (evidence: CitedEvidence) => ({ evidence, outcome: 'unknown' as const, foundAt: null, shown: null });

function isFor({ claim: target }: CitedEvidence, claim: Claim): boolean {
  if (target === undefined) return false;
  if (claim.kind === 'field')
    return target === claim.path || (target !== '' && (claim.path ?? '').startsWith(`${target}/`)) || target === claim.path?.slice(1);
  const plain = (text: string) => text.replace(/\s+/gu, ' ').trim().toLowerCase();
  const [wanted, sentence] = [plain(target), plain(claim.text)];
  return (
    target === claim.claimId || wanted === sentence || (wanted.length >= 20 && (sentence.includes(wanted) || wanted.includes(sentence)))
  );
}

/** What the cited places say outweighs what was found elsewhere: a right value with a wrong reference is not right. */
function decide(space: SearchSpace, claim: Claim, free: PlacedClaim, known: readonly CitedLook[], looks: CitedLook[]): PlacedClaim {
  const here = known.find(({ outcome }) => outcome === 'here');
  const with_ = (
    state: EvidenceState,
    look: CitedLook,
    anchors: AnchoredClaim['anchors'],
    candidates = free.claim.candidates,
  ): PlacedClaim => ({
    ...free,
    claim: { ...claim, state, anchors, candidates: candidates.slice(0, 3), risk: null, terms: [] },
    best: look.hits[0] ?? free.best,
    changes: look.hits[0]?.changes ?? [],
    cited: looks,
    coverage: Math.max(free.coverage, look.hits.length > 0 ? 1 : 0),
    contradictedBy: look.shown ?? (state === 'contradicted' ? free.contradictedBy : null),
  });
  if (here) {
    // A sentence may cite the right place and still say something else than it does.
    if (claim.kind === 'sentence' && here.evidence.quote !== undefined && free.claim.state === 'contradicted')
      return { ...free, cited: looks };
    const rivals = rivalsOfLook(here);
    if (rivals.length > 0)
      return with_(
        'ambiguous',
        here,
        rivals.flatMap((hit) => hitAnchors(space, hit, 'cited')),
        [],
      );
    return with_(here.hits[0]?.state ?? 'exact', here, anchorsOfLook(space, here, 'cited'));
  }
  const differs = known.find(({ outcome }) => outcome === 'differs');
  if (differs)
    return with_('contradicted', differs, anchorsOfLook(space, differs, 'cited'), [...free.claim.anchors, ...free.claim.candidates]);
  const moved = known.find(({ outcome }) => outcome === 'moved');
  if (moved) return with_('moved', moved, [...moved.citedAnchors, ...anchorsOfLook(space, moved, 'found')]);
  const silent = known.find(({ outcome }) => outcome === 'silent');
  const isFound = free.claim.anchors.length > 0 && free.claim.state !== 'contradicted';
  if (isFound)
    return {
      ...free,
      claim: { ...free.claim, state: 'moved', anchors: [...known.flatMap(({ citedAnchors }) => citedAnchors), ...free.claim.anchors] },
      cited: looks,
    };
  if (free.claim.state === 'contradicted') return { ...free, cited: looks };
  const look = silent ?? (known[0] as CitedLook);
  return with_('missing', look, [], [...anchorsOfLook(space, look, 'cited'), ...look.citedAnchors, ...free.claim.candidates]);
}

/** Evidence for the run as a whole marks the places it names as cited; it does not make other places wrong. */
function withRunEvidence(reading: PlacedClaim, evidence: readonly CitedEvidence[]): PlacedClaim {
  const whole = evidence.filter(({ claim }) => claim === undefined);
  if (whole.length === 0) return reading;
  const anchors = reading.claim.anchors.map((anchor) => {
    const isCited = whole.some(
      ({ documentId, page }) =>
        documentId !== undefined && documentId === anchor.documentId && (page === undefined || page === anchor.page),
    );
    return isCited ? { ...anchor, origin: 'cited' as const } : anchor;
  });
  return { ...reading, claim: { ...reading.claim, anchors } };
}
