// A project's own patterns: RE2 syntax, run by an engine without backtracking, so that none of them can hold up the door.
import { RE2JS } from 're2js';
import type { CustomPattern } from '@/lib/domain/privacy-rules';
import type { Meter, Reading, Recogniser } from './recogniser';

/** A longer match is no value; it is the sign of a pattern that matches everything. */
const MAX_MATCH = 1000;

/** In words why the pattern cannot be used; null when it can. */
export function patternProblem(pattern: string): string | null {
  try {
    const compiled = RE2JS.compile(pattern);
    return compiled.matcher('').find() ? 'matches the empty text' : null;
  } catch (error) {
    return `is not RE2 syntax: ${(error as Error).message}`;
  }
}

/** Throws for a pattern that `patternProblem` refuses. */
export function customRecogniser({ type, pattern, is_case_sensitive }: CustomPattern): Recogniser {
  const compiled = RE2JS.compile(pattern, is_case_sensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  return {
    id: type,
    title: type.replaceAll('_', ' '),
    example: pattern,
    isChecksummed: false,
    words: null,
    find: { anchor: null, isWorthIt: () => true, readings: (text, meter) => readings(compiled, text, meter) },
  };
}

function* readings(pattern: RE2JS, text: string, meter: Meter): Generator<Reading> {
  meter.steps += text.length;
  const matcher = pattern.matcher(text);
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (end > start && end - start <= MAX_MATCH) yield { start, end, value: text.slice(start, end), strength: 1 };
  }
}
