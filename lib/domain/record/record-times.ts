// Times and days of the week as sentences say them.

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const dayOf = (word: string): number =>
  /^(?:mon|tue|wed|thu|fri|sat|sun)/u.test(word) ? DAY_NAMES.findIndex((name) => name.startsWith(word) || word.startsWith(name)) : -1;

export interface SaidRange {
  at: number;
  end: number;
  /** Minutes of the day; both readings where neither half of the day is named. */
  open: number[];
  close: number[];
}
export interface SaidDays {
  at: number;
  end: number;
  days: number[];
}

const TIME = String.raw`(\d{1,2})(?:[:.](\d{1,2}))?\s*(a\.m\.|a\.?m\b|p\.m\.|p\.?m\b|noon|midnight|o['’]clock)?|\b(noon|midnight|midday)\b`;
const RANGE = new RegExp(String.raw`(?:${TIME})\s*(?:-|–|—|to|until|till|and|through)\s*(?:${TIME})`, 'giu');
const SINGLE = new RegExp(String.raw`\b(until|till|closes? at|closing at|opens? at|opening at|as late as|by)\s+(?:${TIME})`, 'giu');

export function minutesOf(hour?: string, minute?: string, half?: string, word?: string): number[] | null {
  const named = word ?? (half === 'noon' || half === 'midnight' ? half : undefined);
  if (named) return named === 'midnight' ? [0, 1440] : [720];
  if (hour === undefined) return null;
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  if (h > 24 || m > 59) return null;
  if (half?.startsWith('a')) return [(h % 12) * 60 + m];
  if (half?.startsWith('p')) return [((h % 12) + 12) * 60 + m];
  return h < 12 ? [h * 60 + m, (h + 12) * 60 + m] : [h * 60 + m];
}

/** `from 11:30 am to 7:30 pm`; bare numbers are no times. */
export function rangesIn(lower: string): SaidRange[] {
  return [...lower.matchAll(RANGE)].flatMap((match) => {
    const [, h, m, half, word, toH, toM, toHalf, toWord] = match;
    if (!(m || half || word || toM || toHalf || toWord)) return [];
    const [open, close] = [minutesOf(h, m, half, word), minutesOf(toH, toM, toHalf, toWord)];
    return open && close ? [{ at: match.index, end: match.index + match[0].length, open, close }] : [];
  });
}

/** `until 9 pm`, `opens at 7 am`. */
export function singleTimesIn(lower: string): (SaidRange & { isOpen: boolean })[] {
  return [...lower.matchAll(SINGLE)].flatMap((match) => {
    const [whole, verb = '', h, m, half, word] = match;
    const time = minutesOf(h, m, half, word);
    if (!time || !(m || half || word)) return [];
    const isOpen = /^open/u.test(verb);
    return [{ at: match.index, end: match.index + whole.length, open: isOpen ? time : [], close: isOpen ? [] : time, isOpen }];
  });
}

const DAY =
  /\b(?:(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b\.?|(weekdays?)\b|(weekends?)\b|(every ?day|daily|(?:seven|7) days(?: a week| per week)?|all week|all days)\b)/gu;

/** Days that stand together are one mention: `Monday through Thursday and Sunday`. */
export function daysIn(lower: string): SaidDays[] {
  const mentions: SaidDays[] = [];
  let last: { single: number; end: number } | null = null;
  for (const match of lower.matchAll(DAY)) {
    const [whole, name, weekday, weekend] = match;
    if (
      /^(?:sat|sun|wed|mon|fri)$/u.test(whole) &&
      !/\b(?:mon|tue|wed|thu|fri|sat|sun)\b.*\b(?:mon|tue|wed|thu|fri|sat|sun)\b/u.test(lower)
    )
      continue;
    const single = name ? dayOf(name) : -1;
    const days = name ? [single] : weekday ? [0, 1, 2, 3, 4] : weekend ? [5, 6] : [0, 1, 2, 3, 4, 5, 6];
    const between = last ? lower.slice(last.end, match.index) : null;
    const end = match.index + whole.length;
    const before = mentions.at(-1);
    if (
      before &&
      between !== null &&
      /^\s*(?:-|–|—|to|through|thru|till|until)\s*$/u.test(between) &&
      last &&
      last.single >= 0 &&
      single >= 0
    ) {
      for (let day: number = last.single; day !== single; day = (day + 1) % 7) before.days.push(day);
      before.days.push(single);
      before.end = end;
    } else if (before && between !== null && /^\s*(?:,|and|&|or|\/|,\s*and|as well as|and on|on)\s*(?:on\s+)?$/u.test(between)) {
      before.days.push(...days);
      before.end = end;
    } else mentions.push({ at: match.index, end, days });
    last = { single, end };
  }
  return mentions.map((mention) => ({ ...mention, days: [...new Set(mention.days)] }));
}
