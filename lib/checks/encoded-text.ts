// Lumps of base64 in a source that decode to readable text: nobody reads them, a model may.

export interface EncodedText {
  start: number;
  end: number;
  /** The text they decode to. */
  decoded: string;
}

const LUMP = /(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/]{32,8000}={0,2}(?![A-Za-z0-9+/=_-])/gu;
const MAX_LUMPS = 50;
const MIN_WORDS = 4;

export function encodedTextIn(text: string): EncodedText[] {
  const found: EncodedText[] = [];
  let looked = 0;
  for (const match of text.matchAll(LUMP)) {
    if (++looked > MAX_LUMPS) break;
    const decoded = readable(match[0]);
    if (decoded !== null) found.push({ start: match.index, end: match.index + match[0].length, decoded });
  }
  return found;
}

/** Null for bytes that are no text: pictures, keys, hashes. */
function readable(lump: string): string | null {
  // A long word in one case, or a path, is no base64.
  if (!/[A-Z]/u.test(lump) || !/[a-z]/u.test(lump)) return null;
  const bytes = Uint8Array.from(atob(lump.slice(0, lump.length - (lump.length % 4))), (letter) => letter.charCodeAt(0));
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const isText = !/[\p{Cc}\p{Cn}\p{Co}]/u.test(text.replace(/[\r\n\t]/gu, ' '));
    return isText && (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= MIN_WORDS ? text : null;
  } catch {
    return null;
  }
}
