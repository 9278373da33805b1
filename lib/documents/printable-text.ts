// Text for a font that does not have every script: what it cannot show is named where it stands, never left out in silence.

export interface PrintableText {
  text: string;
  /** Characters that could not be shown. */
  lost: number;
  scripts: string[];
}

const SCRIPTS = [
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Thai',
  'Greek',
  'Cyrillic',
  'Armenian',
  'Georgian',
  'Tamil',
  'Telugu',
  'Khmer',
] as const;
const SCRIPT_PATTERNS = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);
const JOINS = /[\p{M}\p{Cf}\p{Zs}]/u;

/** Each stretch of characters that `has` refuses becomes a mark in brackets with their number and script. */
export function printableText(text: string, has: (codePoint: number) => boolean): PrintableText {
  const scripts = new Set<string>();
  let lost = 0;
  let shown = '';
  let run: string[] = [];
  const close = () => {
    if (run.length === 0) return;
    const names = [...new Set(run.map(scriptOf))];
    for (const name of names) scripts.add(name);
    lost += run.length;
    shown += `[${run.length} ${run.length === 1 ? 'character' : 'characters'}: ${names.join(', ')}]`;
    run = [];
  };
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const isLost = codePoint > 0x7f && (!has(codePoint) || isHidden(codePoint));
    if (isLost || (run.length > 0 && character !== ' ' && JOINS.test(character))) run.push(character);
    else {
      close();
      shown += character;
    }
  }
  close();
  return { text: shown, lost, scripts: [...scripts] };
}

/** Shown by nothing at all, or turning the direction of what follows. */
function isHidden(codePoint: number): boolean {
  return (
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069) ||
    codePoint === 0x200b ||
    codePoint === 0xfeff
  );
}

function scriptOf(character: string): string {
  return SCRIPT_PATTERNS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other signs';
}
