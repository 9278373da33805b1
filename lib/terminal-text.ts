// Text that is safe to print: what others wrote must not move the cursor, set the clipboard or turn what stands beside it.

/** C0 and C1 controls and DEL, line separators, bidirectional marks, zero-width and tag characters, half surrogate pairs. */
const UNSAFE =
  /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu;

/** One line: every unsafe character is written as its number, so that nothing is hidden and nothing acts. */
export function terminalText(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for text of several lines that we laid out ourselves: line ends stay. */
export function terminalLines(text: string): string {
  return text.split('\n').map(terminalText).join('\n');
}

/** JSON for a file or a pipe that somebody may look at in a terminal. */
export function terminalJson(value: unknown, indent?: number): string {
  return terminalSafeJson(JSON.stringify(value, null, indent));
}

/** JSON text with the escapes of JSON itself for every unsafe character but the line ends between members: the value is the same. */
export function terminalSafeJson(json: string): string {
  return json.replace(UNSAFE, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
