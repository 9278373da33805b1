// Tells structured output from prose: JSON that is the output, or that stands inside a text, bare or in a fenced block.
import type { Json } from './run';

export interface StructuredOutput {
  value: Json;
  /** UTF-16 range of the JSON inside a text output; null when the output itself is the value. */
  range: [number, number] | null;
}

const MAX_JSON_CHARS = 4_000_000;
const FENCE = /^[ \t]{0,3}(```+|~~~+)[ \t]*([\w+-]*)[^\n]*\n([\s\S]*?)^[ \t]{0,3}\1[ \t]*$/gmu;

/** The structured part of an output, or null for prose. Of several JSON blocks in one text the longest counts. */
export function structuredOutput(output: Json): StructuredOutput | null {
  if (typeof output !== 'string') return output === null ? null : { value: output, range: null };
  if (output.length > MAX_JSON_CHARS) return null;
  const whole = parsed(output, 0);
  if (whole) return whole;
  let longest: StructuredOutput | null = null;
  for (const match of output.matchAll(FENCE)) {
    const body = match[3] ?? '';
    const block = parsed(body, match.index + match[0].indexOf('\n') + 1);
    const length = (one: StructuredOutput | null) => (one?.range ? one.range[1] - one.range[0] : 0);
    if (length(block) > length(longest)) longest = block;
  }
  return longest;
}

function parsed(text: string, offset: number): StructuredOutput | null {
  const trimmed = text.trim();
  if (!/^[[{]/u.test(trimmed)) return null;
  try {
    const value = JSON.parse(trimmed) as Json;
    const start = offset + text.indexOf(trimmed);
    return { value, range: [start, start + trimmed.length] };
  } catch {
    return null;
  }
}
