// Tells structured output from prose: JSON that is the output, or that stands inside a text, bare or in a fenced block.
import type { Json } from '@/lib/domain/run/run';

export interface StructuredOutput {
  value: Json;
  /** UTF-16 range of the JSON inside a text output; null when the output itself is the value. */
  range: [number, number] | null;
}

const MAX_JSON_CHARS = 4_000_000;
const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})/u;

/** The structured part of an output, or null for prose. Of several JSON blocks in one text the longest counts. */
export function structuredOutput(output: Json): StructuredOutput | null {
  if (typeof output !== 'string') return output === null ? null : { value: output, range: null };
  if (output.length > MAX_JSON_CHARS) return null;
  const whole = parsed(output, 0);
  if (whole) return whole;
  let longest: StructuredOutput | null = null;
  const length = (one: StructuredOutput | null) => (one?.range ? one.range[1] - one.range[0] : 0);
  for (const [start, end] of fencedBodies(output)) {
    const block = parsed(output.slice(start, end), start);
    if (length(block) > length(longest)) longest = block;
  }
  return longest ?? bareJson(output);
}

/** JSON on lines of its own behind or before sentences: one try, from the first line that opens it to the last that closes it. */
function bareJson(text: string): StructuredOutput | null {
  const start = /(?:^|\n)[ \t]*[[{](?=\s*["[{\]}])/u.exec(text);
  const end = text.search(/[\]}][ \t]*(?:\r?\n[^\]}]*)?$/u);
  if (!start || end < start.index) return null;
  const from = start.index + start[0].length - 1;
  return parsed(text.slice(from, end + 1), from);
}

/** Ranges between the fences of code blocks, line by line: a text of nothing but fences costs no more than any other. */
function fencedBodies(text: string): [number, number][] {
  const bodies: [number, number][] = [];
  let open: { mark: string; start: number } | null = null as { mark: string; start: number } | null;
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start) + 1;
    const mark = FENCE.exec(text.slice(start, Math.min(end, start + 80)))?.[1];
    if (mark && !open) open = { mark, start: end };
    else if (mark && open && mark[0] === open.mark[0] && mark.length >= open.mark.length) {
      bodies.push([open.start, start]);
      open = null;
    }
    start = end;
  }
  return bodies;
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
