// Text that a model reads and a person does not see: tag characters, long runs of zero-width characters and variation selectors,
// and overrides of the writing direction.

export interface HiddenText {
  start: number;
  end: number;
  /** What it is, as the end of a sentence: “… holds …”. */
  holds: string;
  isWeak: boolean;
}

/** Unicode tag letters. A few of them behind a black flag are the flag of a region. */
const TAGS = /\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}|[\u{E0020}-\u{E007E}]{2,}/gu;
/** Persian, Indic scripts and emoji set single joiners; eight in a row carry something else. */
const ZERO_WIDTH = /[\u200b-\u200f\u2060-\u2064\ufeff]{8,}/gu;
const SELECTORS = /[\ufe00-\ufe0f\u{E0100}-\u{E01EF}]{4,}/gu;
const OVERRIDES = /[\u202d\u202e][^\u202c\n]{1,200}/gu;
const SHOWN = 60;

export function hiddenTextIn(text: string): HiddenText[] {
  return [
    ...runs(text, TAGS, (run) => `${[...run].length} invisible tag characters that spell “${shown(tagLetters(run))}”`, false),
    ...runs(text, ZERO_WIDTH, (run) => `${run.length} zero-width characters in a row`, false),
    ...runs(text, SELECTORS, (run) => `${[...run].length} variation selectors in a row, which can carry hidden bytes`, false),
    ...runs(
      text,
      OVERRIDES,
      (run) => `a change of writing direction that shows “${shown([...run.slice(1)].reverse().join(''))}” for “${shown(run.slice(1))}”`,
      true,
    ),
  ].sort((a, b) => a.start - b.start);
}

function runs(text: string, pattern: RegExp, holds: (run: string) => string, isWeak: boolean): HiddenText[] {
  const found = [...text.matchAll(pattern)].filter(([run]) => !run.startsWith('🏴'));
  return found.map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    holds: holds(match[0]),
    isWeak,
  }));
}

/** Tag letters are ASCII, moved up by 0xE0000; other letters are left out. */
export function tagLetters(run: string): string {
  return [...run]
    .flatMap((letter) => {
      const code = (letter.codePointAt(0) ?? 0) - 0xe0000;
      return code >= 0x20 && code <= 0x7e ? String.fromCharCode(code) : [];
    })
    .join('');
}

const shown = (text: string): string => ([...text].length <= SHOWN ? text : `${[...text].slice(0, SHOWN).join('')}…`);

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u{E0020}-\u{E007F}]/u;

/** The text without invisible characters, with the original offset of each unit: words broken up by them are found again. */
export function visibleText(text: string): { text: string; offsets: Int32Array } | null {
  if (!INVISIBLE.test(text)) return null;
  const offsets = new Int32Array(text.length + 1);
  let visible = '';
  let at = 0;
  for (const letter of text) {
    if (!INVISIBLE.test(letter)) {
      for (let unit = 0; unit < letter.length; unit++) offsets[visible.length + unit] = at + unit;
      visible += letter;
    }
    at += letter.length;
  }
  offsets[visible.length] = text.length;
  return { text: visible, offsets };
}
