// References that an answer carries in its own words: `[2]`, `(Passage 1)`, `(policy-2024, page 3)`, `[doc:policy-2024#page=3]`.
import type { RunSource } from './anchor-source';
import type { CitedEvidence } from '@/lib/domain/run/run';

const BRACKETED = /[[(](?:passages?|sources?|context|documents?|refs?|references?)?\s*#?(\d{1,3}(?:\s*(?:,|and|&)\s*\d{1,3})*)[\])]/giu;
/** `(Passage 1, Fact 2)`: whatever else stands in the bracket says where, not what. */
const PLACED = /[[(]\s*(?:passages?|sources?)\s*#?\d{1,3}\b[^\])]{0,60}[\])]/giu;
const PASSAGE = /\bpassages?\s+(\d{1,3})\b/giu;
const DOCUMENT = /doc:([^\s#\])]+)(?:#page=(\d+))?/gu;
/** `(1)` in prose is a footnote or a list number as often as a reference; a bare number in round brackets is not taken. */
const BARE_ROUND = /^\(\d/u;

/** Cited places, as far as they name a source that the run has. */
export function inlineCitations(sentence: string, sources: readonly RunSource[]): (CitedEvidence & { passageOrdinal?: number })[] {
  const ordinals = new Set<number>();
  for (const match of sentence.matchAll(BRACKETED)) {
    if (!BARE_ROUND.test(match[0])) for (const number of (match[1] ?? '').match(/\d+/gu) ?? []) ordinals.add(Number(number) - 1);
  }
  for (const match of sentence.matchAll(PASSAGE)) ordinals.add(Number(match[1]) - 1);
  const passages = sources.filter(
    ({ kind, passageOrdinal }) => kind === 'passage' && passageOrdinal !== null && ordinals.has(passageOrdinal),
  );
  const documents = [...sentence.matchAll(DOCUMENT)].map(
    (match): CitedEvidence => ({ documentId: match[1] ?? '', ...(match[2] ? { page: Number(match[2]) } : {}) }),
  );
  return [...passages.map(({ passageOrdinal }) => ({ passageOrdinal: passageOrdinal as number })), ...documents];
}

/** The sentence without its references: their numbers are no figures of the claim. */
export function withoutCitations(sentence: string): string {
  return sentence
    .replace(BRACKETED, (reference) => (BARE_ROUND.test(reference) ? reference : ''))
    .replace(PLACED, '')
    .replace(/[[(]?doc:[^\s\])]+[\])]?/gu, '')
    .replace(PASSAGE, '')
    .trim();
}
