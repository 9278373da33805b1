// A sentence made ready to be held against a record: its clauses as words, without the names that the record itself gives.
import { type Clause, clausesOf, lowerCase, type Standing, standingOf } from './record-clauses';
import { type RecordField, singular } from './record-fields';
import type { KnownRecord } from './record-known';

export interface Token {
  word: string;
  start: number;
  end: number;
}
export interface RecordSentence {
  text: string;
  /** Lower case, names of the record blanked, as long as the text. */
  lower: string;
  clauses: { clause: Clause; tokens: Token[] }[];
  words: ReadonlySet<string>;
  /** A name or an address of the record stands in it. */
  isNamed: boolean;
  /** It tells what people said. */
  isOfReviews: boolean;
  /** Rows of lists that it names. */
  rows: ReadonlySet<string>;
}
export interface Mention {
  field: RecordField;
  clause: Clause;
  /** In the sentence. */
  range: [number, number];
  standing: Standing;
}

const SPEAKER = `(?:customers?|guests?|diners?|patrons?|visitors?|users?|people|reviewers?|clients?|others?|another|one|some|many|several|both|they|who)`;
const SAYING = String.raw`(?:prais\w+|mention\w*|not(?:ed|es|ing)|report\w*|complain\w*|express\w*|appreciat\w+|enjoyed|recommend\w*|describ\w+|stat(?:ed|es|ing)|rav\w+|highlight\w*|comment\w*|found|felt|feels?|lov\w+|sa(?:y|id|ys)|criti\w+|experienc\w+|disappoint\w*|commend\w*|compliment\w*|had|shared)`;
const OF_REVIEWS = new RegExp(
  String.raw`\breview\w*|\bfeedback\b|\bopinions?\b|\btestimonials?\b|\b${SPEAKER}\b(?:\s+\p{L}+){0,3}\s+${SAYING}\b`,
  'iu',
);
const MAX_TOKENS = 400;

export function recordSentence(text: string, record: KnownRecord): RecordSentence {
  let lower = lowerCase(text);
  const rows = new Set<string>();
  for (const [name, row] of record.rows) if (row !== '' && hasWords(lower, name)) rows.add(row);
  for (const name of record.names) if (lower.includes(name)) lower = lower.replaceAll(name, ' '.repeat(name.length));
  let left = MAX_TOKENS;
  const clauses = clausesOf(lower).map((clause) => {
    const tokens = [...clause.text.matchAll(/[\p{L}\p{N}]+/gu)]
      .slice(0, left)
      .map((match): Token => ({ word: singular(match[0]), start: match.index, end: match.index + match[0].length }));
    left -= tokens.length;
    return { clause, tokens };
  });
  const words = new Set(clauses.flatMap(({ tokens }) => tokens.map(({ word }) => word)));
  return { text, lower, clauses, words, isOfReviews: OF_REVIEWS.test(text), isNamed: lower !== lowerCase(text), rows };
}

/** Where a sentence speaks of fields: one mention a field and clause, the longest phrase. Steps: words × phrases that begin so. */
export function mentionsOf({ lower, clauses, words, rows }: RecordSentence, record: KnownRecord): Mention[] {
  return clauses.flatMap(({ clause, tokens }) => {
    const found = new Map<RecordField, { from: number; to: number }>();
    tokens.forEach(({ word }, at) => {
      for (const { field, tokens: wanted } of record.phrases.get(word) ?? []) {
        if (field.leaf.isListed && !isOfRow(field, rows)) continue;
        if (field.beside !== null && !words.has(singular(field.beside))) continue;
        if (!wanted.every((one, offset) => tokens[at + offset]?.word === one)) continue;
        const before = found.get(field);
        if (!before || before.to - before.from < wanted.length - 1) found.set(field, { from: at, to: at + wanted.length - 1 });
      }
    });
    return [...found].map(([field, { from, to }]): Mention => {
      const [start, end] = [(tokens[from] as Token).start, (tokens[to] as Token).end];
      return { field, clause, range: [clause.at + start, clause.at + end], standing: standingOf(lower, clause, start, end) };
    });
  });
}

const isOfRow = ({ leaf }: RecordField, rows: ReadonlySet<string>): boolean =>
  rows.size === 1 && [...rows].every((row) => leaf.pointer.startsWith(`${row}/`));

const hasWords = (text: string, words: string): boolean => {
  const at = text.indexOf(words);
  return at >= 0 && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + words.length] ?? '');
};
