// A record as it stands in a text: JSON, JSON lines or a printed dictionary, read once into leaves that know where they stand.
import { escapePointer } from '@/lib/domain/claim/claim-leaves';

export interface RecordLeaf {
  /** JSON Pointer (RFC 6901) into the record. */
  pointer: string;
  keys: string[];
  /** An empty object or list says nothing, as null does. */
  value: string | number | boolean | null;
  /** From the key (in lists from the value) to the end of the value, UTF-16. */
  start: number;
  end: number;
  /** It stands in a list: one of several. */
  isListed: boolean;
  /** Counted from 0, where the text is JSON lines. */
  line: number;
}

export interface RecordText {
  leaves: RecordLeaf[];
  /** Leaves beyond the limits, which nobody looks at. */
  omitted: number;
  /** Characters and tokens looked at: what reading cost. */
  steps: number;
}

export const RECORD_LIMITS = { chars: 2_000_000, leaves: 4_000, depth: 40 };

interface Open {
  isList: boolean;
  pointer: string;
  keys: string[];
  isListed: boolean;
  count: number;
  key: string | null;
  keyStart: number;
  start: number;
}
interface Token {
  kind: 'mark' | 'string' | 'word';
  text: string;
  value: string | number | boolean | null;
  start: number;
  end: number;
}

const WORDS: Record<string, boolean | null> = { true: true, True: true, false: false, False: false, null: null, None: null, NaN: null };

/** Null where the text is no record, is broken or longer than the limit. */
export function readRecord(text: string): RecordText | null {
  const fence = /^\s*(?:```\w*\s*)?(?=[{[])/u.exec(text.slice(0, 200));
  if (!fence || text.length > RECORD_LIMITS.chars) return null;
  const reader = new RecordReader(text);
  const roots = reader.read(fence[0].length);
  if (roots === 0) return null;
  return { leaves: roots === 1 ? reader.leaves : asRows(reader.leaves), omitted: reader.omitted, steps: reader.steps };
}

/** JSON lines are one list: what the first line holds is in its first row. */
function asRows(leaves: readonly RecordLeaf[]): RecordLeaf[] {
  return leaves.map((leaf): RecordLeaf => {
    const row = String(leaf.line);
    return { ...leaf, pointer: `/${row}${leaf.pointer}`, keys: [row, ...leaf.keys], isListed: true };
  });
}

/** A state machine without recursion: depth costs an entry of a list, no stack. */
class RecordReader {
  readonly leaves: RecordLeaf[] = [];
  omitted = 0;
  steps = 0;
  private readonly open: Open[] = [];
  /** Values read at the top: more than one are JSON lines. */
  private roots = 0;

  constructor(private readonly text: string) {}

  /** How many values stand at the top; 0 where the text is none. */
  read(from: number): number {
    let wants: 'value' | 'key' | 'colon' | 'comma' = 'value';
    for (let at = from; ; ) {
      const token = this.tokenAt(at);
      if (!token) return this.open.length === 0 && /^[\s`]*$/u.test(this.text.slice(at)) ? this.roots : 0;
      at = token.end;
      const parent = this.open.at(-1);
      const { kind, text } = token;
      if (kind === 'mark' && (text === '}' || text === ']')) {
        if (!parent || parent.isList !== (text === ']') || wants === 'colon' || (wants === 'value' && !parent.isList)) return 0;
        this.close(token.end);
        wants = 'comma';
      } else if (wants === 'comma') {
        if (parent && text === ',') wants = parent.isList ? 'value' : 'key';
        else if (!parent && text === '{') {
          wants = 'value';
          at = token.start;
        } else return 0;
      } else if (wants === 'key') {
        if (!parent || kind === 'mark') return 0;
        parent.key = String(token.value ?? text);
        parent.keyStart = token.start;
        wants = 'colon';
      } else if (wants === 'colon') {
        if (text !== ':') return 0;
        wants = 'value';
      } else if (kind === 'mark') {
        if (text !== '{' && text !== '[') return 0;
        this.push(text === '[', token.start);
        wants = text === '[' ? 'value' : 'key';
      } else {
        if (!parent) return 0;
        this.leaf(token.value, token.start, token.end);
        wants = 'comma';
      }
    }
  }

  private place(start: number): Pick<RecordLeaf, 'pointer' | 'keys' | 'isListed' | 'start'> {
    const parent = this.open.at(-1);
    if (!parent) return { pointer: '', keys: [], isListed: false, start };
    const key = parent.isList ? String(parent.count++) : (parent.key ?? '');
    // Beyond the depth nothing is kept, so nothing is copied.
    const isDeep = this.open.length > RECORD_LIMITS.depth;
    return {
      pointer: isDeep ? '' : `${parent.pointer}/${escapePointer(key)}`,
      keys: isDeep ? [] : [...parent.keys, key],
      isListed: parent.isListed || parent.isList,
      start: parent.isList ? start : parent.keyStart,
    };
  }

  private push(isList: boolean, at: number): void {
    this.open.push({ isList, ...this.place(at), count: 0, key: null, keyStart: at });
  }

  private close(end: number): void {
    const closed = this.open.pop() as Open;
    const isEmpty = closed.isList ? closed.count === 0 : closed.key === null;
    if (this.open.length === 0) this.roots++;
    else if (isEmpty)
      this.keep({ pointer: closed.pointer, keys: closed.keys, value: null, start: closed.start, end, isListed: closed.isListed });
  }

  private leaf(value: RecordLeaf['value'], start: number, end: number): void {
    this.keep({ ...this.place(start), value, end });
  }

  private keep(leaf: Omit<RecordLeaf, 'line'>): void {
    if (this.open.length > RECORD_LIMITS.depth || this.leaves.length >= RECORD_LIMITS.leaves) this.omitted++;
    else this.leaves.push({ ...leaf, line: this.roots });
  }

  private tokenAt(from: number): Token | null {
    const { text } = this;
    let at = from;
    while (at < text.length && ' \n\r\t'.includes(text.charAt(at))) at++;
    this.steps += at - from + 1;
    const first = text.charAt(at);
    if (first === '' || first === '`') return null;
    if ('{}[],:'.includes(first)) return { kind: 'mark', text: first, value: null, start: at, end: at + 1 };
    const end = first === '"' || first === "'" ? stringEnd(text, at) : wordEnd(text, at);
    this.steps += end - at;
    const raw = text.slice(at, end);
    if (first === '"' || first === "'") return { kind: 'string', text: raw, value: unquoted(raw), start: at, end };
    const value =
      raw in WORDS ? (WORDS[raw] as boolean | null) : raw !== '' && raw.length < 40 && Number.isFinite(Number(raw)) ? Number(raw) : raw;
    // A bare word that is neither a number nor a known one is no JSON.
    return typeof value === 'string'
      ? { kind: 'mark', text: 'broken', value, start: at, end: Math.max(end, at + 1) }
      : { kind: 'word', text: raw, value, start: at, end };
  }
}

function stringEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== quote) at += text.charAt(at) === '\\' ? 2 : 1;
  return Math.min(text.length, at + 1);
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !' \n\r\t{}[],:"\'`'.includes(text.charAt(at))) at++;
  return at;
}

function unquoted(raw: string): string {
  if (raw.startsWith('"')) {
    try {
      return String(JSON.parse(raw));
    } catch {
      return raw.slice(1, -1);
    }
  }
  return raw.slice(1, -1).replace(/\\(.)/gsu, '$1');
}
