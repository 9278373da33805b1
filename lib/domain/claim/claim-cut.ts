// Cuts an output into its checkable parts: every leaf of structured output, every sentence of prose that states something.
import { clausesIn } from './claim-clause';
import { leavesOf } from './claim-leaves';
import { type LeftOutReason, noiseIn, restates } from './claim-noise';
import { prosePieces } from './claim-prose';
import { sentencesIn } from './claim-sentence';
import { structuredOutput } from './claim-structure';
import type { Claim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';

/** More claims than this no reviewer reads; the rest is counted, and a finding says so. */
const MAX_CLAIMS = 1000;

export interface LeftOut {
  /** UTF-16 range in the output text. */
  range: [number, number];
  reason: LeftOutReason;
}

export interface CutClaims {
  claims: Claim[];
  /** Claims beyond the limit. */
  omitted: number;
  /** What of a text is no claim, ascending: no word of it is lost without a reason. */
  leftOut: LeftOut[];
}

/** Field ranges are null; sentence ranges are offsets in the output text. `question` is the run's input, when it is a text. */
export function cutClaims(output: Json, question = ''): CutClaims {
  const structured = structuredOutput(output);
  const { ranges, leftOut } = typeof output === 'string' ? cutProse(output, structured?.range ?? null, question) : NOTHING;
  const { leaves, omitted } = structured ? leavesOf(structured.value, MAX_CLAIMS) : { leaves: [], omitted: 0 };
  const fields = leaves.map(({ path, value }) => ({ kind: 'field' as const, path, range: null, text: fieldText(value), value }));
  const sentences = ranges.map((range) => ({
    kind: 'sentence' as const,
    path: null,
    range,
    text: (output as string).slice(...range),
    value: null,
  }));
  const all = [...fields, ...sentences];
  const claims = all.slice(0, MAX_CLAIMS).map((claim, ordinal) => ({ claimId: `c${ordinal + 1}`, ordinal, ...claim }));
  return { claims, omitted: omitted + Math.max(0, all.length - MAX_CLAIMS), leftOut };
}

const NOTHING: ProseCut = { ranges: [], leftOut: [] };
const fieldText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

interface ProseCut {
  ranges: [number, number][];
  leftOut: LeftOut[];
}

/** Sentence ranges of the text; `structured` is what its leaves speak for. */
function cutProse(text: string, structured: [number, number] | null, question: string): ProseCut {
  if (structured && text.slice(...structured).length === text.trim().length)
    return { ranges: [], leftOut: [{ range: structured, reason: 'data' }] };
  const cut: ProseCut = { ranges: [], leftOut: [] };
  for (const { start, end, kind } of prosePieces(text)) {
    if (structured !== null && start < structured[1] && structured[0] < end) cut.leftOut.push({ range: [start, end], reason: 'data' });
    else if (kind === 'text' || kind === 'row') cutPiece(cut, text, start, end, question);
    else cut.leftOut.push({ range: [start, end], reason: kind });
  }
  return cut;
}

function cutPiece(cut: ProseCut, text: string, from: number, to: number, question: string): void {
  const piece = text.slice(from, to);
  for (const [first, last] of sentencesIn(piece)) {
    for (const [start, end] of clausesIn(piece.slice(first, last))) {
      const clause = piece.slice(first + start, first + end);
      const range: [number, number] = [from + first + start, from + first + end];
      const reason = noiseIn(clause) ?? (cut.ranges.length === 0 && restates(clause, question) ? 'question' : null);
      if (reason) cut.leftOut.push({ range, reason });
      else cut.ranges.push(range);
    }
  }
}
