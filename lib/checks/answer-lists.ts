// The lists of an answer: lines with bullets or numbers, and enumerations inside a sentence, each with its items by name.
import type { Claim } from '@/lib/domain/evidence';

export interface ListItem {
  /** The item's name: its bold head, the words before a colon or dash, or all of it when short. */
  name: string;
  start: number;
  end: number;
}

export interface AnswerList {
  items: ListItem[];
  /** The line above a list of lines, or the words in front of an enumeration. */
  lead: string;
}

const BULLET = /^[ \t]*(?:[-*+•‣–]|\(?\d{1,3}[.)])[ \t]+/u;
const HEAD = /^(?:\*\*([^*\n]{2,80})\*\*|([^:\n]{2,60}?)(?::\s|\s[-–—]\s|:$))/u;
const MIN_ITEMS = 3;
const MAX_ITEMS = 60;
const MAX_NAME = 60;
const MAX_LISTS = 40;

export function listsIn(answer: string): AnswerList[] {
  return [...lineLists(answer), ...enumerations(answer)].slice(0, MAX_LISTS);
}

/** Items of the list that lie inside a claim. */
export const itemsOf = (list: AnswerList, { range }: Claim): ListItem[] =>
  range ? list.items.filter(({ start, end }) => start < range[1] && range[0] < end) : [];

function lineLists(answer: string): AnswerList[] {
  const lists: AnswerList[] = [];
  let lead = '';
  let open: AnswerList | null = null;
  let at = 0;
  for (const line of answer.split('\n')) {
    const bullet = BULLET.exec(line)?.[0];
    if (bullet !== undefined) {
      open ??= { items: [], lead };
      const item = itemIn(line.slice(bullet.length), at + bullet.length);
      if (item && open.items.length < MAX_ITEMS) open.items.push(item);
    } else if (line.trim() !== '') {
      if (open) lists.push(open);
      open = null;
      lead = line.trim().slice(-200);
    }
    at += line.length + 1;
  }
  if (open) lists.push(open);
  return lists.filter(({ items }) => items.length >= MIN_ITEMS);
}

function itemIn(text: string, start: number): ListItem | null {
  const head = HEAD.exec(text.slice(0, 140));
  const name = (head?.[1] ?? head?.[2] ?? text).replace(/[:*_]/gu, '').trim();
  return name.length < 2 || name.length > MAX_NAME ? null : { name, start, end: start + text.length };
}

/** `such as A, B and C`; three items at least, each of a few words. */
const ENUMERATION =
  /(?<![\p{L}])(?:such as|including|includes?|like|are|namely|e\.g\.|for example|wie|darunter|tels que|comme|como|incluyendo)[:,]?\s+([^.;:()\n]{8,400}?)(?=[.;:()\n]|$)/giu;

function enumerations(answer: string): AnswerList[] {
  return [...answer.matchAll(ENUMERATION)].flatMap((match) => {
    const body = match[1] ?? '';
    const start = match.index + match[0].length - body.length;
    const items: ListItem[] = [];
    let at = start;
    for (const part of body.split(/,\s*(?:and|or|und|oder|et|ou|y|o)\s+|,\s+|\s+(?:and|or|und|oder|et|ou|y|o)\s+/u)) {
      const from = answer.indexOf(part, at);
      const name = part.trim();
      if (name.length >= 2 && name.split(/\s+/u).length <= 4) items.push({ name, start: from, end: from + part.length });
      at = from + part.length;
    }
    return /,/u.test(body) && items.length >= MIN_ITEMS && items.length <= MAX_ITEMS
      ? [{ items, lead: answer.slice(Math.max(0, match.index - 120), match.index) }]
      : [];
  });
}
