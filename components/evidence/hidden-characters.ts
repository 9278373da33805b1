// Characters that change how text looks without being seen: shown by their code, so that nobody is misled (Trojan Source).

/**
 * Bidirectional controls, zero-width characters, the soft hyphen, tag characters, variation selectors beyond the emoji one,
 * and control characters other than tab and line breaks. Joiners inside words of Arabic and Indic scripts and inside emoji
 * are how those are written and stay as they are.
 */
const HIDDEN =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Extended_Pictographic}\uFE0F])[\u200C\u200D]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E01EF}]/gu;

export interface TextPiece {
  /** Offset in the text, UTF-16. */
  start: number;
  text: string;
  /** `U+202E` for a hidden character, null for ordinary text. */
  code: string | null;
}

/** Cuts a text at its hidden characters; joined again, the pieces are the text. */
export function piecesOf(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > done) pieces.push({ start: done, text: text.slice(done, match.index), code: null });
    const code = match[0].codePointAt(0) ?? 0;
    pieces.push({ start: match.index, text: match[0], code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ start: done, text: text.slice(done), code: null });
  return pieces;
}
