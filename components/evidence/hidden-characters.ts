// Characters that change how text looks without being seen: shown by their code, so that nobody is misled (Trojan Source).

/** Control characters, everything that Unicode says may be ignored when drawn, and the two separators that break lines. */
const SUSPECT = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu;
/** Joiners inside words of these scripts and inside emoji are how those are written. */
const JOINS =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?$/u;

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
  for (const match of text.matchAll(SUSPECT)) {
    if (isOrdinary(match[0], text.slice(Math.max(0, match.index - 3), match.index))) continue;
    if (match.index > done) pieces.push({ start: done, text: text.slice(done, match.index), code: null });
    const code = match[0].codePointAt(0) ?? 0;
    pieces.push({ start: match.index, text: match[0], code: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` });
    done = match.index + match[0].length;
  }
  if (done < text.length) pieces.push({ start: done, text: text.slice(done), code: null });
  return pieces;
}

function isOrdinary(character: string, before: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isLayout = code === 0x09 || code === 0x0a || code === 0x0d;
  // Variation selectors choose between the text and the emoji form of a character, or between forms of Mongolian letters.
  const isSelector = (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0x180b && code <= 0x180d) || code === 0x180f;
  const isJoiner = code === 0x200c || code === 0x200d;
  return isLayout || isSelector || (isJoiner && JOINS.test(before));
}
