// The mark that stands where a value was taken out at the door: `⟦email⟧`, `⟦email:hash_…⟧` or `⟦email:tok_…⟧`.

/** Sixteen letters without vowels: a token holds no digit that a check could take for a figure, and spells no word. */
export const TOKEN_LETTERS = 'bcdfghjklmnpqrst';
/** 24 letters of four bits each. */
export const TOKEN_LENGTH = 24;

export interface MaskMark {
  /** Offset in the text, UTF-16. */
  start: number;
  text: string;
  /** What kind of value it was: the name of its recogniser or of the field rule. */
  type: string;
  /** tok: in the vault; hash: equal for equal values and nothing more; null: gone. */
  form: 'tok' | 'hash' | null;
}

const MARKS = new RegExp(`⟦([a-z][a-z_]{0,29})(?::(tok|hash)_[${TOKEN_LETTERS}]{${TOKEN_LENGTH}})?⟧`, 'g');
const ONE_MARK = new RegExp(`^${MARKS.source}$`);

/** Every mark of a text, in order. */
export function marksIn(text: string): MaskMark[] {
  if (!text.includes('⟦')) return [];
  return [...text.matchAll(MARKS)].map((match) => ({
    start: match.index,
    text: match[0],
    type: match[1] as string,
    form: (match[2] as 'tok' | 'hash' | undefined) ?? null,
  }));
}

/** A text that was cut, without the beginning of a mark at its end: half of one tells nothing and is shown as letters. */
export function withoutCutMark(text: string): string {
  return text.replace(/⟦[a-z_:]{0,70}$/u, '');
}

/** The type of a token that can be in the vault; null for any other text. */
export function tokenType(text: string): string | null {
  const match = ONE_MARK.exec(text);
  return match?.[2] === 'tok' ? (match[1] as string) : null;
}

export interface MaskedValue {
  token: string;
  type: string;
  count: number;
}

/** Tokens of the vault anywhere in a value, in names of members too, most frequent first. */
export function maskedValuesIn(value: unknown): MaskedValue[] {
  const found = new Map<string, MaskedValue>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') note(next, found);
    // From the end, so that what stands first is looked at first.
    else if (Array.isArray(next)) for (let at = next.length - 1; at >= 0; at--) waiting.push(next[at]);
    else if (typeof next === 'object' && next !== null)
      for (const [name, member] of Object.entries(next).reverse()) waiting.push(member, name);
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

function note(text: string, found: Map<string, MaskedValue>): void {
  for (const { text: token, type, form } of marksIn(text)) {
    if (form !== 'tok') continue;
    const known = found.get(token);
    if (known) known.count += 1;
    else found.set(token, { token, type, count: 1 });
  }
}
