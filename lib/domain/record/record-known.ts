// One record made ready for questions: its fields by the words that speak of them, its hours, what its texts mention.
import { lexeme } from '@/lib/domain/match/match-lexeme';
import { fieldOf, type RecordField, tokensOf } from './record-fields';
import { type RecordHours, recordHours } from './record-hours';
import { type RecordText, readRecord } from './record-text';

export interface Phrase {
  field: RecordField;
  tokens: string[];
}

export interface KnownRecord {
  text: RecordText;
  fields: RecordField[];
  phrases: ReadonlyMap<string, Phrase[]>;
  hours: RecordHours | null;
  /** Stems of the long texts, such as reviews: what they mention is not the record's own word, but it is said. */
  heard: ReadonlySet<string>;
  /** Short texts of the record itself, lower case: names and addresses, whose words name no field. */
  names: string[];
  /** Rows of lists by a text that only this row has. */
  rows: ReadonlyMap<string, string>;
}

/** Phrases that begin with one word, at most: a record of a thousand like keys is a table, not a thing. */
const MAX_PER_WORD = 40;
const MAX_NAMES = 400;
const LONG_TEXT = 60;
const MAX_HEARD_CHARS = 200_000;

export function knownRecord(source: string): KnownRecord | null {
  const text = readRecord(source);
  if (!text) return null;
  const fields = text.leaves.map(fieldOf);
  const phrases = new Map<string, Phrase[]>();
  for (const field of fields) {
    for (const tokens of field.phrases) {
      const first = tokens[0] as string;
      const list = phrases.get(first) ?? [];
      if (list.length < MAX_PER_WORD) list.push({ field, tokens });
      phrases.set(first, list);
    }
  }
  const heard = new Set<string>();
  let chars = 0;
  for (const { value } of fields) {
    if (value.kind !== 'text' || value.value.length < LONG_TEXT || chars > MAX_HEARD_CHARS) continue;
    chars += value.value.length;
    for (const token of tokensOf(value.value.slice(0, MAX_HEARD_CHARS))) heard.add(lexeme(token));
  }
  const short = fields.filter(
    ({ value }) => value.kind === 'text' && value.value.length < LONG_TEXT && /[\p{L}\p{N}]{3}/u.test(value.value),
  );
  return {
    text,
    fields,
    phrases,
    hours: recordHours(text.leaves),
    heard,
    names: short.slice(0, MAX_NAMES).flatMap(({ leaf }) => namesIn(String(leaf.value))),
    rows: rowsOf(short),
  };
}

/** Whole values that look like names: capitals or digits in them. `free` and `casual` are none. */
const namesIn = (value: string): string[] => (/[\p{Lu}\d]/u.test(value) && value.trim().length > 4 ? [value.trim().toLowerCase()] : []);

/** Rows by their telling texts; a text of two rows tells neither. */
function rowsOf(short: readonly RecordField[]): Map<string, string> {
  const rows = new Map<string, string>();
  for (const { leaf } of short) {
    const row = /^(?:.*\/)?\d+(?=\/[^/]*$)/u.exec(leaf.pointer)?.[0];
    const text = String(leaf.value).trim().toLowerCase();
    if (row === undefined || text.length < 3 || rows.size >= MAX_NAMES) continue;
    rows.set(text, rows.has(text) && rows.get(text) !== row ? '' : row);
  }
  return rows;
}
