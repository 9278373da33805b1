// The places of one text that speak to a model: phrases, hidden letters, encoded lumps, print too small to be seen.
import type { PlacedPage } from '@/lib/domain/match/match-source';
import { shorten } from './claim-words';
import { encodedTextIn } from './encoded-text';
import { hiddenTextIn, tagLetters, visibleText } from './hidden-text';
import { INJECTION_PHRASES } from './injection-phrases';
import { smallTextIn } from './small-text';

export interface Spot {
  start: number;
  end: number;
  /** What stands there, as the end of a sentence: “… holds …”. */
  words: string;
  /** Wording that honest texts use too. */
  isWeak: boolean;
  /** The instruction as a model reads it, where that is not the text itself. */
  hidden: string | null;
}

const MAX_PER_PHRASE = 3;

/** Ascending. Linear in the text. */
export function injectionSpots(text: string, pages: readonly PlacedPage[] = []): Spot[] {
  const hidden = hiddenTextIn(text).map(
    ({ start, end, holds, isWeak }): Spot => ({ start, end, words: `holds ${holds}`, isWeak, hidden: tagLetters(text.slice(start, end)) }),
  );
  return [...hidden, ...encodedSpots(text), ...smallSpots(text, pages), ...phrasesIn(text)].sort((a, b) => a.start - b.start);
}

/** Encoded text is common; only what speaks to a model is told. */
function encodedSpots(text: string): Spot[] {
  return encodedTextIn(text).flatMap(({ start, end, decoded }): Spot[] => {
    if (!phrasesIn(decoded).some(({ isWeak }) => !isWeak) && !ORDERS.test(decoded)) return [];
    return [{ start, end, words: `holds base64 text that decodes to “${shorten(decoded, 80)}”`, isWeak: false, hidden: decoded }];
  });
}

/** What somebody who hides it would want done; only looked for in text that is hidden anyway. */
const ORDERS =
  /\b(?:ignore|disregard|approve|you must|do not (?:mention|tell|reveal)|(?:say|reply|respond|answer|output|print) (?:only|with|that|exactly)|send .{0,40}(?:https?:|@)|system prompt|instructions?)\b/iu;

function smallSpots(text: string, pages: readonly PlacedPage[]): Spot[] {
  return pages.flatMap(smallTextIn).flatMap(({ start, end }): Spot[] => {
    const written = text.slice(start, end);
    if (!ORDERS.test(written) && phrasesIn(written).length === 0) return [];
    return [{ start, end, words: `holds print too small to be seen: “${shorten(written)}”`, isWeak: false, hidden: written }];
  });
}

function phrasesIn(text: string): Spot[] {
  const visible = visibleText(text);
  const read = visible?.text ?? text;
  const found: Spot[] = [];
  for (const { pattern, says, isWeak = false } of INJECTION_PHRASES) {
    let count = 0;
    for (const match of read.matchAll(pattern)) {
      if (++count > MAX_PER_PHRASE) break;
      const from = match.index;
      const to = from + match[0].length;
      const start = visible ? (visible.offsets[from] as number) : from;
      const end = visible ? (visible.offsets[to - 1] as number) + 1 : to;
      if (found.some((other) => start < other.end && other.start < end)) continue;
      found.push({ start, end, words: `${says}: “${shorten(match[0])}”`, isWeak, hidden: null });
    }
  }
  return found;
}
