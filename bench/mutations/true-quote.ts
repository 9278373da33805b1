// Quotes that are known to be true, with the source that they stand in: what every mutation starts from.
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import type { EvaluationInput, SourceDocument } from '@/lib/domain/evaluation';
import type { CitedEvidence, Json } from '@/lib/domain/run/run';

/** One document, or the passages of one question. */
export interface Ground {
  set: string;
  id: string;
  document: SourceDocument | null;
  passages: readonly string[];
}

export interface TrueQuote {
  ground: Ground;
  text: string;
  /** Page of the document, counted from 1; null for a passage. */
  page: number | null;
}

/** Fields of one document of which each value stands in it. */
export interface TrueRecord {
  ground: Ground;
  fields: Readonly<Record<string, string | number>>;
}

export const textOf = ({ document, passages }: Ground): string =>
  document ? document.layer.pages.map(({ text }) => text).join('\n') : passages.join('\n');

/** A run with this output and the ground as all of its context. */
export function runOver({ id, document, passages }: Ground, output: Json, evidence: readonly CitedEvidence[] = []): EvaluationInput {
  const facts = {
    output,
    ...(document
      ? { contextRefs: [`doc:${document.documentId}`] }
      : { context: passages.map((content, index) => ({ id: `p${index + 1}`, content })) }),
    ...(evidence.length > 0 ? { evidence: [...evidence] } : {}),
  };
  return { run: assembleRun({ runId: id, source: 'plain', facts, steps: [] }), steps: [], documents: document ? [document] : [] };
}

/** Letters and digits alone: whether a quote is true is decided without the engine that is measured. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
