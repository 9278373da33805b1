// Whether the product points at the sentences that people named. WiCE: sentences out of Wikipedia, each with the page it cites.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { sourcesOf } from '@/lib/domain/anchor/anchor-sources';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { Claim } from '@/lib/domain/evidence';

export interface WiceRow {
  claim: string;
  evidence: string[];
  label: 'supported' | 'partially_supported' | 'not_supported';
  /** Any one of the sets is enough; one list of sentence numbers a set. */
  supporting_sentences: number[][];
}

export interface WiceFigures {
  /** Claims for which somebody named a sentence. */
  claims: number;
  /** Of them, those whose first place lies in a sentence of any set. */
  first: number;
  /** Of them, those with such a place among the first three. */
  amongThree: number;
  /** Sentences of the page that a place lies in, on average: a place that spans half the page would be right by itself. */
  sentencesPerPlace: number;
  /** Claims nobody found support for that are said to stand in the page. */
  falselyFound: string[];
  /** Each claim whose first place is another sentence: the claim, and the rank of the first right place (0: none of three). */
  missed: { claim: string; rank: number }[];
}

/** The page is one passage, a sentence a line. Places are the anchors of a claim, then its candidates, in the order of the screen. */
export function wiceFigures(data: string): WiceFigures {
  const figures: WiceFigures = { claims: 0, first: 0, amongThree: 0, sentencesPerPlace: 0, falselyFound: [], missed: [] };
  let [places, touched] = [0, 0];
  for (const { claim, evidence, label, supporting_sentences: sets } of wiceRows(data)) {
    const facts = { context: [{ id: 'page', content: evidence.join('\n') }], output: claim };
    const run = assembleRun({ runId: 'r', source: 'plain', facts, steps: [] });
    // The sentence as a whole: where the product would cut it at a semicolon, people judged both halves together.
    const whole: Claim = { claimId: 'c1', ordinal: 0, kind: 'sentence', path: null, range: [0, claim.length], text: claim, value: null };
    const [reading] = anchorClaims({ claims: [whole], sources: sourcesOf(run, []).sources, evidence: [] });
    if (!reading) continue;
    const { state, anchors, candidates } = reading.claim;
    if (label === 'not_supported' && (state === 'exact' || state === 'normalised')) figures.falselyFound.push(claim);
    const sentences = placedSentences(evidence);
    const named = new Set(sets.flat());
    if (named.size === 0) continue;
    const hits = [...anchors, ...candidates].slice(0, 3).map((place) => {
      const under = sentences.flatMap(({ start, end }, index) => (place.start < end && start < place.end ? [index] : []));
      places++;
      touched += under.length;
      return under.some((index) => named.has(index));
    });
    figures.claims++;
    if (hits[0]) figures.first++;
    else figures.missed.push({ claim, rank: hits.indexOf(true) + 1 });
    if (hits.includes(true)) figures.amongThree++;
  }
  return { ...figures, sentencesPerPlace: touched / places };
}

/** Where each sentence stands in the page. */
function placedSentences(evidence: readonly string[]): { start: number; end: number }[] {
  let at = 0;
  return evidence.map((sentence) => {
    const start = at;
    at += sentence.length + 1;
    return { start, end: start + sentence.length };
  });
}

export function wiceRows(data: string): WiceRow[] {
  const text = readFileSync(join(data, 'wice/dev.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WiceRow);
}
