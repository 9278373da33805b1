// Cuts an output into its checkable parts: every leaf of structured output, every sentence of prose that states something.
import { isNoise, restates } from './claim-noise';
import { leavesOf } from './claim-leaves';
import { proseLines } from './claim-prose';
import { sentencesIn } from './claim-sentence';
import { structuredOutput } from './claim-structure';
import type { Claim } from '@/lib/domain/evidence';
import type { Json } from '@/lib/domain/run/run';

/** More claims than this no reviewer reads; the rest is counted, and a finding says so. */
const MAX_CLAIMS = 1000;

export interface CutClaims {
  claims: Claim[];
  /** Claims beyond the limit. */
  omitted: number;
}

/** Field ranges are null; sentence ranges are offsets in the output text. `question` is the run's input, when it is a text. */
export function cutClaims(output: Json, question = ''): CutClaims {
  const structured = structuredOutput(output);
  const prose = typeof output === 'string' ? proseRanges(output, structured?.range ?? null, question) : [];
  const { leaves, omitted } = structured ? leavesOf(structured.value, MAX_CLAIMS) : { leaves: [], omitted: 0 };
  const fields = leaves.map(({ path, value }) => ({ kind: 'field' as const, path, range: null, text: fieldText(value), value }));
  const sentences = prose.map((range) => ({
    kind: 'sentence' as const,
    path: null,
    range,
    text: (output as string).slice(...range),
    value: null,
  }));
  const all = [...fields, ...sentences];
  const claims = all.slice(0, MAX_CLAIMS).map((claim, ordinal) => ({ claimId: `c${ordinal + 1}`, ordinal, ...claim }));
  return { claims, omitted: omitted + Math.max(0, all.length - MAX_CLAIMS) };
}

const fieldText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Sentence ranges of the text, without those inside `structured`. */
function proseRanges(text: string, structured: [number, number] | null, question: string): [number, number][] {
  if (structured && text.slice(...structured).length === text.trim().length) return [];
  const ranges: [number, number][] = [];
  for (const line of proseLines(text)) {
    if (structured && line.start < structured[1] && structured[0] < line.end) continue;
    const piece = text.slice(line.start, line.end);
    const sentences: [number, number][] = line.kind === 'row' ? [[0, piece.length]] : sentencesIn(piece);
    for (const [start, end] of sentences) {
      const sentence = piece.slice(start, end);
      if (isNoise(sentence) || (ranges.length === 0 && restates(sentence, question))) continue;
      ranges.push([line.start + start, line.start + end]);
    }
  }
  return ranges;
}
